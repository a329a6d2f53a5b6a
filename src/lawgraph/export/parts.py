"""N-Triples in parts, for loaders that take many files at once: with a manifest, and a description in VoID.

All triples of a subject are in one part, and a claim's evidence is in that of the claim. The same
graph gives the same bytes: gzip's header holds neither a time nor a name.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final, cast

from lawgraph.export.rdf import dataset
from lawgraph.export.registry import folder_at
from lawgraph.export.void import Description
from lawgraph.graph.files import atomic, sha256, write_error
from lawgraph.graph.names import ONTOLOGY, PREFIXES
from lawgraph.graph.stream import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options
    from lawgraph.graph.stream import Group

MANIFEST, DESCRIPTION = "manifest.json", "void.ttl"

#: gzip's own default: on 100 MB of a build, level 9 packs a tenth tighter in three times the time.
_LEVEL: Final = 6
_TYPE: Final = PREFIXES["rdf"] + "type"
_EVIDENCE: Final = ONTOLOGY + "Evidence"


@dataclass(slots=True)
class _Part:
    """One file and what it holds."""

    name: str
    triples: int = 0
    subjects: int = 0
    unpacked: int = 0


def parts(built: Built, path: Path, options: Options) -> list[Path]:
    """Write ``part-00000.nt.gz`` …, ``manifest.json`` and ``void.ttl`` into a folder.

    Parts that an earlier export left there and that are no longer part of it are removed.
    """
    folder = folder_at(path)
    description = Description(dataset(built.base), built.base)
    made: list[dict[str, Any]] = []
    groups = _Ahead(built.groups("Writing"))
    while groups.more or not made:
        part = _Part(f"part-{len(made):05}.nt.gz")
        with atomic(folder / part.name) as stream:
            _write(groups, part, stream, options.shard_size or 1, description)
        file = folder / part.name
        made.append(
            {
                "file": part.name,
                "triples": part.triples,
                "subjects": part.subjects,
                "bytes": file.stat().st_size,
                "unpacked_bytes": part.unpacked,
                "sha256": sha256(file),
            }
        )
    with atomic(folder / DESCRIPTION) as stream:
        stream.write(description.turtle(made).encode("utf-8"))
    manifest = {
        "lawgraph": metadata.version("lawgraph"),
        "dataset": dataset(built.base),
        "triples": sum(one["triples"] for one in made),
        "subjects": sum(one["subjects"] for one in made),
        "description": {"file": DESCRIPTION, "sha256": sha256(folder / DESCRIPTION)},
        "parts": made,
    }
    with atomic(folder / MANIFEST) as stream:
        stream.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
    _remove_others(folder, {one["file"] for one in made})
    return [*(folder / one["file"] for one in made), folder / DESCRIPTION, folder / MANIFEST]


class _Ahead:
    """Groups, of which the next can be looked at before it is taken."""

    def __init__(self, groups: Iterator[Group]) -> None:
        self._groups = groups
        self.next: Group | None = next(groups, None)

    @property
    def more(self) -> bool:
        return self.next is not None

    def take(self) -> Group:
        group = cast("Group", self.next)
        self.next = next(self._groups, None)
        return group


def _write(groups: _Ahead, part: _Part, stream: Any, wanted: int, description: Description) -> None:
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=_LEVEL, mtime=0) as packed:
        while groups.next is not None and (part.triples < wanted or _is_evidence(groups.next)):
            subject, properties = groups.take()
            lines = [f"{subject} <{path}> {value} .\n" for path, values in properties.items() for value in values]
            data = "".join(lines).encode("utf-8")
            packed.write(data)
            part.triples += len(lines)
            part.subjects += 1
            part.unpacked += len(data)
            description.add(subject, properties)


def _is_evidence(group: Group) -> bool:
    return any(value.value == _EVIDENCE for value in group[1].get(_TYPE, ()))


def _remove_others(folder: Path, made: set[str]) -> None:
    for file in folder.glob(PARTS):
        if file.name not in made:
            try:
                file.unlink()
            except OSError as error:
                raise write_error(file, error) from error
