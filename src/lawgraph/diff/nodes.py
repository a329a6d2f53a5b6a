"""Nodes that came, went, changed, or are the same under another IRI."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lawgraph.diff.evidence import Evidence
from lawgraph.diff.sides import differing_records
from lawgraph.graph.identities import ENTITIES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgraph.diff.articles import ArticleChanges
    from lawgraph.diff.sides import Side

Key = tuple[str, str]
"""Kind and id, as in ``("Official", "yangguoqing-1a2b3c")``."""

_FIELDS: Final = ("label", "alt_labels", "key", "code", "organ", "inferred", "provisional")
_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node of one build or of both.

    ``key`` and ``label`` are those of the new build, of the old for a node that is lost. ``former`` is the
    key that a renamed node had. ``changes`` holds old and new value by field. ``elsewhere`` names the nodes
    of the other build that have its mentions there, with how many.
    """

    key: Key
    label: str
    mentions: int
    former: Key | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    elsewhere: tuple[tuple[Key, int], ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeChanges:
    """All changes of nodes, each kind sorted by key."""

    gained: tuple[NodeChange, ...]
    lost: tuple[NodeChange, ...]
    renamed: tuple[NodeChange, ...]
    changed: tuple[NodeChange, ...]

    @property
    def new_key(self) -> dict[Key, Key]:
        """The key that each renamed node has now, by the one that it had."""
        return {one.former: one.key for one in self.renamed if one.former}

    @property
    def officials_gone(self) -> tuple[NodeChange, ...]:
        """The officials that no article mentions any more, as far as their mentions are not another node's now."""
        return tuple(one for one in self.lost if one.key[0] == "Official" and not one.elsewhere)


def compare_nodes(old: Side, new: Side, articles: ArticleChanges) -> NodeChanges:
    """Return what happened to the nodes."""
    before, after = ({_key(record): record for record in found} for found in differing_records(old, new, ENTITIES_FILE))
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    renamed = _renamed({key: before[key] for key in gone}, {key: after[key] for key in come}, articles)
    places = _places(before.values(), articles.gone), _places(after.values(), articles.come)
    lost = [
        NodeChange(key, before[key]["label"], len(_spans(before[key])), elsewhere=_elsewhere(key, before[key], places[1]), evidence=_evidence(old, before[key]))
        for key in sorted(gone - renamed.keys())
    ]
    gained = [
        NodeChange(key, after[key]["label"], len(_spans(after[key])), elsewhere=_elsewhere(key, after[key], places[0]), evidence=_evidence(new, after[key]))
        for key in sorted(come - set(renamed.values()))
    ]
    moved = [_change(new, before[one], after[other], former=one) for one, other in sorted(renamed.items(), key=lambda pair: pair[1])]
    stayed = [_change(new, before[key], after[key]) for key in sorted(before.keys() & after.keys())]
    return NodeChanges(tuple(gained), tuple(lost), tuple(moved), tuple(one for one in stayed if one.changes))


def _key(record: _Record) -> Key:
    return (record["kind"], record["id"])


def _spans(record: _Record) -> list[tuple[str, int, int]]:
    return [(one["article"], one["start"], one["end"]) for one in record.get("mentions", ())]


def _places(records: Iterable[_Record], without: frozenset[str]) -> dict[tuple[str, str, int, int], list[Key]]:
    """Return the nodes at each place of the articles that both builds have."""
    found: dict[tuple[str, str, int, int], list[Key]] = defaultdict(list)
    for record in records:
        for span in _spans(record):
            if span[0] not in without:
                found[record["kind"], *span].append(_key(record))
    return found


def _elsewhere(key: Key, record: _Record, places: Mapping[tuple[str, str, int, int], list[Key]]) -> tuple[tuple[Key, int], ...]:
    counts = Counter(other for span in _spans(record) for other in places.get((key[0], *span), ()) if other != key)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _renamed(gone: Mapping[Key, _Record], come: Mapping[Key, _Record], articles: ArticleChanges) -> dict[Key, Key]:
    """Pair the nodes that are lost and gained with one set of mentions; what is ambiguous stays apart.

    Where an article was edited its places mean nothing: there a node is the same that has its label, and
    is named in the same articles.
    """
    pairs = _paired(
        {key: _shared(record, articles.gone) for key, record in gone.items()},
        {key: _shared(record, articles.come) for key, record in come.items()},
    )
    now = {one["id"]: other["id"] for one, other in articles.edited}
    rest = {key: _named(record, now) for key, record in gone.items() if key not in pairs}
    return pairs | _paired(rest, {key: _named(record, {}) for key, record in come.items() if key not in set(pairs.values())})


def _shared(record: _Record, without: frozenset[str]) -> tuple[object, ...]:
    spans = frozenset(span for span in _spans(record) if span[0] not in without)
    return (record["kind"], spans) if spans else ()


def _named(record: _Record, now: Mapping[str, str]) -> tuple[object, ...]:
    where = frozenset(now.get(span[0], span[0]) for span in _spans(record))
    return (record["kind"], record["label"], where) if where else ()


def _paired(gone: Mapping[Key, tuple[object, ...]], come: Mapping[Key, tuple[object, ...]]) -> dict[Key, Key]:
    by_mark: dict[tuple[object, ...], tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for place, side in enumerate((gone, come)):
        for key, mark in side.items():
            if mark:
                by_mark[mark][place].append(key)
    return {before[0]: after[0] for before, after in by_mark.values() if len(before) == len(after) == 1}


def _change(new: Side, before: _Record, after: _Record, *, former: Key | None = None) -> NodeChange:
    changes = tuple((name, before.get(name), after.get(name)) for name in _FIELDS if before.get(name) != after.get(name))
    names = {after["label"], *after.get("alt_labels", ())} - {before["label"], *before.get("alt_labels", ())}
    told = _evidence(new, after, names) if changes or former else ()
    return NodeChange(_key(after), after["label"], len(_spans(after)), former, changes, evidence=told)


def _evidence(side: Side, record: _Record, names: Iterable[str] = ()) -> tuple[Evidence, ...]:
    """Return the sentence of a mention: of one of these names, where there is such a one, else of the first."""
    mentions = record.get("mentions", ())
    wanted = set(names)
    for one in sorted(mentions, key=lambda mention: mention["name"] not in wanted):
        sentence = side.sentence(one["article"], one["start"], one["end"])
        article = side.article(one["article"])
        return (Evidence(one["article"], article["title"], article["date"], sentence),)
    return ()
