"""Text from articles as the page shows it: sentences with their marks, in the units of JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

from lawgraph.graph.passages import CLOSERS, ENDS, HIDDEN, Span, sentence, shown


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as the page shows it. Spans count UTF-16 units, as JavaScript does."""

    text: str
    evidence: Span
    subject: Span | None
    object: Span | None


def quote(text: str, evidence: Span, subject: Span, obj: Span) -> Quote:
    """Cut the sentence around the evidence out of an article and move the spans into it.

    A span that is empty (a dropped subject) or outside the sentence becomes None.
    """
    start, end = sentence(text, *evidence)
    lead, tail = (
        start > 0 and text[start - 1] not in ENDS + CLOSERS,
        end < len(text) and text[end - 1] not in ENDS + CLOSERS,
    )
    before, after = ("…" if lead else ""), ("…" if tail and text[end] != "\n" else "")
    raw = text[start:end]
    positions = _positions(raw, len(before))

    def moved(span: Span) -> Span | None:
        if not start <= span[0] < span[1] <= end:
            return None
        return positions[span[0] - start], positions[span[1] - start]

    whole = moved(evidence) or (positions[0], positions[-1])
    return Quote(before + shown(raw) + after, whole, moved(subject), moved(obj))


def _positions(raw: str, first: int) -> list[int]:
    """Return where each code point of ``raw`` (and its end) stands in the shown text, in UTF-16 units."""
    positions, at = [], first
    for char in raw:
        positions.append(at)
        if not HIDDEN.match(char):
            at += 2 if char > "\uffff" else 1
    return [*positions, at]
