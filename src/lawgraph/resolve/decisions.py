"""Decisions: what people say of identity and claims, kept beside the texts and applied again in every build.

A decision points at mentions and never at entities: an entity may have another id when an article
comes or goes, while a mention stays where it is as long as its text does. Nothing is ever taken back
by deleting; an undo is one more decision, and which of them are in force does not depend on their order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from lawgraph.errors import DecisionError
from lawgraph.model import Effect, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.model import Anchor, Claim, Property

#: A label in the graph: longer than any name of a body seen (58 letters), shorter than a sentence pasted by mistake.
_MAX_NAME = 120
_ID = re.compile(r"d[0-9a-f]{16}", re.ASCII)
_COPY = "Copy it from `lawgraph review DIR --list --format json`"


class Verdict(StrEnum):
    """What a person decided. Closed: a file with another word is refused."""

    SAME = "same"  # the two mentions are one thing
    DIFFERENT = "different"  # they are two, whatever the keys say
    WRONG = "wrong"  # the claim does not follow from its words
    RENAME = "rename"  # the thing of this mention bears this name
    UNDO = "undo"  # that decision no longer holds


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """What a claim says, beyond its two ends: enough to find it again whatever its rule is called then.

    ``id``, ``start`` and ``end`` (its evidence, in code points) are for readers; ``property`` and ``role``
    tell it from other claims between the same two mentions.
    """

    id: str
    property: Property
    start: int
    end: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of ``decisions.jsonl``.

    ``left`` and ``right`` are the two mentions of ``same`` and ``different``; of a ``wrong`` claim they
    are its subject and object, with ``claim`` beside them; ``rename`` has ``left`` and ``name``; ``undo``
    has ``undoes``, the id of a decision. ``who``, ``when`` (ISO 8601, a day or a time) and ``why`` are
    the person's own. Raises DecisionError where a verdict lacks a field, has one too many, or holds a
    value that cannot be.

    Example: ``Decision(Verdict.RENAME, left=Anchor(Kind.PROGRAM, "a0123456789abcdef", 4, 8, "法润鹿城"), name="“法润鹿城”普法品牌")``
    """

    verdict: Verdict
    left: Anchor | None = None
    right: Anchor | None = None
    claim: ClaimAnchor | None = None
    name: str | None = None
    undoes: str | None = None
    who: str = ""
    when: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if problem := _shape_problem(self) or _value_problem(self):
            raise DecisionError(f"decision {self.verdict.value}", problem, _COPY)

    @property
    def id(self) -> str:
        """The identifier by content: "d" and 16 digits of the SHA-256 of all other fields."""
        text = json.dumps(content(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "d" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def settle(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Outcome, ...]]:
    """Return the decisions to apply, in their order, and what came of the others.

    An undo holds unless it is undone itself. Of two that speak of the same mentions, or the same claim,
    the later one holds; a line that stands twice counts once.
    """
    ordered = list({one.id: one for one in decisions}.items())
    force = _in_force(dict(ordered))
    latest: dict[object, str] = {}
    for identifier, one in ordered:
        if force[identifier] and one.verdict is not Verdict.UNDO:
            latest[_topic(one)] = identifier
    applied: list[Decision] = []
    others: list[Outcome] = []
    undone_by = {one.undoes: identifier for identifier, one in ordered if one.undoes and force[identifier]}
    known = {identifier for identifier, _ in ordered}
    for identifier, one in ordered:
        if not force[identifier]:
            others.append(Outcome(identifier, Effect.UNDONE, f"by {undone_by[identifier]}"))
        elif one.verdict is Verdict.UNDO:
            found = one.undoes in known
            detail = f"undoes {one.undoes}" if found else f"there is no decision {one.undoes}"
            others.append(Outcome(identifier, Effect.APPLIED if found else Effect.UNMATCHED, detail))
        elif (later := latest[_topic(one)]) != identifier:
            others.append(Outcome(identifier, Effect.OVERRULED, f"by {later}"))
        else:
            applied.append(one)
    return tuple(applied), tuple(others)


def _in_force(known: dict[str, Decision]) -> dict[str, bool]:
    """Return which decisions are not undone. An id is a digest of the content, so no two undo each other."""
    undone_by: dict[str, list[str]] = {}
    for identifier, one in known.items():
        if one.undoes:
            undone_by.setdefault(one.undoes, []).append(identifier)
    force: dict[str, bool] = {}
    for start in known:
        waiting = [start]  # a chain of undos may be longer than Python's stack
        while waiting:
            undos = undone_by.get(waiting[-1], [])
            if asked := [undo for undo in undos if undo not in force]:
                waiting += asked
            else:
                force[waiting.pop()] = not any(force[undo] for undo in undos)
    return force


def _topic(one: Decision) -> object:
    """Return what a decision is about: two decisions on one topic cannot both hold."""
    if one.verdict in {Verdict.SAME, Verdict.DIFFERENT}:
        return frozenset((one.left, one.right))
    if one.verdict is Verdict.WRONG and one.claim:
        return one.left, one.right, one.claim.property, one.claim.role
    return one.verdict, one.left


def is_about(decision: Decision, claim: Claim) -> bool:
    """Return whether a ``wrong`` decision means this claim, found in the decision's article.

    The two mentions, the property and the role count; the rule's name and the bounds of the evidence
    do not, so that a rule that is mended keeps its corrections.
    """
    left, right, said = decision.left, decision.right, decision.claim
    if left is None or right is None or said is None:
        return False
    ends = all(
        (side.kind, side.start, side.end) == (end.kind, end.start, end.end)
        for side, end in ((left, claim.subject), (right, claim.object))
    )
    return ends and said.property is claim.property and said.role == claim.role


def content(decision: Decision) -> dict[str, Any]:
    """Return a decision as a JSON object without its id; fields that say nothing are left out."""
    record: dict[str, Any] = {"verdict": decision.verdict.value}
    for side in ("left", "right"):
        if anchor := getattr(decision, side):
            record[side] = anchor_record(anchor)
    if said := decision.claim:
        record["claim"] = {"id": said.id, "property": said.property.value, "start": said.start, "end": said.end}
        if said.role is not None:
            record["claim"]["role"] = said.role
    return record | {field: getattr(decision, field) for field in ("name", "undoes", "who", "when", "why") if getattr(decision, field)}


def anchor_record(anchor: Anchor) -> dict[str, Any]:
    """Return an anchor as a JSON object."""
    return {"kind": anchor.kind.value, "article": anchor.article_id, "start": anchor.start, "end": anchor.end, "name": anchor.name}


def _shape_problem(one: Decision) -> str | None:
    """Return what a verdict lacks or has too much."""
    needs = {
        Verdict.SAME: ("left", "right"),
        Verdict.DIFFERENT: ("left", "right"),
        Verdict.WRONG: ("left", "right", "claim"),
        Verdict.RENAME: ("left", "name"),
        Verdict.UNDO: ("undoes",),
    }[one.verdict]
    for field in ("left", "right", "claim", "name", "undoes"):
        given = getattr(one, field) is not None
        if given != (field in needs):
            return f"takes no field {field}" if given else f"lacks the field {field}"
    return None


def _value_problem(one: Decision) -> str | None:
    """Return what cannot be in the values of a decision that has its fields."""
    for text in _texts(one):
        if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
            return "holds half of a surrogate pair, which no file can hold"
    for name, span in (("left", one.left), ("right", one.right), ("claim", one.claim)):
        if span and not 0 <= span.start <= span.end:
            return f"the span [{span.start}, {span.end}) of {name} is none"
    if one.left and one.left == one.right:
        return "both sides are the same mention"
    if one.verdict in {Verdict.SAME, Verdict.DIFFERENT} and one.left and one.right and one.left.kind is not one.right.kind:
        return f"a {one.left.kind.value} and a {one.right.kind.value} are never one"
    if one.verdict is Verdict.WRONG and one.left and one.right and one.left.article_id != one.right.article_id:
        return "the ends of a claim lie in one article"
    if one.name is not None and (not one.name.strip() or len(one.name) > _MAX_NAME or not _plain(one.name)):
        return f"the name is empty, longer than {_MAX_NAME} characters, or holds marks that no screen shows"
    if one.undoes is not None and not _ID.fullmatch(one.undoes):
        return f"{one.undoes!r} is no id of a decision"
    return _when_problem(one.when)


def _when_problem(when: str) -> str | None:
    try:
        if when:
            dt.datetime.fromisoformat(when)
    except ValueError:
        return f"the time {when!r} is not ISO 8601 (2026-11-22 or 2026-11-22T09:30:00Z)"
    return None


def _texts(one: Decision) -> list[str]:
    texts = [one.name, one.undoes, one.who, one.when, one.why]
    texts += [text for side in (one.left, one.right) if side for text in (side.article_id, side.name)]
    texts += [one.claim.id, one.claim.role] if one.claim else []
    return [text for text in texts if text]


def _plain(text: str) -> bool:
    """Return whether a text is free of control and format characters (line ends, turns of direction)."""
    return not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in text)
