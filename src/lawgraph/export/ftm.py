"""FollowTheMoney entities, made and cleaned by its own library (extra ``ftm``): one JSON object a line.

https://followthemoney.tech/. The model has no honours: they are notes, as what an institution or a person
is linked to. Every claim is a link with its article as proof and its sentence as description; the property
is in ``role`` where the model has no schema for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from lawgraph.graph.files import atomic
from lawgraph.graph.names import PROPERTY_LABELS
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgraph.export.built import ArticleRow, Built, ClaimRow, NodeRow
    from lawgraph.export.registry import Options

_SCHEMATA: Final = {
    "Institution": "Organization",
    "Official": "Person",
    "Program": "Project",
    "Honour": "Note",
    "Document": "Document",
    "Event": "Event",
    "Place": "Territory",
}
#: Subclasses of institutions that are organs of the state or the Party; a company has a schema of its own.
_PUBLIC: Final = frozenset(
    {
        "Court", "DisciplineOrgan", "DrugRehabilitationCentre", "Government", "JudicialOffice", "JusticeBureau",
        "PartyOrgan", "PeoplesCongress", "Prison", "Procuratorate", "PublicSecurityOrgan",
    }
)  # fmt: skip
#: The schema of a link and its ends; their ``role`` is free for the title as printed.
_LINKS: Final = {
    Property.LEADS: ("Directorship", "director", "organization"),
    Property.HOLDS_POST: ("Employment", "employee", "employer"),
    Property.LAUNCHED: ("ProjectParticipant", "participant", "project"),
}
_OTHER: Final = ("UnknownLink", "subject", "object")
_COUNTRY: Final = "cn"


def entities(built: Built, path: Path, options: Options) -> list[Path]:
    """Write nodes, articles, claims and inferred edges."""
    del options
    with atomic(path) as stream:
        for proxy in _proxies(built):
            record = proxy.to_dict()
            # Values are a set: sorted, the same graph gives the same bytes.
            record["properties"] = {name: sorted(values) for name, values in sorted(record["properties"].items())}
            stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")
    return [path]


def _proxies(built: Built) -> Iterator[Any]:
    for node in built.nodes():
        yield _node(node)
    for article in built.articles():
        yield _article(article)
    for claim in built.claims():
        yield _claim(claim)
    for edge in built.edges():
        if edge.inferred:
            yield _link(f"inferred-{_id(edge.subject)}-{edge.property}-{_id(edge.object)}", Property(edge.property), edge.subject, edge.object)


def _make(schema: str, identifier: str, **properties: Any) -> Any:
    from followthemoney import model  # noqa: PLC0415 - of an extra

    proxy = model.make_entity(schema)
    proxy.id = identifier
    for name, value in properties.items():
        proxy.add(name, value)
    return proxy


def _id(name: str) -> str:
    """Return a node's id as FollowTheMoney likes them: ``institution-150200-sifaju``."""
    return name.replace(":", "-", 1)


def _node(node: NodeRow) -> Any:
    schema = _SCHEMATA[node.kind]
    if node.subclass in _PUBLIC:
        schema = "PublicBody"
    elif node.subclass == "Company":
        schema = "Company"
    proxy = _make(schema, _id(node.id), name=node.label, alias=node.alt_labels, weakAlias=node.pinyin, country=_COUNTRY)
    if "classification" in proxy.schema.properties:
        proxy.add("classification", node.category)
    if node.division:
        proxy.add("keywords", node.division)
    if node.inferred:
        proxy.add("notes", "inferred: named in no article")
    return proxy


def _article(article: ArticleRow) -> Any:
    return _make(
        "Article",
        f"article-{article.id}",
        title=article.title,
        publishedAt=article.date,
        publisher=article.publisher,
        author=article.creators,
        sourceUrl=article.url,
        language="zho",
    )


def _claim(claim: ClaimRow) -> Any:
    proxy = _link(f"claim-{claim.id}", Property(claim.property), claim.subject, claim.object)
    proxy.add("role", claim.role)
    proxy.add("status", claim.modality)
    proxy.add("date", claim.observed)
    proxy.add("startDate", claim.since)
    proxy.add("endDate", claim.until)
    proxy.add("description", claim.quote)
    proxy.add("proof", f"article-{claim.article}")
    proxy.add("recordId", claim.id)
    proxy.add("publisher", claim.publisher)
    proxy.add("sourceUrl", claim.url)
    return proxy


def _link(identifier: str, prop: Property, subject: str, obj: str) -> Any:
    schema, source, target = _LINKS.get(prop, _OTHER)
    proxy = _make(schema, identifier, **{source: _id(subject), target: _id(obj)})
    if prop not in _LINKS:
        proxy.add("role", " / ".join(PROPERTY_LABELS[prop]))
    return proxy
