"""Links in a built folder: ``links.jsonl`` for programs, ``links.ttl`` to load beside ``graph.ttl``.

The first line of ``links.jsonl`` tells the model and the claims that it judged, by their hash; each other
line is one link, in order of its ends. A build leaves both files alone, so links of a former build are
found out by that hash.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lawgraph.errors import LinkError
from lawgraph.graph import literals, records
from lawgraph.graph.files import atomic, sha256
from lawgraph.graph.names import PREFIXES, name, namespace
from lawgraph.link.officials import MODEL, Link
from lawgraph.model import Kind
from lawgraph.resolve.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

LINKS_FILE: Final = "links.jsonl"
TURTLE_FILE: Final = "links.ttl"
#: Hexadecimal digits of a likeness' id: 64 bits, as for claims.
_DIGITS: Final = 16
_AGAIN: Final = "Run `lawgraph link` on the folder again"


def write_links(folder: str | PathLike[str], links: Iterable[Link]) -> None:
    """Write the links of a built folder into it, each file whole or not at all; the same links, the same bytes."""
    target = Path(folder)
    ordered = sorted(links, key=lambda one: (one.left, one.right))
    base = str(records.read_report(target).get("base_iri", "")) or namespace(Kind.PLACE).removesuffix("place/")
    head = {"model": MODEL, "claims": sha256(target / records.CLAIMS_FILE)}
    lines = [head, *({"left": one.left, "right": one.right, "score": one.score} for one in ordered)]
    with atomic(target / LINKS_FILE) as stream:
        stream.writelines((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8") for line in lines)
    with atomic(target / TURTLE_FILE) as stream:
        stream.writelines(block.encode("utf-8") for block in _turtle(ordered, base))


def read_links(folder: str | PathLike[str]) -> tuple[Link, ...]:
    """Read back the links of a built folder: empty where none were made.

    Raises LinkError for links that were made of other claims than the folder holds now.
    """
    path = Path(folder) / LINKS_FILE
    if not path.exists():
        return ()
    lines = list(records.iter_records(path, dict))
    claims = sha256(Path(folder) / records.CLAIMS_FILE)
    if not lines or lines[0].get("claims") != claims:
        raise LinkError(str(path), "was made of another build of this folder", _AGAIN)
    try:
        return tuple(Link(str(line["left"]), str(line["right"]), float(line["score"])) for line in lines[1:])
    except (KeyError, TypeError, ValueError) as error:
        raise LinkError(str(path), f"has a line that is no link ({error})", _AGAIN) from error


def _turtle(links: Iterable[Link], base: str) -> Iterator[str]:
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("lg", "rdf")} | {kind: namespace(kind, base) for kind in ("official", "likeness")}
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    for one in links:
        left, right = name(Kind.OFFICIAL, one.left, base), name(Kind.OFFICIAL, one.right, base)
        node = name("likeness", f"l{digest(f'{one.left}|{one.right}', _DIGITS)}", base)
        # Symmetric: a plain query asks either way.
        yield f"\n{left} lg:probablySame {right} .\n{right} lg:probablySame {left} .\n"
        yield (
            f"{node} a lg:Likeness ;\n    rdf:subject {left} ;\n    rdf:predicate lg:probablySame ;\n    rdf:object {right} ;\n"
            f"    lg:rule {literals.string(MODEL)} ;\n    lg:score {literals.decimal(one.score)} .\n"
        )
