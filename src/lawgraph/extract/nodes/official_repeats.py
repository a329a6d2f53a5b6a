"""Leave out what a text says again of a person in fewer words: 段正坤会长 of the 会长段正坤 told before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawgraph.extract.findings import Posting

#: What everybody of a court or a station is.
_EVERYBODY = frozenset({"法官", "检察官", "民警", "干警", "干部", "工作人员", "律师"})


def without_repeats(postings: list[Posting]) -> list[Posting]:
    """Return the postings, those that say nothing new without their body: a mention, and no claim.

    段正坤会长 says nothing new where the text has told which body's 会长 he is, nor does 杨红波副处长 after
    his 处, 局长 of a 副局长, or 法官何丽 of a court's 庭长.
    """
    posts: dict[str, list[Posting]] = defaultdict(list)
    heads: dict[tuple[str, str], str] = {}
    for one in postings:
        posts[one.official.name].append(one)
        if one.post.body is not None and one.post.head and one.pattern != "name-address":
            heads.setdefault((one.post.body.name, one.post.title), one.official.name)
    out: list[Posting] = []
    for one in postings:
        others = posts[one.official.name]
        if one.pattern == "name-address" and any(other.pattern != "name-address" and other.post.title.endswith("副" + one.post.title) for other in others):
            continue
        out.append(replace(one, post=replace(one.post, body=None)) if _again(one, others) or _of_another(one, heads) else one)
    return out


def _of_another(one: Posting, heads: dict[tuple[str, str], str]) -> bool:
    """Tell whether a form of address was taken for a post that the text gives to somebody else: 回答了郭彦|院长, of the court above."""
    if one.pattern != "name-address" or one.post.body is None or not one.post.body.anaphoric:
        return False
    return heads.get((one.post.body.name, one.post.title), one.official.name) != one.official.name


def _again(one: Posting, others: list[Posting]) -> bool:
    """Tell whether other postings of the same person say what this one says, and more."""
    if one.pattern == "name-address" and any(other.pattern != "name-address" and other.post.title == one.post.title for other in others):
        return True
    body = one.post.body
    if body is None or (one.post.title not in _EVERYBODY and one.pattern != "name-address"):
        return False
    for other in others:
        if other.post.body is None or not other.post.body.name.startswith(body.name):
            continue
        if one.post.title in _EVERYBODY and other.post.title not in _EVERYBODY:
            return True
        if one.pattern == "name-address" and other.post.title == one.post.title and other.post.body.name != body.name:
            return True
    return False
