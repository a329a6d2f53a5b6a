"""What a check must know of a node's neighbours: their classes, and which nodes point at it.

A graph as `lawgraph build` writes it has all triples of a subject together, and is streamed. Any
other is first split by subject into parts on disk, each small enough to be grouped in memory. So
memory grows with the number of nodes (half a kilobyte each: 0.7 GB for 11.6 million triples on 1.4
million nodes) and not with that of triples.
"""

from __future__ import annotations

import tempfile
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph

from lawgraph.graph.files import write_error
from lawgraph.graph.stream import Progress, by_subject, rdf_files, size, triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from lawgraph.graph.stream import Group, Term

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
#: Bytes of input for each part of a scattered graph: grouped in memory, some 0.3 GB.
_PART_SIZE: Final = 32 * 2**20
#: How much gzip packs N-Triples at its lowest level: 1,010 MB to 90 MB, measured on 7 million triples.
_PACKING: Final = 11
_MOST_PARTS: Final = 256  # files open at once


class _ScatteredError(Exception):
    """The triples of a subject are not together."""


@dataclass(slots=True)
class Index:
    """The classes of each subject, and the subjects that point at an object by one of ``inverse_paths``.

    Nodes are told by their names in N-Triples (``<https://…>``, ``_:b0``).
    """

    inverse_paths: frozenset[str] = frozenset()
    kinds: dict[str, int] = field(default_factory=dict)  # a subject's place in ``classes``
    classes: list[frozenset[str]] = field(default_factory=list)
    # By path and object the subject, or the list of them where there are several: most have one alone.
    inverse: dict[str, dict[str, str | list[str]]] = field(default_factory=dict)

    def read(self, groups: Iterable[Group], *, strict: bool) -> Index:
        """Take in a graph; with ``strict``, raise where a subject comes twice or has no name of its own."""
        numbers: dict[frozenset[str], int] = {}
        above: dict[str, set[str]] = {}
        for subject, properties in groups:
            if strict and (subject in self.kinds or subject.startswith("_:")):
                raise _ScatteredError
            types = frozenset(str(value.value) for value in properties.get(TYPE, ()) if isinstance(value, pyoxigraph.NamedNode))
            self.kinds[subject] = numbers.setdefault(types, len(numbers))
            for path in self.inverse_paths & properties.keys():
                pointing = self.inverse.setdefault(path, {})
                for value in properties[path]:
                    former = pointing.setdefault(str(value), subject)
                    if isinstance(former, list):
                        former.append(subject)
                    elif former is not subject:
                        pointing[str(value)] = [former, subject]
            for value in properties.get(_SUBCLASS, ()):
                above.setdefault(subject[1:-1], set()).add(str(value)[1:-1])
        self.classes = [_with_superclasses(types, above) for types in numbers]
        return self

    def classes_of(self, subject: str) -> frozenset[str]:
        """Return the classes of a node and all that the graph puts above them."""
        kind = self.kinds.get(subject)
        return frozenset() if kind is None else self.classes[kind]

    def pointing_at(self, subject: str, path: str) -> list[Term]:
        """Return the nodes from which ``path`` leads to a node."""
        found = self.inverse.get(path, {}).get(subject, [])
        return [term(key) for key in ([found] if isinstance(found, str) else found)]


def term(key: str) -> Term:
    """Return the node of this name."""
    return pyoxigraph.BlankNode(key[2:]) if key.startswith("_:") else pyoxigraph.NamedNode(key[1:-1])


def _with_superclasses(types: frozenset[str], above: dict[str, set[str]]) -> frozenset[str]:
    found, waiting = set(types), list(types)
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


@contextmanager
def indexed(
    source: str | PathLike[str], inverse_paths: frozenset[str], progress: Progress
) -> Iterator[tuple[Index, Callable[[], Iterator[Group]]]]:
    """Yield the index of a graph and a function that yields its nodes, each once, with their properties.

    Raises OutputError where the graph cannot be read, or where the disk has no room for its parts.
    """
    files = rdf_files(source)

    def stream(stage: str) -> Iterator[Group]:
        progress.begin(stage, size(files))
        for path in files:
            yield from by_subject(triples(path, progress.advance))

    try:
        index = Index(inverse_paths).read(stream("Indexing"), strict=True)
    except _ScatteredError:
        index = None
    if index:
        yield index, lambda: stream("Checking")
        return
    with tempfile.TemporaryDirectory(prefix="lawgraph-") as folder:
        parts = _split(files, Path(folder), progress)

        def gathered(stage: str) -> Iterator[Group]:
            progress.begin(stage, size(parts))
            for path in parts:
                yield from by_subject(sorted(triples(path, progress.advance), key=lambda quad: str(quad.subject)))

        yield Index(inverse_paths).read(gathered("Indexing"), strict=False), lambda: gathered("Checking")


def _split(files: tuple[Path, ...], folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the triples into parts by their subject, as N-Triples, and return the parts."""
    total = size(files)
    progress.begin("Splitting", total)
    unpacked = total * (_PACKING if any(file.suffix == ".gz" for file in files) else 1)
    paths = tuple(folder / f"{number:03}.nt" for number in range(min(1 + unpacked // _PART_SIZE, _MOST_PARTS)))
    try:
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("w", encoding="utf-8", newline="\n")) for path in paths]
            for file in files:
                for subject, predicate, value, _ in triples(file, progress.advance):
                    name = str(subject)
                    streams[zlib.crc32(name.encode()) % len(paths)].write(f"{name} {predicate} {value} .\n")
    except OSError as error:
        raise write_error(folder, error) from error
    return paths
