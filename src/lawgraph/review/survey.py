"""One walk through ``entities.jsonl`` and one through ``claims.jsonl``: what the doubts are looked for in.

Of a large build only namesakes, programs, honours, provisional bodies and their likely selves are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.graph import records
from lawgraph.graph.identities import ENTITIES_FILE, iter_entities
from lawgraph.graph.names import name
from lawgraph.model import Anchor, Kind, Modality, Property
from lawgraph.resolve.union import marks_of, together
from lawgraph.review.answers import spot_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from lawgraph.graph.identities import Identified
    from lawgraph.model import Entity, Merge, ResolvedClaim
    from lawgraph.resolve.union import Marks
    from lawgraph.review.answers import Spot

#: Passages kept of one official, and mentions of one node: a side shows one.
_KEPT = 12
_FORMS = {Kind.PROGRAM, Kind.HONOUR}
_POSTS = {Property.LEADS, Property.HOLDS_POST}
_NOT_HELD = {Modality.PROPOSED, Modality.DISMISSED, Modality.RESIGNED, Modality.FORMER}


@dataclass(slots=True)
class Tenure:
    """An official at one body: first and last day told, the roles, how many passages; ``leads`` where one says so."""

    body: Entity
    days: list[str] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    leads: bool = False

    def __str__(self) -> str:
        role = f" {min(self.roles, key=lambda one: (-self.roles[one], one))}" if self.roles else ""
        span = "" if not self.days else f", {self.days[0]}" if self.days[0] == self.days[-1] else f", {self.days[0]} to {self.days[-1]}"
        return f"{self.body.label}{role}{span} ({self.passages} passage{'s' * (self.passages != 1)})"


@dataclass(slots=True)
class Appearance:
    """One passage that an official is named in: the mention, the passage's bounds, its day."""

    anchor: Anchor
    start: int
    end: int
    day: str


@dataclass(slots=True)
class Node:
    """A node of the build with its first mentions, and what is said of its posts where it is an official."""

    entity: Entity
    anchors: tuple[Anchor, ...]
    tenures: dict[str, Tenure] = field(default_factory=dict)
    appearances: list[Appearance] = field(default_factory=list)
    articles: frozenset[str] = frozenset()
    traits: dict[str, str] = field(default_factory=dict)  # what passages state of the person: gender, birth, ethnicity
    marks: Marks = ()


@dataclass(slots=True)
class Survey:
    """What a build holds that may be in doubt."""

    officials: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))  # of one name, two and more
    provisional: list[Node] = field(default_factory=list)
    bodies: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))  # with a division, by organ
    forms: dict[Kind, list[Node]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # divisions named in an article
    merges: list[tuple[Node, Merge]] = field(default_factory=list)
    node_of: dict[Spot, str] = field(default_factory=dict)
    linked: dict[str, Node | None] = field(default_factory=dict)  # officials by id


def survey(folder: str | PathLike[str], weak: frozenset[str], spots: frozenset[Spot], about: str | None = None, linked: frozenset[str] = frozenset()) -> Survey:
    """Return what may be in doubt in a built folder.

    ``weak`` are the reasons of merges that are worth a question, of all nodes or of that which is asked
    ``about``; ``spots`` the mentions whose nodes the caller wants to know, ``linked`` the officials who are
    wanted whatever their names. Raises OutputError where a file of the build cannot be read.
    """
    path = Path(folder) / ENTITIES_FILE
    names, organs, articles = _first_look(path)
    found = Survey(linked=dict.fromkeys(linked))
    for one in iter_entities(path):
        asked = about is None or about == name(one.entity.kind, one.entity.id)
        _take(found, one, names, organs, articles, weak if asked else frozenset(), spots)
    _posts(found, Path(folder) / records.CLAIMS_FILE)
    return found


def _first_look(path: Path) -> tuple[set[str], set[str], set[str]]:
    """Return the names that several officials bear, the organs of provisional bodies, and those bodies' articles."""
    count: Counter[str] = Counter()
    organs: set[str] = set()
    articles: set[str] = set()
    for one in iter_entities(path):
        if one.entity.kind is Kind.OFFICIAL:
            count[one.entity.label] += 1
        elif one.entity.provisional:
            organs.add(one.entity.organ or "")
            articles |= {anchor.article_id for anchor in one.identity.mentions}
    return {name for name, times in count.items() if times > 1}, organs, articles


def _take(found: Survey, one: Identified, names: set[str], organs: set[str], articles: set[str], weak: frozenset[str], spots: frozenset[Spot]) -> None:
    entity, mentions = one.entity, one.identity.mentions
    for anchor in mentions:
        if (spot := spot_of(anchor)) in spots:
            found.node_of[spot] = f"{entity.kind.value}/{entity.id}"
        if entity.code and anchor.article_id in articles:
            found.codes[anchor.article_id].add(entity.code)
    if not mentions:  # known by rule and named nowhere: there is nothing to look at
        return
    node = Node(entity, mentions[:_KEPT])
    found.merges += [(node, merge) for merge in one.identity.merges if merge.reason.value in weak]
    if entity.kind is Kind.OFFICIAL:
        node.articles = frozenset(anchor.article_id for anchor in mentions)
        if entity.label in names:
            found.officials[entity.label].append(node)
        if entity.id in found.linked:
            found.linked[entity.id] = node
    elif entity.kind is Kind.INSTITUTION and entity.provisional:
        found.provisional.append(node)
    elif entity.kind is Kind.INSTITUTION and entity.code and entity.organ and entity.organ in organs:
        found.bodies[entity.organ].append(node)
    elif entity.kind in _FORMS:
        found.forms[entity.kind].append(node)


def _posts(found: Survey, path: Path) -> None:
    """Give the namesakes their posts and passages."""
    people = {node.entity.id: node for group in found.officials.values() for node in group}
    people |= {identifier: node for identifier, node in found.linked.items() if node}
    for claim in _claims(path, people):
        said = claim.claim
        node = people[claim.subject.id]
        if said.property in _POSTS and claim.object.kind is Kind.INSTITUTION:
            tenure = node.tenures.setdefault(claim.object.id, Tenure(claim.object))
            tenure.passages += 1
            tenure.leads |= said.property is Property.LEADS
            if said.role:
                tenure.roles[said.role] += 1
            if said.modality not in _NOT_HELD:
                days = [day for day in (said.since, said.until, said.observed) if day]
                tenure.days = sorted({*tenure.days, *days})
                tenure.days[1:-1] = []
        if said.subject.traits:
            node.traits |= dict(said.subject.traits)
            node.marks = together(node.marks, marks_of(said.subject))
        if len(node.appearances) < _KEPT:
            anchor = Anchor(Kind.OFFICIAL, claim.article_id, said.subject.start, said.subject.end, said.subject.name)
            node.appearances.append(Appearance(anchor, said.start, said.end, said.observed or ""))


def _claims(path: Path, people: dict[str, Node]) -> Iterator[ResolvedClaim]:
    if people:
        for claim in records.iter_records(path, records.claim_of):
            if claim.subject.kind is Kind.OFFICIAL and claim.subject.id in people:
                yield claim
