"""Building into a folder that may hold a build already: only what changed is read and extracted again.

The files are those that a build from nothing would write, byte for byte. Where nothing changed at all,
that is found by hashing the inputs, the outputs and the code, and no stage is so much as loaded.
"""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from lawgraph.cache import fingerprint
from lawgraph.cache.store import Cache, key_of
from lawgraph.errors import OutputError, ReadError
from lawgraph.graph.decided import DECISIONS_FILE, taken
from lawgraph.graph.files import sha256
from lawgraph.graph.names import BASE
from lawgraph.graph.publish import REPORT_FILE, locked, staged
from lawgraph.graph.queries import ontology_folder
from lawgraph.read.reader import FORMATS, STDIN, digest_of, list_inputs, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from lawgraph.graph.decided import Decisions
    from lawgraph.pipeline import Graph
    from lawgraph.progress import Progress
    from lawgraph.resolve.decisions import Decision

#: Under this key the cache keeps what the files in the folder were made of.
_LAST: Final = key_of("last build")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build: its report (``build.json``), and whether it ``changed`` a file; False also where no article could be read."""

    report: dict[str, Any]
    changed: bool

    @property
    def articles(self) -> int:
        """The number of articles; of none at all no graph is written."""
        return int(self.report["counts"]["articles"])

    @property
    def failures(self) -> tuple[ReadError, ...]:
        """The inputs that could not be read, with the reason and the remedy."""
        return tuple(ReadError(one["source"], one["problem"], one["remedy"]) for one in self.report["failures"])


@dataclass(frozen=True, slots=True)
class _Made:
    """What a build was made of: the code, the options, each input by its content; and what it was: the hash of its report."""

    code: str
    options: tuple[str, ...]
    inputs: tuple[tuple[str, str], ...]
    report: str = field(default="")


def build_into(
    folder: str | Path,
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    base_iri: str = BASE,
    progress: Progress | None = None,
    jobs: int | None = 1,
    fresh: bool = False,
    decisions: str | PathLike[str] | Iterable[Decision] | None = None,
) -> BuildResult:
    """Read files and folders and write their graph into ``folder``, with the work that earlier builds into it left done.

    A build that is killed leaves the former files whole, and the next one goes on from where it was.
    ``fresh`` does all work again. ``decisions`` are people's corrections, or the file that holds them; by default
    ``decisions.jsonl`` in the folder, where `lawgraph review` writes, so that no build loses them; ``()`` for
    none. Raises DecisionError for a file of them that cannot be read; OutputError where the folder or a file cannot be written, or
    another build is at work in the folder.
    """
    paths = list(paths)
    target = Path(folder)
    with locked(target):
        cache = Cache(target, fresh=fresh, note=progress.note if progress else lambda _: None)
        try:
            given = taken(_own(target) if decisions is None else decisions)
            made = _made_of(paths, (base_iri, *_state_of(given)))
            if report := _unchanged(target, cache.get(_Made, _LAST), made):
                return BuildResult(report, changed=False)
            from lawgraph import pipeline  # noqa: PLC0415  # the stages take a moment to load

            graph = pipeline.build(paths, stdin=stdin, base_iri=base_iri, progress=progress, jobs=jobs, cache=cache, decisions=given)
            cache.commit()
            if not graph.knowledge.articles:
                _tidy(target, cache)
                return BuildResult(graph.report(), changed=False)
            with staged(target) as new:
                graph.write_files(new)
            _remember(cache, graph, made, paths, sha256(target / REPORT_FILE))
            return BuildResult(graph.report(), changed=True)
        finally:
            cache.close()


def _own(folder: Path) -> Path | tuple[()]:
    """Return the file of decisions that lies in the folder of the build, or none."""
    path = folder / DECISIONS_FILE
    return path if path.is_file() else ()


def _state_of(decisions: Decisions) -> tuple[str, ...]:
    """Return what tells one set of decisions from another, and what the report says of them."""
    return decisions.path or "", decisions.sha256 or "", *(one.id for one in decisions.decisions)


def _remember(cache: Cache, graph: Graph, made: _Made, paths: list[str | Path], report: str) -> None:
    """Keep what the build was made of, unless an input changed while it was read; forget what no input needs any more."""
    if made.inputs == _inputs(paths, dict(graph.inputs)):
        cache.put(_LAST, _Made(made.code, made.options, made.inputs, report))
    cache.sweep()


def _tidy(folder: Path, cache: Cache) -> None:
    """Leave no folder behind in which nothing was built."""
    if (folder / REPORT_FILE).exists():
        return
    cache.remove()
    try:
        folder.rmdir()
    except OSError:
        return  # there is something else in it


def _made_of(paths: list[str | Path], options: tuple[str, ...]) -> _Made:
    code = fingerprint.digest_of() + fingerprint.digest([ontology_folder()])
    return _Made(code.hex(), options, _inputs(paths, {}))


def _inputs(paths: list[str | Path], read: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return each input and what tells its state: of those that were ``read``, the hash of what was read."""
    return tuple((source_of(path), read.get(source_of(path)) or _state(path)) for path in list_inputs(paths))


def _state(path: str) -> str:
    """Return the hash of an input; of what is read in no build, what it is; nothing, where only reading can tell."""
    if path == STDIN:
        return ""
    if digest := digest_of(path):
        return digest
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (OSError, ValueError):
        return ""
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) and Path(path).suffix.lower() not in FORMATS else ""


def _unchanged(folder: Path, last: _Made | None, made: _Made) -> dict[str, Any] | None:
    """Return the report of the build in the folder where the next one would write the same; None where it may not."""
    if last is None or (last.code, last.options, last.inputs) != (made.code, made.options, made.inputs):
        return None
    if not all(state for _, state in made.inputs):
        return None
    try:
        if sha256(folder / REPORT_FILE) != last.report:
            return None
        report: dict[str, Any] = json.loads((folder / REPORT_FILE).read_bytes())
        if all(sha256(folder / name) == digest for name, digest in report["files"].items()):
            return report
    except (OutputError, OSError, ValueError, KeyError, AttributeError):
        return None
    return None
