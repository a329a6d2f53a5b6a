"""Records as bytes and back: JSON, compressed, shaped by the dataclass itself.

No pickle: bytes from a disk never become anything but the records asked for. A record is the list of its
fields in their order, so a new field needs no line here; the keys of the cache change with the code, so
bytes of another shape are never asked for.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LEVEL = 1  # of zlib: a third larger than the best, in a tenth of the time


def pack(record: object) -> bytes:
    """Return a record (dataclasses, tuples, enums, plain values) as bytes."""
    text = json.dumps(record, default=_values, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(form: type[T], data: bytes) -> T:
    """Return the record of this form that :func:`pack` made into bytes.

    ``form`` may be a dataclass, ``tuple[Article, ...]`` and so on. Raises ValueError for bytes that
    hold anything else.
    """
    try:
        reader: Any = form  # mypy takes no type for a hashable value
        made: T = _maker(reader)(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"no {form}: {error}") from error
    return made


def _values(record: object) -> list[object]:
    form: Any = type(record)
    return list(_getter(form)(record))


@cache
def _getter(form: Any) -> Callable[[object], tuple[object, ...]]:
    names = [field.name for field in fields(form)]
    if len(names) == 1:
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*names)


@cache
def _maker(form: Any) -> Callable[[Any], Any]:
    """Return the function that makes a value of a form out of JSON; it raises where the JSON has another form."""
    if is_dataclass(form):
        # Its fields are looked at when a record comes: an article may hold articles.
        record: Any = form
        return lambda value: record(*_each(_field_makers(record), value))
    if isinstance(form, type) and issubclass(form, Enum):
        return {member.value: member for member in form}.__getitem__
    origin, parts = get_origin(form), get_args(form)
    if origin in (Union, UnionType):
        inner = [_maker(part) for part in parts if part is not NoneType]
        if len(inner) == len(parts) or len(inner) != 1:
            raise TypeError(f"no way to read a {form} back")
        (make,) = inner
        return lambda value: None if value is None else make(value)
    if origin is tuple and parts[1:] == (...,):
        one = _maker(parts[0])
        return lambda value: tuple(map(one, _list(value)))
    if origin is tuple:
        makers = [_maker(part) for part in parts]
        return lambda value: tuple(_each(makers, value))
    if form not in (str, int, float, bool):
        raise TypeError(f"no way to read a {form} back")
    return lambda value: _plain(form, value)


@cache
def _field_makers(form: Any) -> list[Callable[[Any], Any]]:
    hints = get_type_hints(form)
    return [_maker(hints[field.name]) for field in fields(form)]


def _each(makers: list[Callable[[Any], Any]], value: Any) -> list[Any]:
    return [make(one) for make, one in zip(makers, _list(value), strict=True)]


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise ValueError(f"a {type(value).__name__} stands where a list is needed")
    return value


def _plain(form: type, value: Any) -> Any:
    if type(value) is not form:
        raise ValueError(f"a {type(value).__name__} stands where a {form.__name__} is needed")
    return value
