"""What extraction leaves unsaid: words that call for a claim where no rule makes one, and why.

The words are those that the recognisers themselves look for, found in the one pass over the text,
and a reason is what the sentence says or lacks: 拟授予 is planned, 荣获表彰 names no honour. The list
is for people who work on recall; nothing in a graph rests on it.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.nodes.honour_words import is_marked
from lawgraph.extract.nodes.name_words import is_private
from lawgraph.extract.nodes.official_names import name_at
from lawgraph.extract.nodes.program_names import in_title, is_unreal, words
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Abstention, Modality, Property, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span
    from lawgraph.model import Claim, Mention

#: Letters before a verb in which a word of doubt is about that verb: the reach of the rules for awards.
_REACH = 22
#: A quotation longer than this is speech; a shorter one is a name or a slogan, and its words call for nothing.
_SPEECH = 40
#: A negation stands right before its verb: 未|能|开展. 不断 and 不仅 deny nothing.
_NOT = re.compile(r"(?:未(?!成年|来|央|检|必)|没有|从未|尚未|不得|不再|不(?![断仅但同久少忘只光单]))[^,;:“”《》]{0,2}$")


#: What a verb governs has this many letters at least.
_OBJECT = 3
#: Behind a verb that is used as a noun: 决策部署要求, 品牌打造等.
_NOUN_USE = ("等", "的", "、", "和", "与", "要求", "工作", "情况", "方面", "中", "后", "以来", "仪式")
#: Of the words of acting together, those that have a partner behind them.
_WITH = ("联合", "会同", "携手", "牵手", "联手")


class _Words(NamedTuple):
    doubt: re.Pattern[str]
    heads: frozenset[str]
    awarding: frozenset[str]
    weak: frozenset[str]
    split: frozenset[str]
    launching: frozenset[str]
    issuing: frozenset[str]
    holding: frozenset[str]
    going: frozenset[str]
    joining: frozenset[str]


@functools.cache
def _words() -> _Words:
    vocabulary = Vocabulary.load()
    honours, programs, documents, events = vocabulary.honours, vocabulary.programs, vocabulary.documents, vocabulary.events
    awarding = frozenset(word for word in (*honours["receive"], *honours["give"], *honours["split"]) if len(word) > 1)
    held = frozenset(events["held"])
    # A verb of two trades (举办, 制定) calls for an event or a document; 开展 seldom governs an event.
    launching = frozenset(programs["hard"]) - (held - {"开展", "组织开展", "开启"}) - frozenset(programs["writing"])
    return _Words(
        doubt=re.compile("|".join(f"(?P<{reason}>{'|'.join(words)})" for reason, words in vocabulary.relations["doubt"].items())),
        # 总书记 stands in doctrine (总书记关于…的论述) far more often than beside a post of the genre.
        heads=frozenset(title for title in vocabulary.posts["heads"] if len(title) > 1) - {"总书记"},
        awarding=awarding,
        weak=frozenset(honours["weak"]) & awarding,
        split=frozenset(honours["split"]),
        launching=launching,
        issuing=frozenset(word for word in documents["issued"] if len(word) > 1) - frozenset(programs["hard"]) - frozenset(programs["soft"]) - {"承担", "修改完善", "签订", "颁发"},
        holding=held - launching - frozenset(programs["soft"]),
        going=frozenset(events["going"]),
        joining=frozenset(vocabulary.relations["together"]),
    )


class _Call(NamedTuple):
    """A word that calls for a claim of one property."""

    start: int
    end: int
    property: Property


def find_abstentions(scene: Scene, claims: Iterable[Claim]) -> tuple[Abstention, ...]:
    """Return the words that call for a claim in sentences that have none of that kind, at most one a clause and kind.

    Example: of "市司法局拟授予张某某称号。" the word 授予, planned; of "该局开展普法宣传。" nothing, since
    the activity has no name and 普法宣传 asks for none.
    """
    return tuple(_Reader(scene, claims).abstentions())


class _Reader:
    """One article's findings by sentence, so that each word is judged by its own sentence alone."""

    def __init__(self, scene: Scene, claims: Iterable[Claim]) -> None:
        self.scene = scene
        at = scene.text.sentence_index
        # Any post answers a title.
        self._told = {(Property.LEADS if claim.property is Property.HOLDS_POST else claim.property, at(claim.start)) for claim in claims}
        self._spans: list[tuple[int, int]] = []
        self._somebody: dict[int, bool] = {}

    def abstentions(self) -> Iterator[Abstention]:
        """Judge each word, in the order of the text."""
        scene = self.scene
        calls = sorted(set(self._calls()))
        if calls:
            self._survey()
        seen: set[tuple[Property, int]] = set()
        for call in calls:
            clause = scene.text.clause(call.start)
            if (call.property, clause.start) in seen or self._within_name(call):
                continue
            index = scene.text.sentence_index(call.start)
            reason = self._reason(call, index, clause)
            if reason is not None:
                seen.add((call.property, clause.start))
                yield Abstention(call.property, reason, call.start, call.end, *_stripped(scene.folded, scene.text.sentences[index]))

    def _survey(self) -> None:
        """Note what was found in which sentence, or by which verb."""
        scene, at = self.scene, self.scene.text.sentence_index
        self._spans = _merged(self._names())
        self._awards = {award.at: award for award in reversed(scene.awards)}
        self._documents = {at(citation.document.start) for citation in scene.citations}
        self._citing = {citation.verb.start for citation in scene.citations if citation.verb is not None}
        self._holdings = {at(holding.event.start): holding for holding in reversed(scene.holdings)}
        self._launching = {launch.verb.start for launch in scene.launches if launch.verb is not None}
        self._programs = {at(launch.program.start) for launch in scene.launches}
        self._officials = {at(one.start) for one in scene.officials}

    def _names(self) -> Iterator[Mention]:
        scene = self.scene
        yield from scene.institutions
        yield from (award.honour for award in scene.awards)
        yield from (launch.program for launch in scene.launches)
        yield from (citation.document for citation in scene.citations)
        yield from (holding.event for holding in scene.holdings)

    # Which words call for a claim

    def _calls(self) -> Iterator[_Call]:
        """Yield the words that call for a claim, in sentences that have none of its kind."""
        table = _words()
        yield from self._words_of(Term.TITLE, table.heads, Property.LEADS)
        yield from self._words_of(Term.AWARDING, table.awarding, Property.AWARDED)
        yield from self._words_of(Term.LAUNCHING, table.launching, Property.LAUNCHED)
        yield from self._words_of(Term.ISSUING, table.issuing, Property.ISSUED)
        yield from self._words_of(Term.HOLDING, table.holding, Property.HELD)
        yield from self._words_of(Term.HOLDING, table.going, Property.ATTENDED)
        yield from self._words_of(Term.JOINING, table.joining, Property.COOPERATES_WITH)
        for citation in self.scene.citations:
            prop = Property.ISSUED if citation.issued else Property.IMPLEMENTS
            if citation.verb is not None and (prop, self.scene.text.sentence_index(citation.verb.start)) not in self._told:
                yield _Call(citation.verb.start, citation.verb.end, prop)

    def _words_of(self, term: Term, words: frozenset[str], prop: Property) -> Iterator[_Call]:
        text, tokens, told = self.scene.text, self.scene.tokens, self._told
        for start, end, word in text.found(term):
            if word in words and (prop, text.sentence_index(start)) not in told and tokens.starts_at(end) and (prop is Property.LEADS or tokens.starts_at(start)):
                yield _Call(start, end, prop)

    def _within_name(self, call: _Call) -> bool:
        """Tell whether a word is part of a name, of a title or of a short quotation: 《关于印发…的通知》, “开展”."""
        index = bisect.bisect_right(self._spans, (call.start, len(self.scene.folded))) - 1
        if index >= 0 and call.start < self._spans[index][1]:
            return True
        quotes = self.scene.text.quotes
        at = bisect.bisect_right(quotes, (call.start, len(self.scene.folded))) - 1
        if at >= 0 and call.start < quotes[at].end <= quotes[at].start + _SPEECH:
            return True
        return in_title(self.scene, call.start)

    # Why there is none

    def _reason(self, call: _Call, index: int, clause: Span) -> Reason | None:
        """Return why the sentence gives no claim for a word; None where the word calls for none after all."""
        prop = call.property
        if self.scene.text.in_quotes(call.start):
            return Reason.QUOTED if prop is not Property.LEADS else None
        if prop is Property.LAUNCHED:
            return self._launch(call, index, clause)
        if prop is Property.LEADS:
            return self._post(call, index)
        if prop is Property.AWARDED:
            return self._award(call, clause)
        if prop is Property.HELD:
            return self._event(call, index, clause)
        if prop is Property.ATTENDED:
            return self._guest(call, index, clause)
        if prop is Property.COOPERATES_WITH:
            return self._partner(call, index, clause)
        return self._document(call, index, clause)

    def _post(self, call: _Call, index: int) -> Reason:
        scene = self.scene
        posting = next((one for one in scene.postings if one.post.start <= call.start < one.post.end), None)
        if posting is not None:
            if posting.modality is Modality.PROPOSED:
                return Reason.PLANNED
            return Reason.NO_BODY if posting.post.body is None else Reason.NO_RULE
        after = call.end + (1 if scene.folded.startswith(" ", call.end) else 0)
        if is_private(scene, after):
            return Reason.PRIVATE
        return Reason.NO_RULE if self._names_somebody(index) or name_at(scene, after) is not None else Reason.NO_NAME

    def _names_somebody(self, index: int) -> bool:
        """Tell whether the tagger reads a person's name in a sentence."""
        known = self._somebody.get(index)
        if known is None:
            tokens = self.scene.tokens.between(*self.scene.text.sentences[index])
            known = self._somebody[index] = any(token.tag.startswith("nr") and len(token.word) > 1 for token in tokens)
        return known

    def _award(self, call: _Call, clause: Span) -> Reason | None:
        scene = self.scene
        award = self._awards.get(call.start)
        if award is not None:
            return Reason.NO_RULE if award.receivers else Reason.NO_RECIPIENT
        table = _words()
        word, behind = scene.folded[call.start : call.end], scene.folded[call.end : clause.end]
        marked = is_marked(behind)
        if not marked and (word in table.weak or (word in table.split and "为" not in behind) or len(behind) < _OBJECT):
            return None  # 取得成效, 表彰决定: what these govern is seldom an honour
        doubt = self._denied(call, clause) or self._doubt(max(clause.start, call.start - _REACH), call.start)
        if doubt not in {None, Reason.REPEATED, Reason.REPORTED, Reason.SAID}:
            return doubt
        return Reason.NO_RULE if marked else Reason.NO_HONOUR

    def _launch(self, call: _Call, index: int, clause: Span) -> Reason | None:
        if call.start in self._launching:
            return self._unreal(call, clause) or Reason.NO_SUBJECT
        behind = self.scene.folded[call.end : clause.end].lstrip("了起")
        if len(behind) < _OBJECT or behind.startswith(_NOUN_USE):
            return None  # 决策部署, 品牌打造等: the verb is a noun there
        unreal = self._unreal(call, clause)
        if unreal is not None:
            return unreal
        if index in self._programs:
            return Reason.NO_RULE
        quoted = self._quoted(call.end, clause.end)
        if quoted is not None:
            return Reason.SLOGAN if quoted in words().slogans or quoted.endswith(words().figures) else Reason.NO_RULE
        founded = any(call.end <= one.start < one.end <= clause.end for one in self.scene.institutions)
        return Reason.BODY if founded else Reason.NO_PROGRAM

    def _document(self, call: _Call, index: int, clause: Span) -> Reason:
        if call.start in self._citing:
            return self._unreal(call, clause) or Reason.NO_SUBJECT
        return self._unreal(call, clause) or (Reason.NO_RULE if index in self._documents else Reason.NO_DOCUMENT)

    def _event(self, call: _Call, index: int, clause: Span) -> Reason:
        holding = self._holdings.get(index)
        if holding is not None and holding.held:
            return Reason.NO_SUBJECT
        unreal = self._unreal(call, clause)
        if unreal is not None:
            return unreal
        if self._doubt(clause.start, call.start) is Reason.REPEATED:
            return Reason.REPEATED
        return Reason.NO_EVENT if holding is None and self._quoted(call.end, clause.end) is None else Reason.NO_RULE

    def _guest(self, call: _Call, index: int, clause: Span) -> Reason:
        if index not in self._officials:
            return Reason.NO_OFFICIAL
        return self._unreal(call, clause) or (Reason.NO_RULE if index in self._holdings else Reason.NO_EVENT)

    def _partner(self, call: _Call, index: int, clause: Span) -> Reason | None:
        sentence = self.scene.text.sentences[index]
        bodies = {one.name for one in self.scene.institutions if sentence.start <= one.start < sentence.end}
        if len(bodies) < 2:
            # 加强合作 alone calls for nothing; 该局联合多家单位 does.
            return Reason.NO_PARTNER if bodies and self.scene.folded[call.start : call.end] in _WITH else None
        return self._unreal(call, clause) or Reason.NO_RULE

    def _quoted(self, start: int, end: int) -> str | None:
        """Return the first quotation in [start, end)."""
        quotes = self.scene.text.quotes
        index = bisect.bisect_left(quotes, (start, start))
        return self.scene.folded[slice(*quotes[index])] if index < len(quotes) and quotes[index].end <= end else None

    def _unreal(self, call: _Call, clause: Span) -> Reason | None:
        """Return what the words before a verb make of it, where the rules take it for not done."""
        denied = self._denied(call, clause)
        if denied is not None or not is_unreal(self.scene, call.start):
            return denied
        return self._doubt(self.scene.text.sentence(call.start).start, call.end) or Reason.NO_RULE

    def _denied(self, call: _Call, clause: Span) -> Reason | None:
        return Reason.NEGATED if _NOT.search(self.scene.folded, clause.start, call.start) else None

    def _doubt(self, start: int, end: int) -> Reason | None:
        """Return what the last word of doubt in [start, end) says."""
        last = None
        for match in _words().doubt.finditer(self.scene.folded, start, end):
            last = match
        return Reason[last.lastgroup.upper()] if last is not None and last.lastgroup is not None else None


def _merged(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return the stretches that names cover, in order and without overlap."""
    out: list[tuple[int, int]] = []
    for start, end in sorted({(one.start, one.end) for one in mentions if one.end > one.start}):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _stripped(text: str, sentence: Span) -> tuple[int, int]:
    """Return where a sentence begins and ends without the blanks around it."""
    start, end = sentence
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


__all__ = ["find_abstentions"]
