"""Keys, merges and states of nodes in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.model import MergeReason

if TYPE_CHECKING:
    from lawgraph.model import Entity, Merge

_ARTICLE = re.compile(r"a[0-9a-f]{16}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"\d{2,12}")
_SCOPES = {"national": "of the whole country", "own": "which one body bears", "honour": "whoever awards it", "document": "whoever issued it", "": "in no division that the text settles"}
_BY = {
    MergeReason.SAME_NAME: "both bear the name {}",
    MergeReason.REFERENCE: "the one refers to {} within the article",
    MergeReason.FULL_NAME: "the one is short for {}, which the article names in full",
    MergeReason.SHARED_FORM: "both have the form {} within the article",
    MergeReason.SAME_BODY: "one name at one body, {}",
    MergeReason.DECISION: "somebody decided so, {}",
}


def told_key(key: str) -> str:
    """Return in words what a key is made of.

    Example: ``told_key("150200|包头市司法局") == "the name 包头市司法局, in 内蒙古自治区包头市 (150200)"``
    """
    scope, _, name = key.rpartition("|")
    return f"the name {name}, {told_scope(scope)}"


def told_scope(scope: str) -> str:
    """Return in words within what a name is one thing: a division, a body, a day, the country, an article."""
    if scope in _SCOPES:
        return _SCOPES[scope]
    if _ARTICLE.fullmatch(scope):
        return f"within article {scope} alone"
    if _DAY.fullmatch(scope):
        return f"on {scope}"
    if _CODE.fullmatch(scope):
        path = Gazetteer.load().path(scope if len(scope) >= 6 else scope.ljust(6, "0"))
        return f"in {''.join(one.name for one in path) or 'division'} ({scope})"
    outer, mark, name = scope.rpartition("|")
    return f"at {name}, {told_scope(outer)}" if mark else f"within {scope}"


def told_merge(merge: Merge) -> str:
    """Return in words why two mentions are one, without the mentions.

    Example: ``"both bear the name 包头市司法局"``
    """
    if merge.reason is MergeReason.SAME_KEY:
        return f"one key: {told_key(merge.detail)}"
    if merge.reason is MergeReason.FORM_IN_SCOPE:
        scope, _, form = merge.detail.rpartition("|")
        return f"both have the form {form}, {told_scope(scope)}"
    if merge.reason in _BY:
        return _BY[merge.reason].format(merge.detail)
    return f"{merge.reason.value}: {merge.detail}" if merge.detail else merge.reason.value


def told_state(entity: Entity) -> str:
    """Return in words how far a node is settled."""
    if entity.inferred:
        return "inferred: no article names it, a rule supplies it"
    if entity.provisional:
        return "provisional: no article settles its division, so it is kept to its article"
    return "settled"
