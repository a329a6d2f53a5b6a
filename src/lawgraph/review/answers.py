"""What was answered before: decisions, and doubts that were skipped. Neither is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lawgraph.resolve.decisions import Decision, Verdict, settle
from lawgraph.review.doubts import Doubt, DoubtKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgraph.model import Anchor, Claim

Spot: TypeAlias = tuple[str, str, int, int]
"""A mention's kind, article and span."""


def spot_of(anchor: Anchor) -> Spot:
    """Return where an anchor points, whatever the mention is called there."""
    return anchor.kind.value, anchor.article_id, anchor.start, anchor.end


def _node(side: Side) -> str:
    return f"{side.anchor.kind.value}/{side.id}"


class Answers:
    """Decisions, and the decisions that were offered and skipped, as answers to doubts.

    Two nodes count as answered where any of their mentions are: ``node_of`` says which node a mention
    is in. What follows counts too: where A is B and B is not C, nobody is asked of A and C.
    """

    def __init__(self, decisions: Iterable[Decision], skipped: Iterable[Decision] = ()) -> None:
        self._decisions = list(decisions)
        self._skipped = list(skipped)
        self._node_of: dict[Spot, str] = {}
        self._settle()

    @property
    def spots(self) -> frozenset[Spot]:
        """The mentions that the answers speak of."""
        return frozenset(spot_of(side) for one in (*self._decisions, *self._skipped) for side in (one.left, one.right) if side)

    def place(self, node_of: Mapping[Spot, str]) -> None:
        """Take in which node each of ``spots`` is in."""
        self._node_of = dict(node_of)
        self._settle()

    def decide(self, decision: Decision, doubt: Doubt) -> None:
        """Take in one more decision, on a doubt whose sides tell the nodes of its mentions."""
        self._decisions.append(decision)
        self._meet(doubt)

    def skip(self, offered: Decision, doubt: Doubt) -> None:
        """Take in a doubt that was skipped, by the decision that it offered, or its undo."""
        self._skipped.append(offered)
        self._meet(doubt)

    def _meet(self, doubt: Doubt) -> None:
        self._node_of |= {spot_of(side.anchor): _node(side) for side in (doubt.left, doubt.right)}
        self._settle()

    def knows(self, doubt: Doubt) -> bool:
        """Return whether a doubt is answered, or skipped. Of two nodes that a person names it is asked anew."""
        if doubt.kind is DoubtKind.NAMED:
            return False
        left, right = spot_of(doubt.left.anchor), spot_of(doubt.right.anchor)
        if doubt.claim:
            return (left, right, doubt.claim.property.value, doubt.claim.role) in self._claims
        if frozenset((left, right)) in self._pairs:
            return True
        roots = self._root(_node(doubt.left)), self._root(_node(doubt.right))
        return doubt.left.id != doubt.right.id and (roots[0] == roots[1] or frozenset(roots) in self._apart)

    def rejects(self, article_id: str, claim: Claim) -> bool:
        """Return whether a claim was called wrong, or skipped."""
        ends = [(end.kind.value, article_id, end.start, end.end) for end in (claim.subject, claim.object)]
        return (*ends, claim.property.value, claim.role) in self._claims

    def _settle(self) -> None:
        """Draw all conclusions anew: a person answers some hundreds, and one may take back another."""
        answers = [(one, True) for one in settle(self._decisions)[0]] + [(one, False) for one in settle(self._skipped)[0]]
        self._parent: dict[str, str] = {}
        self._pairs: set[frozenset[Spot]] = set()
        self._claims: set[tuple[object, ...]] = set()
        apart: list[tuple[str, str]] = []
        for one, decided in answers:
            if one.left is None or one.right is None:
                continue
            left, right = spot_of(one.left), spot_of(one.right)
            if one.claim:
                self._claims.add((left, right, one.claim.property.value, one.claim.role))
                continue
            self._pairs.add(frozenset((left, right)))
            nodes = self._node_of.get(left), self._node_of.get(right)
            if nodes[0] is None or nodes[1] is None or nodes[0] == nodes[1]:
                continue
            if decided and one.verdict is Verdict.SAME:
                self._parent[self._root(nodes[0])] = self._root(nodes[1])
            else:
                apart.append((nodes[0], nodes[1]))
        self._apart = {frozenset(map(self._root, pair)) for pair in apart}

    def _root(self, node: str) -> str:
        while (parent := self._parent.get(node, node)) != node:
            node = parent
        return node
