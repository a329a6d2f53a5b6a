"""Whether the questions of `lawgraph review` are worth a person's time: of the first N, how many name two nodes that are one.

python benchmarks/review_order.py
python benchmarks/review_order.py --seed 2 --bodies 500 --officials 3000 --mentions 15000

The world is that of identity.py, with known truth; the order of the questions was not tuned on it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from identity_articles import Made, write_articles
from identity_data import make_world

from lawgraph.graph.knowledge import Knowledge
from lawgraph.pipeline import Graph
from lawgraph.read import Reading
from lawgraph.resolve.resolver import resolve
from lawgraph.review import DoubtKind, doubts

if TYPE_CHECKING:
    from lawgraph.model import Anchor
    from lawgraph.review import Doubt

_FIRST = (20, 100, 500, 2_000)
#: More than there are.
_ALL = 10_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bodies", type=int, default=3_000)
    parser.add_argument("--officials", type=int, default=20_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    options = parser.parse_args()
    made = list(write_articles(make_world(options.bodies, options.officials, seed=options.seed), options.mentions, seed=options.seed))
    truth = {(one.extraction.article_id, start, kind): key for one in made for (start, kind), key in one.truth.items()}
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder))
        print("| questions | of all | " + " | ".join(f"right of the first {count}" for count in _FIRST) + " | CPU s |")
        print("|" + "---|" * (3 + len(_FIRST)))
        for kind in (DoubtKind.OFFICIALS, DoubtKind.PROVISIONAL, DoubtKind.MERGES):
            start = time.process_time()
            found = doubts(folder, kinds=[kind], limit=_ALL)
            row(kind, found, truth, time.process_time() - start)


def write(made: list[Made], folder: Path) -> None:
    """Write the files of a build that a review reads, without the graph and the page."""
    from lawgraph.graph import identities, records

    resolution = resolve([one.extraction for one in made])
    graph = Graph(Knowledge(tuple(one.article for one in made), resolution.entities, resolution.claims), Reading((), (), ()), identities=resolution.identities)
    records.write_articles(graph.knowledge, folder / records.ARTICLES_FILE)
    records.write_claims(graph.knowledge, folder / records.CLAIMS_FILE)
    identities.write_entities(graph.knowledge, graph.identities, folder / identities.ENTITIES_FILE)
    (folder / records.REPORT_FILE).write_text('{"base_iri": "https://example.org/id/"}', encoding="utf-8")


def row(kind: DoubtKind, found: tuple[Doubt, ...], truth: dict[tuple[str, int, object], str], seconds: float) -> None:
    """Print what share of the first questions name two mentions that are one; of merges, two that are not."""
    known = [one for one in (_one(doubt, truth) for doubt in found) if one is not None]
    right = [one != (kind is DoubtKind.MERGES) for one in known]
    cells = [f"{sum(right[:count]) / count:.2f}" if len(right) >= count else "" for count in _FIRST]
    share = f"{sum(right)} of {len(right)}" if right else "0 of 0"
    print(f"| {kind.value} | {share} | " + " | ".join(cells) + f" | {seconds:.1f} |")


def _one(doubt: Doubt, truth: dict[tuple[str, int, object], str]) -> bool | None:
    left, right = (_truth(side.anchor, truth) for side in (doubt.left, doubt.right))
    return left == right if left is not None and right is not None else None


def _truth(anchor: Anchor, truth: dict[tuple[str, int, object], str]) -> str | None:
    return truth.get((anchor.article_id, anchor.start, anchor.kind))


if __name__ == "__main__":
    main()
