"""What a result depends on besides its input: the code, its data files, the libraries, the interpreter.

A change to any of them makes every key that it is part of another one. The code is told by its bytes and
not by version numbers, which nobody has to remember to raise then.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE: Final = Path(__file__).parents[1]

#: The parts of the package that reading and extraction run through; the stages import no others.
READING: Final = ("errors.py", "model.py", "read")
EXTRACTION: Final = (*READING, "lexicon", "extract")

#: Libraries whose version can change what is read or written, those that trafilatura works through included.
LIBRARIES: Final = frozenset(
    {
        *("courlan", "htmldate", "justext", "lxml", "lxml-html-clean", "pypdfium2", "resiliparse", "trafilatura"),
        *("ahocorasick-rs", "jieba", "opencc", "pypinyin", "rjieba"),
        *("jinja2", "lawgraph", "markupsafe", "networkx", "numpy", "oxrdflib", "pyoxigraph", "pyvis", "rdflib", "rensa"),
    }
)


@functools.cache
def digest_of(*parts: str) -> bytes:
    """Return the digest of parts of the package (all of it, where none is named) and of what it runs on."""
    return digest((_PACKAGE / part for part in parts) if parts else (_PACKAGE,))


def digest(paths: Iterable[Path]) -> bytes:
    """Return the digest of files and folders, by names and content, and of libraries and interpreter."""
    found = hashlib.sha256(repr((sys.version_info, unicodedata.unidata_version, libraries())).encode())
    for path in paths:
        for name, content in _files(path):
            found.update(f"\0{name}\0{len(content)}\0".encode())
            found.update(content)
    return found.digest()


@functools.cache
def libraries() -> tuple[str, ...]:
    """Return name and version of those of :data:`LIBRARIES` that are installed: ("jieba-0.42.1", …).

    They are read off the folders that installers leave: importlib.metadata takes thirty times as long.
    """
    found = set()
    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208  # names are all that is asked for
        except OSError:
            continue
        for name in names:
            stem, mark, _ = name.rpartition(".")
            project, _, version = stem.partition("-")
            if mark and name.endswith((".dist-info", ".egg-info")) and _normal(project) in LIBRARIES:
                found.add(f"{_normal(project)}-{version}")
    return tuple(sorted(found))


def _normal(project: str) -> str:
    """Return the one form of a project's name (PEP 503): lxml_html_clean is lxml-html-clean."""
    return re.sub(r"[-_.]+", "-", project).lower()


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file at or below a path with its content, in one order everywhere."""
    if path.is_file():
        yield path.name, path.read_bytes()
        return
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = Path(root, name)
            yield file.relative_to(path).as_posix(), file.read_bytes()
