"""Gold: what a careful reader finds in one article, one JSON file an article.

The format is told in ``seeds/README.md``. A slip in a file is an error that names the file and the place in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from lawgraph.errors import EvaluationError
from lawgraph.model import Kind, Property
from lawgraph.read import FORMATS
from lawgraph.resolve.keys import normal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_Type = TypeVar("_Type", Kind, Property)
_FORMAT = "Correct it there; seeds/README.md tells the format"
#: A form that points back (该局, 我市) names nothing by itself and is compared with nothing.
_ANAPHOR = re.compile(r"^(该|我|本|此|全)[市县区局厅所省院会中心]*$")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the article names. ``accept`` holds other forms that count as ``name``; ``optional`` counts for nothing."""

    id: str
    kind: Kind
    name: str
    accept: tuple[str, ...] = ()
    optional: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """The normalised forms that match it: “法润青州”品牌 and 法润青州品牌 are one."""
        return frozenset(normal(form) for form in (self.name, *self.accept) if not _ANAPHOR.match(form)) - {""}


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """An edge that the article states, between two entities by their ids; ``quote`` is the words that say so."""

    property: Property
    subject: str
    object: str
    optional: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one article. ``name`` is the file's, without its suffix: that of the article's page too."""

    name: str
    path: Path
    title: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Return the gold in a folder's ``*.json`` files, or in one file, in order of their names.

    Raises EvaluationError where there is none, or for a file that is no gold.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise EvaluationError(str(path), "holds no gold (*.json)", "Name the folder that holds the gold, such as seeds/gold")
    return tuple(_read(file) for file in files)


def _read(path: Path) -> Gold:
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EvaluationError(str(path), f"cannot be read: {error.strerror or error}", "Name a folder of gold or one of its files") from error
    except (ValueError, RecursionError) as error:
        raise EvaluationError(str(path), f"is no JSON: {error}", "Save it as JSON in UTF-8") from error
    if not isinstance(record, dict) or "entities" not in record or "relations" not in record:
        raise EvaluationError(str(path), "is no gold: it needs the keys entities and relations", _FORMAT)
    entities = tuple(_entity(row, f"{path}, entities[{index}]") for index, row in enumerate(_rows(record, "entities", path)))
    known: set[str] = set()
    for index, entity in enumerate(entities):
        if entity.id in known:
            raise EvaluationError(f"{path}, entities[{index}]", f"its id {entity.id!r} is another entity's too", _FORMAT)
        known.add(entity.id)
    relations = tuple(_relation(row, f"{path}, relations[{index}]", known) for index, row in enumerate(_rows(record, "relations", path)))
    source = record.get("source")
    title = source.get("title") if isinstance(source, dict) else None
    return Gold(path.stem, path, title if isinstance(title, str) else "", entities, relations)


def _rows(record: dict[str, Any], key: str, path: Path) -> list[Any]:
    rows = record[key]
    if not isinstance(rows, list):
        raise EvaluationError(str(path), f"its {key} are no list", _FORMAT)
    return rows


def _entity(row: Any, where: str) -> GoldEntity:
    accept = _object(row, where).get("accept", [])
    if not isinstance(accept, list) or not all(isinstance(form, str) for form in accept):
        raise EvaluationError(where, "its accept is no list of strings", _FORMAT)
    entity = GoldEntity(_text(row, "id", where), _member(Kind, row, where), _text(row, "name", where), tuple(accept), _flag(row, where))
    if not entity.forms:
        raise EvaluationError(where, f"its name {entity.name!r} names nothing", "Write the full name that the article's context gives")
    return entity


def _relation(row: Any, where: str, known: set[str]) -> GoldRelation:
    ends = [_text(_object(row, where), key, where) for key in ("from", "to")]
    for end in ends:
        if end not in known:
            raise EvaluationError(where, f"no entity has the id {end!r}", _FORMAT)
    quote = row.get("quote")
    return GoldRelation(_member(Property, row, where), ends[0], ends[1], _flag(row, where), quote if isinstance(quote, str) else "")


def _object(row: Any, where: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise EvaluationError(where, f"is no object: {row!r}", _FORMAT)
    return row


def _text(row: dict[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise EvaluationError(where, f"its {key} is {value!r} and no text", _FORMAT)
    return value


def _flag(row: dict[str, Any], where: str) -> bool:
    value = row.get("optional", False)
    if not isinstance(value, bool):
        raise EvaluationError(where, f"its optional is {value!r}, neither true nor false", _FORMAT)
    return value


def _member(enum: type[_Type], row: dict[str, Any], where: str) -> _Type:
    value = row.get("type")
    found = next((one for one in enum if one.value == value), None)
    if found is None:
        raise EvaluationError(where, f"its type {value!r} is none of {', '.join(enum)}", _FORMAT)
    return found


def find_pages(golds: tuple[Gold, ...], gold_path: Path, folder: Path | None = None) -> dict[str, Path]:
    """Return the page of each gold by its name: the file of that name in the folder of pages.

    Without ``folder`` the pages are looked for beside the gold, in the folder above it (seeds/gold
    and seeds/), and in a folder ``articles`` up to two levels above (gold/articles and articles/).
    What is not found is left out.
    """
    gold_dir = gold_path if gold_path.is_dir() else gold_path.parent
    above = gold_dir.resolve().parent
    places = [folder] if folder is not None else [gold_dir, above, above / "articles", above.parent / "articles"]
    for place in places:
        found = {gold.name: page for gold in golds if (page := _page(place, gold.name)) is not None}
        if found:
            return found
    return {}


def _page(folder: Path, name: str) -> Path | None:
    pages = (folder / f"{name}{suffix}" for suffix in FORMATS)
    return next((page for page in pages if page.is_file()), None)


def digest(files: Iterable[Path]) -> str:
    """Return the SHA-256 of a set of files: of their names and contents, whatever folder they lie in."""
    total = hashlib.sha256()
    for path in sorted(files, key=lambda one: one.name):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
