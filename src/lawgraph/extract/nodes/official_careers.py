"""Find posts that a career tells without naming the person again: 2005年后担任湖北省公安厅副厅长.

Whose career it is the paragraph says before: 今年50岁的|周立群|是…人, or a line that opens with the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Posting
from lawgraph.extract.nodes.modalities import strongest
from lawgraph.extract.nodes.official_names import name_at
from lawgraph.model import Kind, Mention, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.extract.nodes.official_posts import Chain
    from lawgraph.extract.scene import Scene

#: A clause that opens with a date, or with a word of order, and goes on with a verb of holding a post.
_STEP = re.compile(
    r"(?:(?:19|20)\d{2}年(?:\d{1,2}月)?(?:(?:至|到|[-—~])(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?)?(?:起|开始|后|以后|以来|,)?|此后|随后|后来?|之后|其后|不久后?|同年(?:\d{1,2}月)?|次年)"
    r",?(?:他|她)?(?:又|再|先后|起|开始|历|被)?(?P<verb>调任|转任|升任|出任|担任|就任|兼任|任命为|任)"
)
#: What stands behind the name of the person whom a paragraph is about.
_SUBJECT = re.compile(r"(?:同志)?(?:[,(,]|是|出生|生于|[^,。;]{0,6}?任|毕业|参加工作|同志|简历|的简历)")
_AGED = re.compile(r"\d{2}岁的")
_OPENS = ",。;:\n的"


def find_careers(scene: Scene, chains: Sequence[Chain], postings: Sequence[Posting]) -> Iterator[Posting]:
    """Yield the posts of a career whose holder is named further up in the paragraph."""
    taken = {posting.post.start for posting in postings}
    for chain in chains:
        if any(post.start in taken for post in chain):
            continue
        start = chain[0].full_start
        clause = scene.text.clause(start - 1) if start else None
        step = _STEP.fullmatch(scene.folded[clause.start : start].lstrip(" \n")) if clause is not None else None
        person = _person(scene, start, postings) if step is not None else None
        if step is None or person is None:
            continue
        modality = {"任命为": Modality.APPOINTED, "兼任": Modality.CONCURRENT}.get(step["verb"])
        for post in chain:
            yield Posting(person, post, "career", strongest(modality, post.modality))


def _person(scene: Scene, end: int, postings: Sequence[Posting]) -> Mention | None:
    """Return the person whom the paragraph before ``end`` is about: the last who stands there as its subject."""
    paragraph = scene.folded.rfind("\n", 0, end) + 1
    known = {posting.official.name for posting in postings}
    best: Mention | None = None
    for start in (paragraph, *(match.end() for match in _AGED.finditer(scene.folded, paragraph, end))):
        opening = name_at(scene, start)
        if opening is not None and _SUBJECT.match(scene.folded, opening.end):
            best = Mention(opening.start, opening.end, Kind.OFFICIAL, opening.text)
    for name in sorted(known):
        at = scene.folded.rfind(name, paragraph, end)
        while at >= 0:
            stands = at == paragraph or scene.folded[at - 1] in _OPENS
            if stands and _SUBJECT.match(scene.folded, at + len(name)) and (best is None or at > best.start):
                best = Mention(at, at + len(name), Kind.OFFICIAL, name)
            at = scene.folded.rfind(name, paragraph, at)
    return best
