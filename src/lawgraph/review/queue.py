"""The doubts of a build in the order in which they are asked."""

from __future__ import annotations

import heapq
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.errors import LinkError, QueryError
from lawgraph.extract.confidence import record_of
from lawgraph.graph import records
from lawgraph.graph.names import PROPERTY_LABELS, name
from lawgraph.graph.reasons import told_key, told_merge
from lawgraph.link import read_links
from lawgraph.model import Anchor, MergeReason
from lawgraph.resolve.decisions import ClaimAnchor
from lawgraph.review.answers import Answers
from lawgraph.review.bodies import provisional_doubts
from lawgraph.review.doubts import Doubt, DoubtKind, Side
from lawgraph.review.forms import form_doubts
from lawgraph.review.officials import linked_doubts, official_doubts
from lawgraph.review.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from lawgraph.graph.identities import Identified
    from lawgraph.link import Link
    from lawgraph.model import Entity, Mention, ResolvedClaim
    from lawgraph.review.survey import Survey

#: Doubts of each kind that are offered unless more are asked for: an hour's work.
LIMIT = 20
#: Merges on these reasons are shown, the weakest first; those above rest on one article, one key or one body.
MERGES = tuple(MergeReason)[::-1]
WEAK = MERGES[: MERGES.index(MergeReason.SAME_BODY)]


def doubts(
    folder: str | PathLike[str],
    *,
    kinds: Iterable[DoubtKind] = tuple(DoubtKind),
    limit: int = LIMIT,
    answers: Answers | None = None,
    about: str | None = None,
) -> tuple[Doubt, ...]:
    """Return the doubts of a built folder: by kind, and of each kind at most ``limit``, the most likely errors first.

    What ``answers`` knows is left out. ``about`` asks of one node or claim alone, by its name in the graph
    (``official:zhangwei-3f9a1c``, ``claim:c0123456789abcdef``), and of a node's surest merges too. Raises
    OutputError where the folder is no build.

    >>> doubts("output/", kinds=[DoubtKind.OFFICIALS])               # doctest: +SKIP
    """
    answers = answers or Answers(())
    wanted = set(kinds)
    if about and about.startswith("claim:"):
        wanted &= {DoubtKind.CLAIMS}
    reasons = MERGES if about else WEAK
    records.read_report(folder)
    found: dict[DoubtKind, Iterable[Doubt]] = {}
    if wanted - {DoubtKind.CLAIMS}:
        links = _links(folder)
        linked = frozenset(end for link in links for end in (link.left, link.right))
        seen = survey(folder, frozenset(reason.value for reason in reasons), answers.spots, about, linked)
        answers.place(seen.node_of)
        found = {
            DoubtKind.MERGES: _merges(seen),
            DoubtKind.PROVISIONAL: provisional_doubts(seen),
            DoubtKind.LINKS: linked_doubts(seen, links),
            DoubtKind.OFFICIALS: official_doubts(seen),
            DoubtKind.FORMS: form_doubts(seen),
        }
    found[DoubtKind.CLAIMS] = _claims(Path(folder) / records.CLAIMS_FILE, answers)
    out: list[Doubt] = []
    for kind in DoubtKind:
        if kind in wanted and kind in found:
            asked = (one for one in found[kind] if not answers.knows(one) and (about is None or about in names_of(one)))
            out += heapq.nsmallest(limit, asked, key=lambda one: (-one.score, one.left.id, one.right.id, _spot(one)))
    return tuple(out)


def pair(left: Identified, right: Identified) -> Doubt:
    """Return the question whether two nodes are one, which a person may ask of any two of one kind.

    Raises QueryError for two of different kinds, or one without a mention.
    """
    names = [name(one.entity.kind, one.entity.id) for one in (left, right)]
    if left.entity.kind is not right.entity.kind or names[0] == names[1]:
        raise QueryError(" and ".join(names), "are no two nodes of one kind", "Name two bodies, two officials, ...")
    codes = {one.entity.code for one in (left, right)} - {None}
    cons = ("they have two division codes, and no decision makes such bodies one",) if len(codes) > 1 else ()
    return Doubt(DoubtKind.NAMED, 0.0, _named(left), _named(right), cons=cons)


def _named(one: Identified) -> Side:
    if not one.identity.mentions:
        raise QueryError(name(one.entity.kind, one.entity.id), "is named in no article", "A decision speaks of mentions, and there is none")
    anchor = one.identity.mentions[0]
    return Side(anchor, one.entity.label, one.entity.id, anchor.start, anchor.end, (told_key(one.entity.key),))


def names_of(doubt: Doubt) -> set[str]:
    """Return the names in the graph of what a doubt is about: its nodes and its claim."""
    found = {name(side.anchor.kind, side.id) for side in (doubt.left, doubt.right)}
    return found | {f"claim:{doubt.claim.id}"} if doubt.claim else found


def _links(folder: str | PathLike[str]) -> tuple[Link, ...]:
    """Return the probable links of a build; those of another build are none of it."""
    try:
        return read_links(folder)
    except LinkError:
        return ()


def _spot(doubt: Doubt) -> tuple[str, int, int, str, int, str]:
    left, right = doubt.left.anchor, doubt.right.anchor
    return left.article_id, left.start, doubt.left.start, right.article_id, right.start, doubt.claim.id if doubt.claim else ""


def _merges(survey: Survey) -> Iterator[Doubt]:
    for node, merge in survey.merges:
        left, right = (Side(one, node.entity.label, node.entity.id, one.start, one.end) for one in (merge.left, merge.right))
        yield Doubt(DoubtKind.MERGES, -MERGES.index(merge.reason), left, right, pros=(told_merge(merge),))


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
