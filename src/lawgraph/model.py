"""The nouns of lawgraph: what each stage hands to the next.

Article ──extract──▶ Mention, Claim, Abstention (together an Extraction) ──resolve──▶ Entity, ResolvedClaim.

All records are frozen: a stage makes new records and never edits those of another. Offsets are
Unicode code points (Python ``str`` indices) into ``Article.text``, half open: [start, end).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The seven classes of node. The value is the local name of the ontology class."""

    INSTITUTION = "Institution"
    OFFICIAL = "Official"
    PROGRAM = "Program"
    HONOUR = "Honour"
    DOCUMENT = "Document"
    EVENT = "Event"
    PLACE = "Place"


class Property(StrEnum):
    """The ten kinds of edge. The value is the local name of the ontology property."""

    LEADS = "leads"
    HOLDS_POST = "holdsPost"
    LAUNCHED = "launched"
    AWARDED = "awarded"
    ISSUED = "issued"
    IMPLEMENTS = "implements"
    HELD = "held"
    ATTENDED = "attended"
    PART_OF = "partOf"
    COOPERATES_WITH = "cooperatesWith"


class Modality(StrEnum):
    """How a passage qualifies a post, the strongest first; None where the post is plainly held.

    Closed: the shapes and the code list allow these values and no others. Where a passage says two
    of them (任命张三为代理局长), the claim carries the one that stands first here.
    """

    PROPOSED = "proposed"  # 拟任: nobody holds it yet
    DISMISSED = "dismissed"  # 免去
    RESIGNED = "resigned"  # 辞去
    FORMER = "former"  # 原任, 曾任
    ACTING = "acting"  # 代理
    HONORARY = "honorary"  # 名誉
    SECONDED = "seconded"  # 挂职
    APPOINTED = "appointed"  # 任命, 当选, 聘任
    CONCURRENT = "concurrent"  # 兼任
    DEPUTY = "deputy"  # 副


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its source.

    ``date`` is ISO 8601 and may be partial ("2021-04-07", "2021-04", "2021"); None where the page
    has none. ``source`` says which input it came from (a path as given, with ``#n`` for line n
    of a .jsonl file). ``text`` is the body alone: page furniture is gone and broken lines are
    joined before the article is made, and nothing changes it afterwards. ``copies`` are the other
    publications of the same text to the letter, in order of date; they have no copies of their own.

    Example: ``Article(text="包头市司法局召开部署会。", title="部署会召开", date="2021-03-09")``
    """

    text: str
    title: str = ""
    publisher: str | None = None
    date: str | None = None
    creators: tuple[str, ...] = ()
    url: str | None = None
    source: str = ""
    copies: tuple[Article, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def id(self) -> str:
        """The identifier: "a" and the first 16 digits of the SHA-256 (64 bits: no collision expected below 10^8)."""
        return "a" + self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span [start, end) of one article that names a thing.

    ``name`` is the full name that the article's own context gives ("市司法局" in an article about
    Zhongshan has the name "中山市司法局"); ``aliases`` are further full forms of the same name
    ("中共包头市委" of "中国共产党包头市委员会"). ``code`` is the GB/T 2260 code of the division
    that the name stands in, where the article settles it. ``organ`` is the identifier of the
    kind of organ in the lexicon ("justice-bureau"). An ``anaphoric`` mention (该局, 我局, a dropped
    subject with start == end) refers to something that is named elsewhere in the article.
    ``traits`` are what the words behind an official's name state of the person, as sorted pairs:
    ``born`` (ISO 8601, a month or a year), ``ethnicity`` ("彝族") and ``gender`` ("female", "male").
    """

    start: int
    end: int
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    organ: str | None = None
    anaphoric: bool = False
    traits: tuple[tuple[str, str], ...] = ()

    def anaphor(self, start: int, end: int) -> Mention:
        """Return a mention of the same thing at [start, end), where it is not named: 该局, or a dropped subject."""
        return Mention(start, end, self.kind, self.name, self.aliases, self.code, self.organ, anaphoric=True, traits=self.traits)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says: subject, property, object, and the words that it stands on.

    ``start`` and ``end`` bound the evidence (a sentence or clause). ``rule`` is the rule's id and
    version ("leads.title-before-name/1"). ``confidence`` is the rule's measured precision.
    ``observed``, ``since`` and ``until`` are ISO 8601 dates, maybe partial.
    """

    subject: Mention
    property: Property
    object: Mention
    start: int
    end: int
    rule: str
    confidence: float
    observed: str | None = None
    role: str | None = None
    count: int | None = None
    conferred_by: str | None = None
    modality: Modality | None = None
    since: str | None = None
    until: str | None = None

    def ruled(self, subject: Mention, obj: Mention, *, rule: str, confidence: float, observed: str | None) -> Claim:
        """Return the claim with what a rule leaves open: its ends in full, who says it, how surely, and when it was seen."""
        return Claim(
            subject, self.property, obj, self.start, self.end, rule, confidence, observed,
            self.role, self.count, self.conferred_by, self.modality, self.since, self.until,
        )  # fmt: skip


class Reason(StrEnum):
    """Why a word that calls for a claim got none. What is said of a deed comes first, then what the sentence lacks."""

    NEGATED = "negated"
    PLANNED = "planned, not done"
    ASKED = "asked for, not done"
    CONDITIONAL = "conditional"
    NOMINATED = "nominated, not awarded"
    REPEATED = "done again and again, no one event"
    SAID = "said by somebody, not told as done"
    REPORTED = "looked into or spoken of, not done"
    QUOTED = "in quoted speech"
    PRIVATE = "private person"
    NO_NAME = "no name beside the post"
    NO_BODY = "no body for the post"
    NO_HONOUR = "no honour named"
    NO_RECIPIENT = "no recipient"
    SLOGAN = "a slogan or figure of speech"
    NO_PROGRAM = "unnamed activity"
    BODY = "a body is set up, and no program"
    NO_DOCUMENT = "no document named"
    NO_EVENT = "unnamed event"
    NO_OFFICIAL = "no official in the sentence"
    NO_PARTNER = "no second body"
    NO_SUBJECT = "no known body as its subject"
    NO_RULE = "no rule reads it"


@dataclass(frozen=True, slots=True)
class Abstention:
    """A word at [start, end) that calls for a claim of ``property``, in a sentence that gives none of that kind, and why."""

    property: Property
    reason: Reason
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article: a pure function of the article and the lexicon."""

    article_id: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    withheld: int = 0  # private persons that were seen and left out
    abstentions: tuple[Abstention, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing across articles.

    ``id`` is the local name of its IRI within its kind's namespace, ASCII letters, digits, "_"
    and "-" only ("150200-sifaju"). ``key`` is what made its mentions one ("150200|justice-bureau").
    ``alt_labels`` holds every other form seen, sorted. ``organ`` names the subclass
    ("justice-bureau"). An ``inferred`` entity is known by rule and named in no article.
    ``provisional`` marks an entity whose division no article settles: it is scoped to its article.
    """

    id: str
    kind: Kind
    label: str
    key: str
    alt_labels: tuple[str, ...] = ()
    code: str | None = None
    organ: str | None = None
    inferred: bool = False
    provisional: bool = False
    mentions: tuple[tuple[str, int, int], ...] = field(default=(), repr=False)  # article id, start, end


@dataclass(frozen=True, slots=True)
class Anchor:
    """One mention as it is found again in another build: [start, end) of an article, its kind and its name.

    Example: ``Anchor(Kind.INSTITUTION, "a0123456789abcdef", 0, 6, "包头市司法局")``
    """

    kind: Kind
    article_id: str
    start: int
    end: int
    name: str


class MergeReason(StrEnum):
    """Why two mentions are one thing, the surest first. The value is the reason in words."""

    DECISION = "somebody decided so"
    SAME_NAME = "same name in one article"
    REFERENCE = "refers to it within the article"
    FULL_NAME = "short for it within the article"
    SHARED_FORM = "same form in one article"
    SAME_KEY = "same key"
    FORM_IN_SCOPE = "same form in one scope"
    SAME_BODY = "same name at one body"
    ADJACENT_BODY = "same name at a superior or subordinate body"
    FORMER_POST = "same name, and a former or later post that the other text names"
    NEAR_BODY = "same name, too rare for two of its bearers to meet at bodies so near"
    SAME_COMPANY = "the one bearer of the name among those whom the article can mean"
    SAME_SOUND = "a name that sounds alike in the same post of the same body at the same time"
    SAME_STAFF = "a body of that kind with the same people at that time"
    FAMILIAR_NAME = "a name without a post, met far more often than chance explains"


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two mentions are one thing; ``detail`` is what they share: the key, the form, the body, the decision."""

    left: Anchor
    right: Anchor
    reason: MergeReason
    detail: str = ""


class Effect(StrEnum):
    """What came of a person's decision in a build."""

    APPLIED = "applied"
    UNMATCHED = "matches nothing"  # no such mention, claim or decision any more
    CONTRADICTED = "contradicted"  # another decision, or a rule that never yields, says otherwise
    OVERRULED = "overruled"  # by a later decision on the same mentions or claim
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an entity one thing: its mentions in order, why they are one, the ids of decisions that speak of it.

    The ``merges`` of n mentions are n - 1, in the order in which they were made: a chain from each to each.
    """

    mentions: tuple[Anchor, ...] = ()
    merges: tuple[Merge, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person's decision did to a build: ``decision`` is its id, ``detail`` what it matched or why nothing."""

    decision: str
    effect: Effect
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim whose ends are entities. ``id`` is the local name of the claim's IRI."""

    id: str
    article_id: str
    subject: Entity
    object: Entity
    claim: Claim
