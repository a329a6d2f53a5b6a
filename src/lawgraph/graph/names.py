"""The names that the graph is written in: prefixes, IRIs, local names and the classes of organs.

Nothing heavy is imported here, so that writing Turtle costs no start-up time. The same terms as
rdflib objects, where a misspelt one raises, are in :mod:`lawgraph.graph.vocabulary`.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from lawgraph.errors import OutputError
from lawgraph.model import Kind, Property

ONTOLOGY: Final = "https://w3id.org/lawgraph/ontology#"
CODES: Final = "https://w3id.org/lawgraph/codes#"
BASE: Final = "https://w3id.org/lawgraph/id/"

NAMESPACES: Final = (*(kind.value.lower() for kind in Kind), "article", "claim", "evidence", "tenure", "inference", "pattern", "likeness")
"""One namespace a kind of thing, below the base IRI; the names serve as prefixes too."""

PREFIXES: Final = {
    "lg": ONTOLOGY,
    "lgc": CODES,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies that the graph and the shipped queries use (those of the data depend on the base)."""

PROPERTY_LABELS: Final = {
    Property.LEADS: ("领导", "leads"),
    Property.HOLDS_POST: ("任职于", "holds a post at"),
    Property.LAUNCHED: ("发起", "launched"),
    Property.AWARDED: ("获得荣誉", "was awarded"),
    Property.ISSUED: ("印发", "issued"),
    Property.IMPLEMENTS: ("贯彻落实", "implements"),
    Property.HELD: ("举办", "held"),
    Property.ATTENDED: ("出席", "attended"),
    Property.PART_OF: ("隶属于", "is part of"),
    Property.COOPERATES_WITH: ("合作", "cooperates with"),
}
"""Chinese and English label of each property, as in ``ontology/lawgraph.ttl`` (a test compares them)."""

KIND_LABELS: Final = {
    Kind.INSTITUTION: ("机构", "institution"),
    Kind.OFFICIAL: ("人员", "official"),
    Kind.PROGRAM: ("项目", "program"),
    Kind.HONOUR: ("荣誉", "honour"),
    Kind.DOCUMENT: ("文件", "document"),
    Kind.EVENT: ("活动", "event"),
    Kind.PLACE: ("地方", "place"),
}
"""Chinese and English label of each class of node, as in ``ontology/lawgraph.ttl``."""

ORGAN_CLASSES: Final = frozenset(
    {
        "ArbitrationCommission",
        "Association",
        "Company",
        "Court",
        "DisciplineOrgan",
        "DrugRehabilitationCentre",
        "ForensicInstitute",
        "Government",
        "JudicialOffice",
        "JusticeBureau",
        "LawFirm",
        "LawyersAssociation",
        "LegalAidCentre",
        "MediaOutlet",
        "MediationOrganisation",
        "NotaryOffice",
        "OtherInstitution",
        "PartyOrgan",
        "PeoplesCongress",
        "Prison",
        "Procuratorate",
        "PublicSecurityOrgan",
        "University",
    }
)
"""Local names of the subclasses of ``lg:Institution``."""

# Identifiers in the lexicon whose class does not follow from their spelling ("law-firm" is LawFirm).
_ORGAN_ALIASES: Final = {
    "arbitration": "ArbitrationCommission",
    "cppcc": "PeoplesCongress",
    "department": "Government",
    "disabled-federation": "Association",
    "discipline": "DisciplineOrgan",
    "discipline-committee": "DisciplineOrgan",
    "discipline-team": "DisciplineOrgan",
    "supervisory-commission": "DisciplineOrgan",
    "drug-rehabilitation": "DrugRehabilitationCentre",
    "federation": "Association",
    "government-office": "Government",
    "high-court": "Court",
    "institution": "OtherInstitution",
    "intermediate-court": "Court",
    "justice-department": "JusticeBureau",
    "law-based-governance-committee": "PartyOrgan",
    "law-based-governance-office": "PartyOrgan",
    "law-based-governance-office-county": "PartyOrgan",
    "law-based-governance-office-province": "PartyOrgan",
    "law-popularisation-office": "Government",
    "legal-service-centre": "LegalAidCentre",
    "legislative-affairs": "Government",
    "letters-and-calls": "Government",
    "literary-federation": "Association",
    "media": "MediaOutlet",
    "mediation": "MediationOrganisation",
    "party-committee": "PartyOrgan",
    "party-office": "PartyOrgan",
    "party-organization": "PartyOrgan",
    "party-political-legal": "PartyOrgan",
    "party-publicity": "PartyOrgan",
    "party-school": "PartyOrgan",
    "party-social-work": "PartyOrgan",
    "party-united-front": "PartyOrgan",
    "party-work-committee": "PartyOrgan",
    "peoples-congress-committee": "PeoplesCongress",
    "police-unit": "PublicSecurityOrgan",
    "prison-administration": "Prison",
    "public-security": "PublicSecurityOrgan",
    "public-security-department": "PublicSecurityOrgan",
    "school": "University",
    "science-association": "Association",
    "sub-district-office": "Government",
    "trade-union": "Association",
    "tribunal": "Court",
    "womens-federation": "Association",
    "youth-league": "Association",
}

