"""Reading RDF as a stream, one subject after the other: for graphs that are larger than memory."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from lawgraph.errors import OutputError
from lawgraph.graph.files import read_error
from lawgraph.graph.publish import finish
from lawgraph.graph.store import GRAPH_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    import pyoxigraph

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
    Group: TypeAlias = tuple[str, dict[str, list[Term]]]



@dataclass(slots=True)
class Progress:
    """Callbacks for a progress bar: ``begin`` takes a stage's name and its bytes, ``advance`` how many are done."""

    begin: Callable[[str, int], None] = field(default=lambda _name, _total: None)
    advance: Callable[[int], None] = field(default=lambda _done: None)


PARTS = "part-*.nt.gz"
"""The files of a graph that was exported in parts."""

_TICK = 4096  # triples between two reports of progress: some milliseconds of reading


def rdf_files(source: str | PathLike[str]) -> tuple[Path, ...]:
    """Return the files that hold a graph: a file itself, or those of a built or exported folder.

    A folder holds ``graph.ttl``, or ``part-*.nt.gz``. Raises OutputError where there is none.
    """
    path = Path(source)
    if not path.is_dir():
        if not path.exists():
            raise OutputError(str(path), "is not there", "Give a folder that `lawgraph build` wrote, or an RDF file")
        return (path,)
    finish(path)
    graph = path / GRAPH_FILE
    files = (graph,) if graph.is_file() else tuple(sorted(path.glob(PARTS)))
    if not files:
        remedy = "Give the directory that `lawgraph build -o` wrote"
        raise OutputError(str(path), f"holds neither {GRAPH_FILE} nor {PARTS}", remedy)
    return files


def triples(path: Path, advance: Callable[[int], None] | None = None) -> Iterator[pyoxigraph.Quad]:
    """Yield the triples of a file in their order; what format it is in its name tells (``.nt.gz`` too).

    The names of graphs in N-Quads and TriG are passed over. ``advance`` takes the number of bytes
    read since it was last called. Raises OutputError for a file that cannot be read or is no RDF.
    """
    import pyoxigraph  # noqa: PLC0415 - a compiled library that only some commands need

    packed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem).suffix if packed else path.suffix
    form = pyoxigraph.RdfFormat.from_extension(suffix.lower().lstrip("."))
    if form is None:
        remedy = "Give it the ending of its format: .ttl .nt .nq .trig .rdf .jsonld, or one of them and .gz"
        raise OutputError(str(path), "does not tell its format by its name", remedy)
    try:
        with path.open("rb") as file:
            # GzipFile is a binary stream in all but its declared type.
            stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
            done = 0
            for number, quad in enumerate(pyoxigraph.parse(stream, form)):
                if advance and not number % _TICK:
                    advance(file.tell() - done)
                    done = file.tell()
                yield cast("pyoxigraph.Quad", quad)
            if advance:
                advance(file.tell() - done)
    except SyntaxError as error:
        raise OutputError(str(path), f"is no {form.name}: {error.msg}", "Correct it there, or build it again") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise OutputError(str(path), f"is no whole gzip file: {error}", "Fetch or export it again") from error
    except OSError as error:
        raise read_error(path, error) from error


def by_subject(quads: Iterable[pyoxigraph.Quad]) -> Iterator[Group]:
    """Yield each run of triples with one subject: the subject as N-Triples has it, and predicate IRI to objects.

    The objects of a predicate are in order and without repeats. A subject that comes again later
    is yielded again: only what `lawgraph build` wrote is sure to hold each once.
    """
    from pyoxigraph import Triple  # noqa: PLC0415

    current, found = "", dict[str, "list[Term]"]()
    for subject, predicate, value, _ in quads:
        if value.__class__ is Triple:
            raise OutputError(f"the object of {subject}", "is a triple (RDF 1.2)", "Give a graph in RDF 1.1")
        key = str(subject)
        if key != current:
            if found:
                yield current, _distinct(found)
            current, found = key, {}
        name = predicate.value
        if name in found:
            found[name].append(value)
        else:
            found[name] = [value]
    if found:
        yield current, _distinct(found)


def _distinct(found: dict[str, list[Term]]) -> dict[str, list[Term]]:
    for name, objects in found.items():
        if len(objects) > 1:
            found[name] = list(dict.fromkeys(objects))
    return found


def size(files: Iterable[Path]) -> int:
    """Return how many bytes the files hold together: the length of a progress bar."""
    total = 0
    for path in files:
        try:
            total += path.stat().st_size
        except OSError as error:
            raise read_error(path, error) from error
    return total
