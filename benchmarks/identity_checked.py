"""The entities named most in a corpus, with what a reader found of each: right, merged wrongly, split wrongly.

    python benchmarks/identity_checked.py PATH...            # build, and tell what changed since the check
    python benchmarks/identity_checked.py PATH... --write    # carry the verdicts over to today's list

``identity-checked.tsv`` holds a row an entity: kind, label, mentions, articles, verdict, note. Its verdicts come
from reading the mentions of each; the corpus itself stays out. A row whose mentions grew or shrank by more than a
tenth, or that is new, is to be read again: ``--write`` marks it ``unchecked``.

``wrong merge``: more than one in twenty of the mentions that name something name another thing. ``wrong split``:
more than one in ten of those that name the thing stand at other entities. Dropped subjects (a mention of no
letters) are the business of extraction and are not counted. ``no entity``: the label names nothing that is one.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import lawgraph
from lawgraph.model import Kind

TABLE = Path(__file__).with_name("identity-checked.tsv")
#: How many entities are checked, and the limits that the check must keep.
CHECKED, MERGES, SPLITS = 200, 2, 10
#: Mentions that may come or go before a row is read again, as a share.
_CHANGE = 0.1
_VERDICTS = ("right", "wrong merge", "wrong split", "no entity", "unchecked")


class Row(NamedTuple):
    """One entity of the table."""

    kind: str
    label: str
    mentions: int
    articles: int
    verdict: str = "unchecked"
    note: str = ""


def top(graph: lawgraph.Graph) -> list[Row]:
    """Return the entities with most mentions, the largest first."""
    entities = sorted(graph.knowledge.entities, key=lambda one: (-len(one.mentions), one.kind, one.id))
    return [Row(one.kind.value, one.label, len(one.mentions), len({article for article, _, _ in one.mentions})) for one in entities[:CHECKED]]


def read(path: Path = TABLE) -> list[Row]:
    """Return the rows of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [Row(one["kind"], one["label"], int(one["mentions"]), int(one["articles"]), one["verdict"], one["note"]) for one in csv.DictReader(stream, delimiter="\t")]
    if wrong := [row for row in rows if row.verdict not in _VERDICTS]:
        raise ValueError(f"{path.name}: {wrong[0].label} has the verdict {wrong[0].verdict!r}; use one of {', '.join(_VERDICTS)}")
    return rows


def carried(now: list[Row], before: list[Row]) -> list[Row]:
    """Return today's rows with the verdicts of those that did not change."""
    known: dict[tuple[str, str], list[Row]] = {}
    for row in before:
        known.setdefault((row.kind, row.label), []).append(row)
    out: list[Row] = []
    for row in now:
        same = [one for one in known.get((row.kind, row.label), ()) if abs(one.mentions - row.mentions) <= max(1, _CHANGE * one.mentions)]
        out.append(row._replace(verdict=same[0].verdict, note=same[0].note) if same else row)
    return out


def two_codes(graph: lawgraph.Graph) -> list[str]:
    """Return the bodies and places whose mentions carry two division codes; claims tell the codes of their ends."""
    codes: dict[str, set[str]] = {}
    for claim in graph.knowledge.claims:
        for entity, mention in ((claim.subject, claim.claim.subject), (claim.object, claim.claim.object)):
            if entity.kind in {Kind.INSTITUTION, Kind.PLACE} and mention.code:
                codes.setdefault(entity.label, set()).add(f"{entity.id} {mention.code}")
    return [label for label, found in codes.items() if len({one.split()[1] for one in found}) > len({one.split()[0] for one in found})]


def main() -> int:
    """Build, compare and report; return 1 where the table must be read again or a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--write", action="store_true", help="write today's list, with the verdicts that still hold")
    options = parser.parse_args()
    graph = lawgraph.build(options.paths)
    before = read() if TABLE.is_file() else []
    rows = carried(top(graph), before)
    gone = {(row.kind, row.label) for row in before} - {(row.kind, row.label) for row in rows}
    verdicts = Counter(row.verdict for row in rows)
    print(f"{len(rows)} entities: {', '.join(f'{verdicts[one]} {one}' for one in _VERDICTS)}")
    for row in rows:
        if row.verdict == "unchecked":
            print(f"  to be read: {row.kind} {row.label}, {row.mentions} mentions in {row.articles} articles")
    for kind, label in sorted(gone):
        print(f"  no longer among them: {kind} {label}")
    mixed = two_codes(graph)
    print(f"entities with two division codes: {len(mixed)} {' '.join(mixed)}")
    if options.write:
        with TABLE.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
            writer.writerow(Row._fields)
            writer.writerows(rows)
    return int(verdicts["unchecked"] > 0 or verdicts["wrong merge"] > MERGES or verdicts["wrong split"] > SPLITS or bool(mixed))


if __name__ == "__main__":
    sys.exit(main())