# An enum's value is looked up by a slow descriptor, and names are made by the million.
_PREFIX_OF: Final[dict[Kind | str, str]] = {kind: kind.value.lower() for kind in Kind}
_SAFE_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_OF_DATA = re.compile(rf"[/#](?:{'|'.join(NAMESPACES)})/[^/\s]+$")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]*[/#]")


def organ_class(organ: str | None) -> str | None:
    """Return the local name of the class for an organ of the lexicon, None where there is none.

    Example: ``organ_class("justice-bureau") == "JusticeBureau"`` (司法局)
    """
    if not organ:
        return None
    name = _ORGAN_ALIASES.get(organ) or "".join(part.capitalize() for part in organ.split("-"))
    return name if name in ORGAN_CLASSES else None


def claim_class(prop: Property) -> str:
    """Return the local name of the subclass of ``lg:Claim`` for a property: ``LeadsClaim``."""
    return prop.value[0].upper() + prop.value[1:] + "Claim"


def namespace(kind: Kind | str, base: str = BASE) -> str:
    """Return the namespace IRI of a kind: ``…/id/institution/``."""
    name = kind.value.lower() if isinstance(kind, Kind) else kind
    if name not in NAMESPACES:
        raise OutputError(f"kind {name!r}", "has no namespace", f"Use one of {', '.join(NAMESPACES)}")
    return checked_base(base) + name + "/"


def iri(kind: Kind | str, local: str, base: str = BASE) -> str:
    """Return the full IRI of a thing.

    Example: ``iri(Kind.INSTITUTION, "150200-sifaju")`` is ``https://w3id.org/lawgraph/id/institution/150200-sifaju``
    """
    return namespace(kind, base) + encoded(local)


def name(kind: Kind | str, local: str, base: str = BASE) -> str:
    """Return the thing's name in Turtle: prefixed where that needs no escape, else the full IRI.

    Virtuoso and QLever misread escapes in prefixed names, hence the narrow test.
    """
    if _SAFE_LOCAL.fullmatch(local):
        return f"{_PREFIX_OF.get(kind, kind)}:{local}"
    return f"<{iri(kind, local, base)}>"


def encoded(local: str) -> str:
    """Percent-encode a local name; different names stay different, and safe ones are unchanged."""
    if not local:
        raise OutputError("an empty identifier", "names nothing", "Give every node and claim an id")
    return quote(local, safe="", errors="replace")


def short(term: str) -> str:
    """Return a term of N-Triples as people write it, whatever the base IRI: ``claim:c03``, ``lg:leads``, ``"局长"@zh``.

    What no prefix fits stays as it is.
    """
    if term.startswith('"'):
        text, mark, datatype = term.rpartition("^^")
        return f"{text}^^{short(datatype)}" if mark and datatype.endswith(">") else term
    iri = term.removeprefix("<").removesuffix(">")
    if found := _OF_DATA.search(iri):
        return found[0][1:].replace("/", ":", 1)
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _SAFE_LOCAL.fullmatch(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return term


def checked_base(base: str) -> str:
    """Return the base IRI if data can be named below it, else raise."""
    if base != BASE and not _BASE.fullmatch(base):
        raise OutputError(
            f"base IRI {base!r}",
            "is no absolute IRI that ends in / or #",
            "Give one such as https://example.org/id/",
        )
    return base
