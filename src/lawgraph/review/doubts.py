"""A doubt: one question to a person, with the two passages it is about and what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lawgraph.resolve.decisions import ClaimAnchor, Decision, Verdict

if TYPE_CHECKING:
    from lawgraph.model import Anchor


class DoubtKind(StrEnum):
    """What is in doubt, in the order in which it is asked: an error that is in the graph comes before one that may be."""

    MERGES = "merges"  # one node that stands on a weak reason
    PROVISIONAL = "provisional"  # an institution without a division, and a bureau that it may be
    LINKS = "links"  # two officials whom `lawgraph link` holds to be probably one
    OFFICIALS = "officials"  # two nodes of one name that may be one person
    FORMS = "forms"  # two programs or honours of nearly one name
    CLAIMS = "claims"  # a claim of a rule that is often wrong, or was never measured
    NAMED = "named"  # two nodes that a person names


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a doubt: the mention, the node that it is in now, and where its sentence stands.

    ``start`` and ``end`` are the passage in the mention's article, in code points; ``facts`` is what the
    build knows of the node, in words.
    """

    anchor: Anchor
    label: str
    id: str
    start: int
    end: int
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question: whether ``left`` and ``right`` are one thing, or, with a ``claim``, whether it follows from its words.

    ``score`` orders the doubts of one kind and means nothing else. ``pros`` speak for one thing (or for the
    claim), ``cons`` against.
    """

    kind: DoubtKind
    score: float
    left: Side
    right: Side
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    claim: ClaimAnchor | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that answer it, beside a new name."""
        return (Verdict.WRONG,) if self.claim else (Verdict.SAME, Verdict.DIFFERENT)

    def decision(self, verdict: Verdict, *, who: str = "", when: str = "", why: str = "") -> Decision:
        """Return the decision that answers it so. Raises DecisionError for a verdict that does not."""
        return Decision(verdict, self.left.anchor, self.right.anchor, claim=self.claim, who=who, when=when, why=why)

    def rename(self, side: Side, name: str, *, who: str = "", when: str = "", why: str = "") -> Decision:
        """Return the decision that the thing of one side bears this name. Raises DecisionError for no name."""
        return Decision(Verdict.RENAME, side.anchor, name=name, who=who, when=when, why=why)
