"""Articles that came, went, were edited, or are told of in another way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lawgraph.diff.sides import differing_records
from lawgraph.graph.records import ARTICLES_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgraph.diff.sides import Side

#: Where an input lies (``source``) is nothing that is said of an article.
_FIELDS: Final = ("title", "publisher", "date", "creators", "url")
_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """Records of articles as in ``articles.jsonl``, without their texts, sorted by id.

    ``edited`` pairs a text with the one that stands now at the same address, or under the same title of
    the same publisher; ``changed`` has the same text, with ``changes`` of what else is said of it.
    """

    added: tuple[_Record, ...]
    withdrawn: tuple[_Record, ...]
    edited: tuple[tuple[_Record, _Record], ...]
    changed: tuple[tuple[_Record, dict[str, list[Any]]], ...]
    gone: frozenset[str]  # ids that only the old build has, those of edited ones included
    come: frozenset[str]


def compare_articles(old: Side, new: Side) -> ArticleChanges:
    """Return what happened to the articles."""
    before, after = (
        {record["id"]: {key: value for key, value in record.items() if key != "text"} for record in found}
        for found in differing_records(old, new, ARTICLES_FILE)
    )
    gone = [before[key] for key in sorted(before.keys() - after.keys())]
    come = [after[key] for key in sorted(after.keys() - before.keys())]
    edited = _pairs(gone, come, lambda one: one["url"])
    edited |= _pairs(_rest(gone, edited), _rest(come, edited.values()), lambda one: one["title"] and one["publisher"] and (one["title"], one["publisher"]))
    known = {one["id"]: one for one in come}
    changed = []
    for key in sorted(before.keys() & after.keys()):
        told = [_told(side[key]) for side in (before, after)]
        changes = {name: [value, told[1][name]] for name, value in told[0].items() if value != told[1][name]}
        if changes:
            changed.append((after[key], changes))
    return ArticleChanges(
        added=tuple(_rest(come, edited.values())),
        withdrawn=tuple(_rest(gone, edited)),
        edited=tuple((one, known[edited[one["id"]]]) for one in gone if one["id"] in edited),
        changed=tuple(changed),
        gone=frozenset(one["id"] for one in gone),
        come=frozenset(known),
    )


def _told(article: _Record) -> _Record:
    """Return what is said of an article, its copies each as one line: when, by whom, where."""
    copies = [" ".join(copy[name] for name in ("date", "publisher", "url") if copy[name]) for copy in article.get("copies", ())]
    return {name: article.get(name) for name in _FIELDS} | {"copies": copies}


def _rest(articles: Iterable[_Record], taken: Iterable[str]) -> list[_Record]:
    without = set(taken)
    return [one for one in articles if one["id"] not in without]


def _pairs(gone: Iterable[_Record], come: Iterable[_Record], key: Callable[[_Record], Any]) -> dict[str, str]:
    """Pair the ids of articles with the same key, where each side has one alone: 简讯 is the title of hundreds."""
    sides: tuple[dict[Any, list[str]], dict[Any, list[str]]] = (defaultdict(list), defaultdict(list))
    for side, articles in zip(sides, (gone, come), strict=True):
        for one in articles:
            if found := key(one):
                side[found].append(one["id"])
    return {ids[0]: sides[1][found][0] for found, ids in sides[0].items() if len(ids) == len(sides[1].get(found, ())) == 1}
