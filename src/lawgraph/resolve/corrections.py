"""People's decisions, applied: which mentions they mean, what they join, part, leave out and rename.

A mention is found again by its article, kind and place: the one whose span overlaps the decision's most,
since a rule that is mended may set the bounds of a name a little otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.model import Effect, MergeReason, Outcome
from lawgraph.resolve.decisions import Decision, Verdict, is_about, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawgraph.model import Anchor, Claim, Extraction, Mention
    from lawgraph.resolve.things import Spot
    from lawgraph.resolve.union import Union


class Corrections:
    """The decisions in force, in their order, and what came of each.

    ``names`` holds, by the number of a mention, the name that its thing is given and the decision's id;
    ``touched``, by the number of a mention, the ids of the decisions that speak of it; ``outcomes`` what
    each decision did, by its id.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        decisions = list(decisions)
        self._order = list({one.id: None for one in decisions})
        self._applied, others = settle(decisions)
        self.outcomes = {one.decision: one for one in others}
        self.names: dict[int, tuple[str, str]] = {}
        self.touched: dict[int, list[str]] = defaultdict(list)
        self._left_out: dict[str, list[Claim]] = defaultdict(list)  # by the decision's id
        self._wrong_in: dict[str, list[Decision]] = defaultdict(list)  # by the article's id
        for one in self._applied:
            if one.verdict is Verdict.WRONG and one.left:
                self._wrong_in[one.left.article_id].append(one)

    def __bool__(self) -> bool:
        return bool(self._order)

    def without_wrong(self, extraction: Extraction) -> tuple[Claim, ...]:
        """Return the claims of an article that no decision calls wrong."""
        kept = list(extraction.claims)
        for one in self._wrong_in.get(extraction.article_id, ()):
            wrong = [claim for claim in kept if is_about(one, claim)] or [claim for claim in kept if _nearly_about(one, claim)][:1]
            kept = [claim for claim in kept if claim not in wrong]
            self._left_out[one.id] += wrong
        return tuple(kept)

    def apply(self, spots: Sequence[Spot], ranges: Mapping[str, range], union: Union) -> None:
        """Join and part the mentions that decisions speak of, the latest decision first: it holds against earlier ones.

        ``ranges`` has the numbers of the mentions of each article.
        """
        for one in reversed(self._applied):
            sides = [_find(anchor, spots, ranges) for anchor in (one.left, one.right) if anchor]
            for number in sides:
                if number is not None:
                    self.touched[number].append(one.id)
            if one.verdict is Verdict.WRONG:
                self.outcomes[one.id] = self._wrong(one)
            elif None in sides:
                lost = next(anchor for anchor, number in zip((one.left, one.right), sides, strict=False) if anchor and number is None)
                self.outcomes[one.id] = Outcome(one.id, Effect.UNMATCHED, _lost(lost, ranges))
            else:
                self.outcomes[one.id] = self._hold(one, [number for number in sides if number is not None], spots, union)

    def names_of(self, union: Union) -> dict[int, str]:
        """Return the name that people gave each set, by the number that stands for it: of two names the later."""
        given: dict[int, str] = {}
        holds: dict[int, str] = {}
        for number, (name, decision) in self.names.items():  # the latest first
            root = union.find(number)
            if root in given:
                self.outcomes[decision] = Outcome(decision, Effect.OVERRULED, f"by {holds[root]}, of the same thing")
            else:
                given[root], holds[root] = name, decision
        return given

    def told(self) -> tuple[Outcome, ...]:
        """Return what came of every decision, in the order in which they were given."""
        return tuple(self.outcomes[one] for one in self._order)

    def _hold(self, one: Decision, sides: list[int], spots: Sequence[Spot], union: Union) -> Outcome:
        detail = " and ".join(_told(spots[number]) for number in sides)
        if one.verdict is Verdict.RENAME:
            self.names[sides[0]] = (one.name or "", one.id)
            return Outcome(one.id, Effect.APPLIED, detail)
        left, right = sides
        if left == right:
            return Outcome(one.id, Effect.UNMATCHED, f"both sides are one mention by now, {detail}")
        if one.verdict is Verdict.SAME:
            if obstacle := union.obstacle(left, right):
                return Outcome(one.id, Effect.CONTRADICTED, f"{detail}: {obstacle}")
            union.join(left, right, MergeReason.DECISION, one.id)
        elif not union.bar(left, right, one.id):
            chain = sorted({why for _, _, _, why in _between(union, left)})
            return Outcome(one.id, Effect.CONTRADICTED, f"{detail}: one by {', '.join(chain)}")
        return Outcome(one.id, Effect.APPLIED, detail)

    def _wrong(self, one: Decision) -> Outcome:
        article_id = one.left.article_id if one.left else ""
        if not (found := self._left_out.get(one.id)):
            return Outcome(one.id, Effect.UNMATCHED, f"there is no such claim in article {article_id}")
        told = (f"{_told((article_id, claim.subject))} {claim.property.value} {claim.object.name}" for claim in found)
        return Outcome(one.id, Effect.APPLIED, "; ".join(told))


def _between(union: Union, number: int) -> Iterable[tuple[int, int, MergeReason, str]]:
    """Return the decisions that made one set: nothing else joins before they are applied."""
    root = union.find(number)
    return (join for join in union.joins if union.find(join[0]) == root)


def overlap(anchor: Anchor, mention: Mention) -> int:
    """Return how many letters two spans share, 1 for two empty ones in one place, 0 for none or another kind."""
    if anchor.kind is not mention.kind:
        return 0
    if anchor.start == anchor.end or mention.start == mention.end:
        return int((anchor.start, anchor.end) == (mention.start, mention.end))
    return max(0, min(anchor.end, mention.end) - max(anchor.start, mention.start))


def _find(anchor: Anchor, spots: Sequence[Spot], ranges: Mapping[str, range]) -> int | None:
    """Return the mention that an anchor means: of those that overlap it the same span, then the same name, then the most."""
    near = [number for number in ranges.get(anchor.article_id, ()) if overlap(anchor, spots[number][1])]

    def rank(number: int) -> tuple[bool, bool, int, int]:
        mention = spots[number][1]
        same = (mention.start, mention.end) == (anchor.start, anchor.end)
        return not same, mention.name != anchor.name, -overlap(anchor, mention), number

    return min(near, key=rank, default=None)


def _nearly_about(one: Decision, claim: Claim) -> bool:
    """Return whether a ``wrong`` decision means a claim whose ends moved a little."""
    if not (one.left and one.right and one.claim):
        return False
    same = claim.property is one.claim.property and claim.role == one.claim.role
    return same and bool(overlap(one.left, claim.subject) and overlap(one.right, claim.object))


def _told(spot: Spot) -> str:
    article_id, mention = spot
    return f"{mention.name} [{mention.start}, {mention.end}) of {article_id}"


def _lost(anchor: Anchor, ranges: Mapping[str, range]) -> str:
    where = f"{anchor.name} [{anchor.start}, {anchor.end})"
    if anchor.article_id not in ranges:
        return f"{where}: the article {anchor.article_id} is not among those read"
    return f"{where}: no {anchor.kind.value} is found there in {anchor.article_id}"
