"""What a page tells of one IRI: its properties, what points to it, and the sentences behind both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lawgraph.graph.names import ONTOLOGY, PREFIXES, PROPERTY_LABELS

#: Rows shown of each list; the rest is a query away.
SHOWN: Final = 200

_LABEL: Final = PREFIXES["rdfs"] + "label"
_OUT: Final = """SELECT ?p ?o ?label {{ <{iri}> ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }} LIMIT {limit}"""
_IN: Final = """SELECT ?p ?o ?label {{ ?o ?p <{iri}> FILTER(?p != rdf:subject && ?p != rdf:object)
  OPTIONAL {{ ?o rdfs:label ?label }} }} LIMIT {limit}"""
_SAID: Final = """SELECT ?claim ?from ?fromLabel ?p ?to ?toLabel ?role ?date ?quote ?source ?title ?rule ?confidence {{
  {{ ?claim rdf:subject <{iri}> }} UNION {{ ?claim rdf:object <{iri}> }} UNION {{ BIND(<{iri}> AS ?claim) }}
  ?claim rdf:subject ?from ; rdf:predicate ?p ; rdf:object ?to ; lg:rule ?rule ; lg:confidence ?confidence ;
    prov:wasDerivedFrom ?passage .
  ?passage oa:exact ?quote ; oa:hasSource ?source .
  OPTIONAL {{ ?from rdfs:label ?fromLabel }} OPTIONAL {{ ?to rdfs:label ?toLabel }}
  OPTIONAL {{ ?source rdfs:label ?title }} OPTIONAL {{ ?claim lg:role ?role }}
  OPTIONAL {{ ?claim lg:observedOn ?date }} }} ORDER BY DESC(?date) ?claim LIMIT {limit}"""


def describing(iri: str) -> tuple[str, str, str]:
    """Return the three queries whose JSON answers a :class:`Description` is made of: out, in, claims."""
    return (_OUT.format(iri=iri, limit=SHOWN + 1), _IN.format(iri=iri, limit=SHOWN + 1), _SAID.format(iri=iri, limit=SHOWN + 1))


class Term(NamedTuple):
    """A value to show: an IRI with its label, or a literal (``iri`` is then empty) with its language."""

    text: str
    iri: str = ""
    language: str = ""


class Property(NamedTuple):
    """A property with its values."""

    term: Term
    values: list[Term]


class Said(NamedTuple):
    """A claim: who, what, to whom, in which words of which article."""

    claim: str
    subject: Term
    relation: Term
    object: Term
    role: str
    date: str
    quote: str
    article: Term
    rule: str
    confidence: str


@dataclass(frozen=True)
class Description:
    """What is known of an IRI, from the JSON answers to the queries of :func:`describing`."""

    iri: str
    outgoing: bytes
    incoming: bytes
    said: bytes

    @property
    def known(self) -> bool:
        """Whether the graph has anything on this IRI."""
        return bool(self.properties or self.pointing)

    @property
    def label(self) -> str:
        """Its first label, or the end of its IRI."""
        labels = [value.text for one in self.properties if one.term.iri == _LABEL for value in one.values]
        return labels[0] if labels else _short(self.iri)

    @property
    def properties(self) -> list[Property]:
        """What it has."""
        return _grouped(_rows(self.outgoing)[:SHOWN])

    @property
    def pointing(self) -> list[Property]:
        """What points to it, claims left out."""
        return _grouped(_rows(self.incoming)[:SHOWN])

    @property
    def claims(self) -> list[Said]:
        """The claims that it takes part in, the latest first."""
        return [_said(row) for row in _rows(self.said)[:SHOWN]]

    @property
    def cut(self) -> bool:
        """Whether a list holds more than is shown."""
        return any(len(_rows(part)) > SHOWN for part in (self.outgoing, self.incoming, self.said))


def _said(row: dict[str, Any]) -> Said:
    return Said(
        claim=row["claim"]["value"],
        subject=_term(row["from"], row.get("fromLabel")),
        relation=Term(_relation(row["p"]["value"]), row["p"]["value"]),
        object=_term(row["to"], row.get("toLabel")),
        role=row.get("role", {}).get("value", ""),
        date=row.get("date", {}).get("value", ""),
        quote=row["quote"]["value"],
        article=_term(row["source"], row.get("title")),
        rule=row["rule"]["value"],
        confidence=row["confidence"]["value"],
    )


def _relation(iri: str) -> str:
    labels = {prop.value: label for prop, label in PROPERTY_LABELS.items()}.get(iri.removeprefix(ONTOLOGY))
    return " ".join(labels) if labels else _short(iri)


def _rows(answer: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(answer)["results"]["bindings"]
    return rows


def _grouped(rows: list[dict[str, Any]]) -> list[Property]:
    """Group rows by property, in order; a value with labels in two languages is shown once."""
    groups: dict[str, dict[str, Term]] = {}
    for row in sorted(rows, key=lambda row: (row["p"]["value"], row["o"]["value"], row.get("label", {}).get("xml:lang", "") != "zh")):
        value = row["o"]
        key = f"{value['value']}@{value.get('xml:lang', '')}"
        groups.setdefault(row["p"]["value"], {}).setdefault(key, _term(value, row.get("label")))
    return [Property(Term(_short(iri), iri), list(values.values())) for iri, values in groups.items()]


def _term(value: dict[str, Any], label: dict[str, Any] | None) -> Term:
    if value["type"] != "uri":
        return Term(value["value"], language=value.get("xml:lang", ""))
    return Term(label["value"] if label else _short(value["value"]), value["value"])


def _short(iri: str) -> str:
    """Return ``lg:leads`` for an IRI of a known vocabulary, else its end."""
    if iri.startswith(ONTOLOGY):
        return "lg:" + iri[len(ONTOLOGY) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace):]}"
    return iri.rstrip("/#").rpartition("/")[2] or iri
