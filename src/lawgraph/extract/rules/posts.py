"""Rules for ``leads`` and ``holdsPost``: who holds which post at which body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.nodes.modalities import strongest
from lawgraph.extract.rules.base import claim, rule
from lawgraph.model import Modality, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Posting
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim

#: A post that is only proposed is held by nobody yet.
_NOT_HELD = {Modality.PROPOSED}
#: Heads beside the one who directs a body: 党委副书记、政委 is told as both.
_BESIDE_THE_HEAD = ("政委", "政治委员", "教导员", "指导员")


def _postings(scene: Scene, pattern: str) -> Iterator[Claim]:
    """Yield one claim a person, body and sentence, the posts of one chain at one body told together (党组书记、局长)."""
    groups: dict[tuple[int, int, str, bool], list[Posting]] = {}
    for posting in scene.postings:
        if posting.pattern == pattern and posting.post.body is not None and posting.modality not in _NOT_HELD:
            sentence = scene.text.sentence(posting.post.start).start
            groups.setdefault((posting.official.start, sentence, posting.post.body.name, posting.post.head), []).append(posting)
    for (start, sentence, body, head), group in groups.items():
        leading = groups.get((start, sentence, body, True), ()) if not head else ()
        if any(not posting.post.title.endswith(_BESIDE_THE_HEAD) for posting in leading):
            continue  # 党组成员、主任: who leads a body is not told again as its member
        first = group[0]
        assert first.post.body is not None
        role = "、".join(dict.fromkeys(posting.post.title for posting in group if posting.post.title)) or None
        modality = strongest(*(posting.modality for posting in group))
        if modality is Modality.CONCURRENT and any(posting.modality is None for posting in group):
            modality = None  # 主任兼书记 at one body: both are held there
        prop = Property.LEADS if head else Property.HOLDS_POST
        yield claim(scene, first.official, prop, first.post.body, first.post.start, role=role, modality=modality)


@rule(
    "post.title-before-name", 2,
    example="据宜宾市司法局党委书记、局长李明远介绍,试点已经完成。",
    expects=("李明远", Property.LEADS, "宜宾市司法局"),
)
def title_before_name(scene: Scene) -> Iterator[Claim]:
    """A title, or a chain of titles, right before its holder's name."""
    yield from _postings(scene, "title-name")


@rule(
    "post.name-before-title", 2,
    example="会议决定任命周立群为青州市司法局局长。",
    expects=("周立群", Property.LEADS, "青州市司法局"),
)
def name_before_title(scene: Scene) -> Iterator[Claim]:
    """A name joined to the post behind it by a verb of appointing, holding or leaving."""
    yield from _postings(scene, "name-title")


@rule(
    "post.name-as-address", 2,
    example="包头市司法局召开座谈会。李明远局长主持会议。",
    expects=("李明远", Property.LEADS, "包头市司法局"),
)
def name_as_address(scene: Scene) -> Iterator[Claim]:
    """A name with the title as a form of address behind it."""
    yield from _postings(scene, "name-address")


@rule(
    "post.resume", 2,
    example="周立群,男,汉族,1971年3月生,大学学历,现任青州市司法局局长。",
    expects=("周立群", Property.LEADS, "青州市司法局"),
)
def resume(scene: Scene) -> Iterator[Claim]:
    """A post in the short life of a person whose name opens the paragraph."""
    yield from _postings(scene, "resume")


@rule(
    "post.career", 2,
    example="周立群是山东青州人,法学硕士。2005年后担任青州市司法局副局长。",
    expects=("周立群", Property.HOLDS_POST, "青州市司法局"),
)
def career(scene: Scene) -> Iterator[Claim]:
    """A step of a career, told of the person whom the paragraph is about."""
    yield from _postings(scene, "career")


@rule(
    "post.body-before-name", 2,
    example="青州市司法局周立群、李明远等获评先进个人。",
    expects=("周立群", Property.HOLDS_POST, "青州市司法局"),
)
def body_before_name(scene: Scene) -> Iterator[Claim]:
    """A name right behind a body's, in a list or before a verb, with no title."""
    yield from _postings(scene, "body-name")


RULES = (title_before_name, name_before_title, name_as_address, resume, career, body_before_name)
