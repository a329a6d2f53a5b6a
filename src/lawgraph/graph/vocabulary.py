"""The ontology's terms as rdflib objects: a misspelt one raises AttributeError.

Importing this module imports rdflib; :mod:`lawgraph.graph.names` has the plain strings.
"""

# ruff: noqa: N815 - properties of an ontology are in mixed case

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from lawgraph.graph.names import (
    BASE,
    KIND_LABELS,
    NAMESPACES,
    ONTOLOGY,
    ORGAN_CLASSES,
    PREFIXES,
    PROPERTY_LABELS,
    claim_class,
    iri,
    name,
    namespace,
    organ_class,
)

__all__ = [
    "BASE",
    "KIND_LABELS",
    "LG",
    "NAMESPACES",
    "ONTOLOGY",
    "ORGAN_CLASSES",
    "PREFIXES",
    "PROPERTY_LABELS",
    "claim_class",
    "iri",
    "name",
    "namespace",
    "organ_class",
]


class LG(DefinedNamespace):
    """The terms of ``ontology/lawgraph.ttl``; a test compares the two."""

    _NS = Namespace(ONTOLOGY)
    _fail = True

    # Classes of nodes, and those above them
    Entity: URIRef
    Measure: URIRef
    Recipient: URIRef
    Institution: URIRef
    Official: URIRef
    Program: URIRef
    Honour: URIRef
    Document: URIRef
    Event: URIRef
    Place: URIRef

    # Kinds of institution
    ArbitrationCommission: URIRef
    Association: URIRef
    Company: URIRef
    Court: URIRef
    DisciplineOrgan: URIRef
    DrugRehabilitationCentre: URIRef
    ForensicInstitute: URIRef
    Government: URIRef
    JudicialOffice: URIRef
    JusticeBureau: URIRef
    LawFirm: URIRef
    LawyersAssociation: URIRef
    LegalAidCentre: URIRef
    MediaOutlet: URIRef
    MediationOrganisation: URIRef
    NotaryOffice: URIRef
    OtherInstitution: URIRef
    PartyOrgan: URIRef
    PeoplesCongress: URIRef
    Prison: URIRef
    Procuratorate: URIRef
    PublicSecurityOrgan: URIRef
    University: URIRef

    # Where it is said
    Article: URIRef
    Evidence: URIRef
    Statement: URIRef
    Claim: URIRef
    AttendedClaim: URIRef
    AwardedClaim: URIRef
    CooperatesWithClaim: URIRef
    HeldClaim: URIRef
    HoldsPostClaim: URIRef
    ImplementsClaim: URIRef
    IssuedClaim: URIRef
    LaunchedClaim: URIRef
    LeadsClaim: URIRef
    PartOfClaim: URIRef

    # What follows from several claims
    Tenure: URIRef
    conflictsWith: URIRef
    endedBy: URIRef
    firstSeen: URIRef
    knownFrom: URIRef
    knownUntil: URIRef
    lastSeen: URIRef
    sources: URIRef
    statedEnd: URIRef
    statedStart: URIRef

    # What follows by rule
    Inference: URIRef
    Succession: URIRef
    basis: URIRef
    notAfter: URIRef
    notBefore: URIRef
    succeededBy: URIRef
    succeeds: URIRef
    tie: URIRef

    # What a model finds probable
    Likeness: URIRef
    probablySame: URIRef
    score: URIRef

    # Edges and their inverses
    attended: URIRef
    attendedBy: URIRef
    awarded: URIRef
    awardedTo: URIRef
    cooperatesWith: URIRef
    hasPart: URIRef
    held: URIRef
    heldBy: URIRef
    holdsPost: URIRef
    implementedBy: URIRef
    implements: URIRef
    issued: URIRef
    issuedBy: URIRef
    launched: URIRef
    launchedBy: URIRef
    leads: URIRef
    ledBy: URIRef
    partOf: URIRef
    postHeldBy: URIRef

    # Where a body belongs, and the kinds of nodes
    codeEdition: URIRef
    contains: URIRef
    division: URIRef
    divisionOf: URIRef
    eventKind: URIRef
    institutionKind: URIRef
    level: URIRef
    patternOf: URIRef
    programKind: URIRef
    within: URIRef

    # Articles that are one text
    earliestKnown: URIRef
    excerptOf: URIRef
    hasExcerpt: URIRef
    knownCopy: URIRef

    # What a claim, a node or an article carries
    batch: URIRef
    conferredBy: URIRef
    confidence: URIRef
    ethnicity: URIRef
    inferred: URIRef
    modality: URIRef
    observedOn: URIRef
    provisional: URIRef
    role: URIRef
    rule: URIRef
    sha256: URIRef
    since: URIRef
    statedBirth: URIRef
    statedEthnicity: URIRef
    statedGender: URIRef
    until: URIRef
    year: URIRef

    # ``LG.count`` would be the method of ``str``: the base class makes an exception for names given here.
    _extras = ["count", "title"]  # noqa: RUF012 - the form that DefinedNamespace reads
