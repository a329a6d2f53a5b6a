"""Knowledge in, a pyvis Network out: the nodes and edges that the page draws."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from lawgraph.graph.knowledge import entity_key
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind
from lawgraph.view.kinds import LOOKS
from lawgraph.view.layout import Item, place
from lawgraph.view.quotes import quote, shown

if TYPE_CHECKING:
    from pyvis.network import Network

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Article, Entity, ResolvedClaim

#: vis-network moves this many nodes at 30 frames a second (measured on two cores, no GPU); of a larger
#: graph the page draws the best connected and adds the others as the reader asks for them.
DRAW_ALL = 1500
DRAW_FIRST = 300
_MAP_LABEL = 15  # characters of a name on the map; the panel has it whole


def collect(knowledge: Knowledge) -> Network:
    """Return a directed pyvis Network with integer ids, positions and, on each edge, its evidence.

    The lists are filled directly: pyvis's ``add_edge`` would scan them for each edge and drop parallel ones.
    Article text stands in ``label`` and ``evidence`` alone, never in ``title``, which pyvis may show as HTML.
    """
    from pyvis.network import Network  # noqa: PLC0415 - it loads IPython

    edges = knowledge.edges()
    numbers = {entity_key(entity): number for number, entity in enumerate(knowledge.entities)}
    pairs = [(numbers[entity_key(s)], numbers[entity_key(o)]) for (s, _, o), _ in edges]
    degree = [0] * len(numbers)
    for pair in pairs:
        for end in pair:
            degree[end] += 1
    nodes = [_node(number, entity, degree[number]) for number, entity in enumerate(knowledge.entities)]
    drawn = _drawn(nodes, degree)
    _position(nodes, pairs, drawn)

    network = Network(height="100%", directed=True)
    network.nodes = nodes
    network.node_ids = [node["id"] for node in nodes]
    network.node_map = {node["id"]: node for node in nodes}
    for number, ((_, prop, _), claims) in enumerate(edges):
        evidence = [_evidence(knowledge.article_by_id(claim.article_id), claim) for claim in claims]
        evidence.sort(key=lambda item: (item["date"] or item["reported"] or "", item["claim"]), reverse=True)
        network.edges.append(
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
    network.toggle_physics(status=False)
    return network


def _node(number: int, entity: Entity, degree: int) -> dict[str, Any]:
    look = LOOKS[entity.kind]
    name = shown(entity.label)
    return {
        "id": number,
        "key": f"{entity.kind.value}/{entity.id}",
        "kind": entity.kind.value,
        "name": name,
        "label": name if len(name) <= _MAP_LABEL else name[: _MAP_LABEL - 1] + "…",
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


def _drawn(nodes: list[dict[str, Any]], degree: list[int]) -> list[int]:
    """Return the numbers of the nodes to draw at first: all that have an edge, or the best connected.

    A node without an edge says nothing on a map; it is in the table and drawn when it is searched for.
    """
    linked = [number for number in range(len(nodes)) if degree[number]] or list(range(len(nodes)))
    if len(linked) <= DRAW_ALL:
        return linked
    best = sorted(linked, key=lambda number: (-degree[number], nodes[number]["key"]))
    return sorted(best[:DRAW_FIRST])


def _position(nodes: list[dict[str, Any]], pairs: list[tuple[int, int]], drawn: list[int]) -> None:
    """Give the nodes to draw their places; hide the others."""
    index = {number: at for at, number in enumerate(drawn)}
    items = [Item(Kind(nodes[n]["kind"]), nodes[n]["label"], nodes[n]["size"]) for n in drawn]
    spots = place(items, [(index[a], index[b]) for a, b in pairs if a in index and b in index])
    for node in nodes:
        if (at := index.get(node["id"])) is None:
            node["hidden"] = True
        else:
            node["x"], node["y"], node["side"], node["foot"] = spots[at]


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
