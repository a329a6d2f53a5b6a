"""How far each rule is to be trusted: how many of its claims gold has.

A claim is right where gold has its edge. It is left out where gold leaves its edge open: an end is
optional, or the post is told beside the head post. The figures that claims carry lie in
``extract/confidence.toml``; measure them on articles that no rule was written with, since on the
others every rule looks right.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.confidence import Record, record_of, smoothed
from lawgraph.extract.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.evaluate.matching import Outcome


class RuleScore(NamedTuple):
    """A rule's claims measured here: ``right`` of ``n``, ``open`` left out; ``confidence`` is the smoothed precision.

    ``recorded`` is what claims carry now.
    """

    rule: str
    n: int
    right: int
    open: int
    confidence: float
    recorded: Record


def measure_rules(outcomes: Sequence[Outcome]) -> tuple[RuleScore, ...]:
    """Return the score of every rule, in the order in which they run; rules of another version of lawgraph come last."""
    verdicts: Counter[tuple[str, bool | None]] = Counter()
    for outcome in outcomes:
        verdicts.update((rule.rpartition("/")[0] or rule, right) for rule, right in outcome.verdicts)
    own = [rule.id for rule in RULES]
    names = [*own, *sorted({rule for rule, _ in verdicts if rule not in own})]
    out = []
    for name in names:
        right, wrong = verdicts[name, True], verdicts[name, False]
        out.append(RuleScore(name, right + wrong, right, verdicts[name, None], smoothed(right, right + wrong), record_of(name)))
    return tuple(out)


def to_toml(scores: Sequence[RuleScore], articles: int) -> str:
    """Return the scores of our rules as ``extract/confidence.toml`` holds them."""
    versions = {rule.id: rule.version for rule in RULES}
    head = (
        "# Measured precision of each rule: right of its n claims, and the version of the rule that was measured.\n"
        f"# Written by `lawgraph evaluate --write-confidence` on {articles} articles with gold. n = 0: none of them had a case.\n"
        "# Take articles that no rule was written or mended on: on the others every rule looks right.\n"
    )
    rows = (f'"{one.rule}" = {{ version = {versions[one.rule]}, right = {one.right}, n = {one.n} }}\n' for one in scores if one.rule in versions)
    return head + "".join(rows)
