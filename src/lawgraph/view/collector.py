"""Knowledge in, nodes and edges out: those that the page draws, or a pyvis Network of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from lawgraph.errors import ViewError
from lawgraph.graph.divisions import above, division
from lawgraph.graph.knowledge import entity_key
from lawgraph.graph.names import organ_class
from lawgraph.graph.passages import shown
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind
from lawgraph.view.kinds import LOOKS
from lawgraph.view.layout import Item, Map, place
from lawgraph.view.quotes import quote

if TYPE_CHECKING:
    from pyvis.network import Network

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Article, Entity, ResolvedClaim
    from lawgraph.view.layout import Pair, Spot

#: vis-network moves this many nodes at 30 frames a second (measured on two cores, no GPU); of a larger
#: graph the page draws an overview and adds the others as the reader asks for them.
DRAW_ALL = 1500
DRAW_FIRST = 300
#: Bodies of an overview, and how many nodes each brings along: with fewer, little is seen of what they do.
_HUBS, _COMPANY = 60, 5
#: Characters of a name on the map, of a body and of anything else; the panel has it whole.
_BODY_LABEL, _MAP_LABEL = 15, 12
_COMPANY_ORDER = {kind: rank for rank, kind in enumerate(LOOKS)}


@dataclass(frozen=True, slots=True)
class Collected:
    """The nodes and edges of a graph as pyvis and vis-network take them, and its map.

    ``opening`` is the map that opens. Of a graph with more than ``DRAW_ALL`` nodes that is an overview;
    ``atlas`` then is the map of all nodes with an edge, and ``spots`` their places on it.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    opening: Map
    atlas: Map | None
    spots: dict[int, Spot]


def collect(knowledge: Knowledge) -> Network:
    """Return a directed pyvis Network with integer ids, positions and, on each edge, its evidence.

    Its lists are filled directly: pyvis's ``add_edge`` would scan them for each edge and drop parallel ones.
    Raises ViewError where pyvis or IPython, which it loads, is missing.
    """
    try:
        from pyvis.network import Network  # noqa: PLC0415 - it loads IPython
    except ImportError as error:
        raise ViewError("pyvis", f"cannot be imported: {error}", "Install it with what it needs: pip install pyvis ipython") from error

    collected = collect_map(knowledge)
    network = Network(height="100%", directed=True)
    network.nodes = collected.nodes
    network.node_ids = [node["id"] for node in collected.nodes]
    network.node_map = {node["id"]: node for node in collected.nodes}
    network.edges = collected.edges
    network.toggle_physics(status=False)
    return network


def collect_map(knowledge: Knowledge) -> Collected:
    """Return the nodes and edges of a graph with its map.

    Article text stands in ``label`` and ``evidence`` alone, never in ``title``, which pyvis may show as HTML.
    """
    edges = knowledge.edges()
    numbers = {entity_key(entity): number for number, entity in enumerate(knowledge.entities)}
    pairs = [(numbers[entity_key(s)], numbers[entity_key(o)]) for (s, _, o), _ in edges]
    # What only follows by rule stays off the map, which shows what articles say, until an end of it is selected.
    stated = [pair for pair, (_, claims) in zip(pairs, edges, strict=True) if claims]
    degree = [0] * len(numbers)
    for pair in stated:
        for end in pair:
            degree[end] += 1
    nodes = [_node(number, entity, degree[number]) for number, entity in enumerate(knowledge.entities)]
    regions = [_region(entity) for entity in knowledge.entities]

    def laid_out(chosen: list[int]) -> tuple[dict[int, Spot], Map]:
        index = {number: at for at, number in enumerate(chosen)}
        items = [Item(Kind(nodes[n]["kind"]), nodes[n]["label"], nodes[n]["size"], regions[n]) for n in chosen]
        map_ = place(items, [(index[a], index[b]) for a, b in stated if a in index and b in index])
        return dict(zip(chosen, map_.spots, strict=True)), map_

    # A node without such an edge says nothing on a map; it is in the table and drawn when it is searched for.
    linked = [number for number in range(len(nodes)) if degree[number]] or list(range(len(nodes)))
    large = len(linked) > DRAW_ALL
    first, opening = laid_out(_overview(nodes, regions, stated) if large else linked)
    spots, atlas = laid_out(linked) if large else ({}, None)
    for node in nodes:
        if node["id"] in first:
            node["x"], node["y"], node["side"], node["foot"] = first[node["id"]]
        else:
            node["hidden"] = True

    drawn: list[dict[str, Any]] = []
    for number, ((_, prop, _), claims) in enumerate(edges):
        evidence = [_evidence(knowledge.article_by_id(claim.article_id), claim) for claim in claims]
        evidence.sort(key=lambda item: (item["date"] or item["reported"] or "", item["claim"]), reverse=True)
        drawn.append(
            {
                "id": number,
                "from": pairs[number][0],
                "to": pairs[number][1],
                "property": prop.value,
                "arrows": "to",
                "dashes": not claims,
                "evidence": evidence,
            }
        )
    return Collected(nodes, drawn, opening, atlas, spots)


