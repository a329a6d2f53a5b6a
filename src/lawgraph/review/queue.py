"""The doubts of a build in the order in which they are asked."""

from __future__ import annotations

import heapq
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.extract.confidence import record_of
from lawgraph.graph import records
from lawgraph.graph.names import PROPERTY_LABELS
from lawgraph.graph.reasons import told_merge
from lawgraph.model import Anchor, MergeReason
from lawgraph.resolve.decisions import ClaimAnchor
from lawgraph.review.answers import Answers
from lawgraph.review.bodies import provisional_doubts
from lawgraph.review.doubts import Doubt, DoubtKind, Side
from lawgraph.review.forms import form_doubts
from lawgraph.review.officials import official_doubts
from lawgraph.review.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from lawgraph.model import Entity, Mention, ResolvedClaim
    from lawgraph.review.survey import Survey

#: Doubts of each kind that are offered unless more are asked for: an hour's work.
LIMIT = 20
#: Merges on these reasons are shown, the weakest first; those above rest on one article, one key or one body.
WEAK = tuple(MergeReason)[: tuple(MergeReason).index(MergeReason.SAME_BODY) : -1]


def doubts(
    folder: str | PathLike[str], *, kinds: Iterable[DoubtKind] = tuple(DoubtKind), limit: int = LIMIT, answers: Answers | None = None
) -> tuple[Doubt, ...]:
    """Return the doubts of a built folder: by kind, and of each kind at most ``limit``, the most likely errors first.

    What ``answers`` knows is left out. Raises OutputError where the folder is no build.

    >>> doubts("output/", kinds=[DoubtKind.OFFICIALS])               # doctest: +SKIP
    """
    answers = answers or Answers(())
    wanted = set(kinds)
    records.read_report(folder)
    found: dict[DoubtKind, Iterable[Doubt]] = {}
    if wanted - {DoubtKind.CLAIMS}:
        seen = survey(folder, frozenset(reason.value for reason in WEAK), answers.spots)
        answers.place(seen.node_of)
        found = {
            DoubtKind.MERGES: _merges(seen),
            DoubtKind.PROVISIONAL: provisional_doubts(seen),
            DoubtKind.OFFICIALS: official_doubts(seen),
            DoubtKind.FORMS: form_doubts(seen),
        }
    found[DoubtKind.CLAIMS] = _claims(Path(folder) / records.CLAIMS_FILE, answers)
    out: list[Doubt] = []
    for kind in DoubtKind:
        if kind in wanted:
            asked = (one for one in found[kind] if not answers.knows(one))
            out += heapq.nsmallest(limit, asked, key=lambda one: (-one.score, one.left.id, one.right.id, _spot(one)))
    return tuple(out)


def _spot(doubt: Doubt) -> tuple[str, int, int, str, int, str]:
    left, right = doubt.left.anchor, doubt.right.anchor
    return left.article_id, left.start, doubt.left.start, right.article_id, right.start, doubt.claim.id if doubt.claim else ""


def _merges(survey: Survey) -> Iterator[Doubt]:
    for node, merge in survey.merges:
        left, right = (Side(one, node.entity.label, node.entity.id, one.start, one.end) for one in (merge.left, merge.right))
        yield Doubt(DoubtKind.MERGES, -WEAK.index(merge.reason), left, right, pros=(told_merge(merge),))


def _claims(path: Path, answers: Answers) -> Iterator[Doubt]:
    """Yield the claims, the least sure first by score: one pass, and none is kept."""
    for claim in records.iter_records(path, records.claim_of):
        if not answers.rejects(claim.article_id, claim.claim):
            yield _claim(claim)


def _claim(resolved: ResolvedClaim) -> Doubt:
    claim = resolved.claim
    record = record_of(claim.rule.rpartition("/")[0])
    measured = f"rule {claim.rule} was right in {record.right} of {record.n} claims" if record.n else f"rule {claim.rule} was never measured"
    said = f"{PROPERTY_LABELS[claim.property][1]}" + (f" as {claim.role}" if claim.role else "") + (f", {claim.modality}" if claim.modality else "")
    return Doubt(
        DoubtKind.CLAIMS,
        -claim.confidence,
        _end(resolved, resolved.subject, claim.subject),
        _end(resolved, resolved.object, claim.object),
        pros=(f"read as: {resolved.subject.label} {said}: {resolved.object.label}",),
        cons=(measured,),
        claim=ClaimAnchor(resolved.id, claim.property, claim.start, claim.end, claim.role),
    )


def _end(resolved: ResolvedClaim, entity: Entity, mention: Mention) -> Side:
    anchor = Anchor(mention.kind, resolved.article_id, mention.start, mention.end, mention.name)
    return Side(anchor, entity.label, entity.id, resolved.claim.start, resolved.claim.end)
