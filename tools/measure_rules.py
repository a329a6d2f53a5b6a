"""Measure the precision of each rule against gold graphs and write it where claims take it from.

    python tools/measure_rules.py PAGES GOLD [PAGES GOLD ...]

PAGES holds NAME.txt, GOLD the NAME.json of the same names, in the format that seeds/README.md tells. A claim
is right where gold has a relation of its property between things of its ends' names; it counts for
nothing where gold calls an end optional and says nothing of the two together. Measure on articles
that the rules were not written with: on the others every rule looks right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from lawgraph.extract.extractor import extract
from lawgraph.extract.registry import RULES
from lawgraph.model import Entity, Property, ResolvedClaim
from lawgraph.read import read_paths
from lawgraph.resolve.keys import normal
from lawgraph.resolve.resolver import resolve

TARGET = Path(__file__).resolve().parents[1] / "src" / "lawgraph" / "extract" / "confidence.toml"


def forms_of(entity: Entity) -> set[str]:
    """Return the forms that an entity is compared by."""
    return {normal(form) for form in (entity.label, *entity.alt_labels)}


def verdict(claim: ResolvedClaim, gold: dict[str, Any]) -> bool | None:
    """Tell whether gold has a claim's edge; None where gold leaves it open."""
    matched = []
    for entity in (claim.subject, claim.object):
        forms = forms_of(entity)
        matched.append([
            one for one in gold["entities"]
            if one["type"] == entity.kind.value and forms & {normal(form) for form in (one["name"], *one.get("accept", []))}
        ])  # fmt: skip
    ids = [{one["id"] for one in found} for found in matched]
    for relation in gold["relations"]:
        pairs = [(relation["from"], relation["to"])]
        if relation["type"] == Property.COOPERATES_WITH:
            pairs.append((relation["to"], relation["from"]))
        if relation["type"] == claim.claim.property and any(a in ids[0] and b in ids[1] for a, b in pairs):
            return True
    if any(found and all(one.get("optional") for one in found) for found in matched):
        return None
    return False


def measure(pages: Path, gold: Path, right: Counter[str], total: Counter[str]) -> int:
    """Add the verdicts of one folder to the counts; return the number of articles."""
    files = sorted(gold.glob("*.json"))
    for file in files:
        articles = read_paths([pages / f"{file.stem}.txt"]).articles
        answer = json.loads(file.read_text(encoding="utf-8"))
        for claim in resolve([extract(article) for article in articles]).claims:
            found = verdict(claim, answer)
            if found is not None:
                rule = claim.claim.rule.rpartition("/")[0]
                total[rule] += 1
                right[rule] += found
    return len(files)


def main() -> int:
    """Measure and write."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    if not folders or len(folders) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    articles = sum(measure(pages, gold, right, total) for pages, gold in zip(folders[::2], folders[1::2], strict=True))
    lines = [
        "# Measured precision of each rule: how many of its n claims gold has. Made by tools/measure_rules.py.",
        f"# Measured on {articles} articles with gold, before any rule was mended on them; n = 0 where none of them had a case.",
        "# Measuring again on the same articles would flatter the rules: take new ones.",
    ]
    lines += [f'"{rule.id}" = {{ right = {right[rule.id]}, n = {total[rule.id]} }}' for rule in RULES]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