def _node(number: int, entity: Entity, degree: int) -> dict[str, Any]:
    look = LOOKS[entity.kind]
    name = shown(entity.label)
    longest = _BODY_LABEL if entity.kind is Kind.INSTITUTION else _MAP_LABEL
    return {
        "id": number,
        "key": f"{entity.kind.value}/{entity.id}",
        "kind": entity.kind.value,
        "name": name,
        "label": name if len(name) <= longest else name[: longest - 1] + "…",
        "names": [shown(other) for other in entity.alt_labels],
        "pinyin": pinyin(name, person=entity.kind is Kind.OFFICIAL),
        "code": entity.code,
        "inferred": entity.inferred,
        "provisional": entity.provisional,
        "degree": degree,
        "size": round(min(6.5 + 2.2 * sqrt(degree), 24), 1),
        "shape": look.shape,
        "color": look.colour,
    }


def _region(entity: Entity) -> tuple[str, ...]:
    """Return the keys of the fields that an entity stands in: province and what lies directly below it.

    A body without a division stands with those of its class ("", "PartyOrgan"). Example: of a node
    with the code 150203 (昆都仑区) ("150000", "150200").
    """
    # A town may be missing from the gazetteer; its county is not.
    code = next((c for c in (entity.code, (entity.code or "")[:6]) if c and division(c) is not None), None)
    chain = [code] if code else []
    while chain and (place := above(chain[-1])) is not None and place.code:
        chain.append(place.code)
    if chain:
        return (chain[-1], chain[-2] if len(chain) > 1 else chain[-1])
    return ("", organ_class(entity.organ) or "") if entity.kind is Kind.INSTITUTION else ()


def _overview(nodes: list[dict[str, Any]], regions: list[tuple[str, ...]], pairs: list[Pair]) -> list[int]:
    """Return the numbers of the nodes that a large graph opens with.

    The best connected institutions, the best of each province among them, and the people, honours and
    works that stand nearest to each. Where there is no institution, the best connected nodes.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)

    def rank(number: int) -> tuple[int, str]:
        return (-nodes[number]["degree"], nodes[number]["key"])

    by_degree = sorted(near, key=rank)
    bodies = [number for number in by_degree if nodes[number]["kind"] == Kind.INSTITUTION.value]
    if not bodies:
        return sorted(by_degree[:DRAW_FIRST])
    first: dict[str, int] = {}
    for number in bodies:
        first.setdefault(regions[number][0], number)
    hubs = list(dict.fromkeys([*first.values(), *bodies]))[: max(_HUBS, len(first))]
    chosen = dict.fromkeys(hubs)
    for hub in hubs:
        company = sorted((other for other in near[hub] if nodes[other]["kind"] != Kind.INSTITUTION.value), key=rank)
        # The best of each kind in turn: who leads it, what it did, what it won.
        turns: dict[str, int] = defaultdict(int)
        order: dict[int, tuple[int, int]] = {}
        for other in company:
            kind = nodes[other]["kind"]
            order[other] = (turns[kind], _COMPANY_ORDER[Kind(kind)])
            turns[kind] += 1
        chosen.update(dict.fromkeys(sorted(company, key=order.__getitem__)[:_COMPANY]))
    return sorted(list(chosen)[:DRAW_FIRST])


def _evidence(article: Article, resolved: ResolvedClaim) -> dict[str, Any]:
    claim = resolved.claim
    cut = quote(
        article.text,
        (claim.start, claim.end),
        (claim.subject.start, claim.subject.end),
        (claim.object.start, claim.object.end),
    )
    return {
        "claim": resolved.id,
        "article": article.id,
        "title": shown(article.title),
        "publisher": shown(article.publisher or "") or None,
        "reported": article.date,
        "url": link(article.url),
        "sentence": cut.text,
        "quote": cut.evidence,
        "subject": cut.subject,
        "object": cut.object,
        "role": shown(claim.role or "") or None,
        "date": claim.observed,
        "since": claim.since,
        "until": claim.until,
        "count": claim.count,
        "conferred_by": shown(claim.conferred_by or "") or None,
        "modality": claim.modality,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def link(url: str | None) -> str | None:
    """Return an address that is safe to follow, or None: a page may only lead to http and https.

    Example: ``link("javascript:alert(1)") is None``
    """
    if url is None:
        return None
    url = shown(url).strip()
    return url if url.lower().startswith(("http://", "https://")) else None
