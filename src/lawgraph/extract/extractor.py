"""Extraction: one article in, its mentions and claims out. A pure function of the article and the lexicon."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract import subjects
from lawgraph.extract.abstentions import find_abstentions
from lawgraph.extract.batches import stated
from lawgraph.extract.confidence import confidence_of
from lawgraph.extract.nodes import documents, events, honours, institution_bare, officials, places, programs
from lawgraph.extract.nodes.institutions import find_institutions, may_name_bodies
from lawgraph.extract.nodes.official_traits import find_traits
from lawgraph.extract.registry import GROUPS
from lawgraph.extract.scene import Scene, words_of
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Claim, Extraction, Kind, Mention, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Place
    from lawgraph.extract.text import Text
    from lawgraph.extract.tokens import Tokens
    from lawgraph.model import Article


def extract(article: Article) -> Extraction:
    """Return the mentions and claims of one article, and the words that called for a claim in vain.

    Example: of "包头市司法局局长张志刚出席会议。" the mentions 包头市司法局 and 张志刚, and the claim
    that 张志刚 leads 包头市司法局.
    """
    if len(article.text) <= _WINDOW:
        return _extract(article)
    parts = [(start, _extract(replace(article, text=article.text[start:end]))) for start, end in _windows(article.text)]
    return Extraction(
        article.id,
        tuple(_moved(mention, start) for start, part in parts for mention in part.mentions),
        tuple(
            replace(
                claim, start=claim.start + start, end=claim.end + start,
                subject=_moved(claim.subject, start), object=_moved(claim.object, start),
            )
            for start, part in parts
            for claim in part.claims
        ),
        sum(part.withheld for _, part in parts),
        tuple(
            replace(
                one, start=one.start + start, end=one.end + start,
                sentence_start=one.sentence_start + start, sentence_end=one.sentence_end + start,
            )
            for start, part in parts
            for one in part.abstentions
        ),
    )


#: A text longer than this is a book or a mass of pages run together: it is read a window at a time.
#: The cost of hostile text (one word repeated) grows with the square of the window; at this size it
#: stays at seconds.
_WINDOW = 30_000


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text behind a line's or a sentence's end, or where there is none, at the limit."""
    start = 0
    while start < len(text):
        end = min(start + _WINDOW, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind("。", start, end))
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


def _moved(mention: Mention, by: int) -> Mention:
    return replace(mention, start=mention.start + by, end=mention.end + by)


def _extract(article: Article) -> Extraction:
    scene = read_scene(article)
    claims: dict[tuple[object, ...], Claim] = {}
    rules = (rule for findings, group in GROUPS if getattr(scene, findings) for rule in group)
    for rule in rules:
        for found in rule.find(scene):
            if _same(found.subject, found.object):
                continue
            claim = found.ruled(
                _told(scene, found.subject, found.start, found.end),
                _told(scene, found.object, found.start, found.end),
                rule=rule.name,
                confidence=confidence_of(rule.id),
                observed=found.observed or article.date,
            )
            claims.setdefault(_identity(claim), claim)
    kept = sorted(claims.values(), key=lambda one: (one.start, one.end, one.property, one.subject.start, one.object.start, one.subject.name, one.object.name))
    return Extraction(article.id, tuple(_mentions(scene, kept)), tuple(kept), scene.withheld, find_abstentions(scene, kept))


def _printed(scene: Scene, mention: Mention) -> Mention:
    """Add the article's own letters to the aliases where folding changed them (繁體, full width)."""
    printed = scene.quote(mention.start, mention.end)
    if mention.anaphoric or printed == scene.folded[mention.start : mention.end] or printed == mention.name or printed in mention.aliases:
        return mention
    return replace(mention, aliases=(*mention.aliases, printed))


def _told(scene: Scene, mention: Mention, start: int, end: int) -> Mention:
    """Complete a mention with its printed form and, of an official, the traits that stand within [start, end)."""
    mention = _printed(scene, mention)
    if mention.kind is not Kind.OFFICIAL or mention.start < start:
        return mention
    traits = find_traits(scene, mention)
    return replace(mention, traits=traits.pairs) if traits and traits.end <= end else mention


def _same(subject: Mention, obj: Mention) -> bool:
    return subject.kind is obj.kind and subject.name == obj.name


def _identity(claim: Claim) -> tuple[object, ...]:
    """One sentence says one thing once, whichever rules find it: the first rule in order wins."""
    told = (claim.subject.kind, claim.subject.name, claim.property, claim.object.kind, claim.object.name, claim.start)
    return (*told, stated(claim.object)) if claim.property is Property.AWARDED else told  # 第七批 and 第八批 of one honour are two awards


@functools.lru_cache(maxsize=256)
def _source(text: str) -> tuple[Text, Tokens, list[places.Chain]]:
    """Read the line of publisher and authors, which many articles share."""
    source, tokens = words_of(text)
    return source, tokens, places.find_chains(source, tokens, source=True)


#: Titles of pages that list the leaders of whoever publishes them.
_LEADERS = re.compile("领导(?:之窗|分工|班子|信息|简介|成员|介绍|名单|集体)|现任领导|(?:局|厅|院|所|委|本级|本院|机构)领导$|机构(?:设置|职能)")


def read_scene(article: Article) -> Scene:
    """Run the recognisers, each on what those before it found."""
    text, tokens = words_of(article.text)
    title, title_tokens = words_of(article.title)
    source, source_tokens, source_chains = _source(" ".join(filter(None, (article.publisher, *article.creators))))
    year = int(article.date[:4]) if article.date else None
    chains = places.find_chains(title, title_tokens), source_chains, places.find_chains(text, tokens)
    in_title, in_source, in_text = (places.settle(one, year=year) for one in chains)
    setting = places.find_setting(in_title, in_source, in_text, text)
    if setting.path:
        in_title, in_source, in_text = (places.settle(one, within=setting.path, year=year) for one in chains)
    scene = Scene(article, Vocabulary.load(), text, tokens, setting, in_text, year)
    scene.institutions = find_institutions(scene)
    headings = scene.headings = _bodies_in(scene, title, title_tokens, in_title)
    anaphora = text.found(Term.ANAPHOR)
    scene.publishers = _bodies_in(scene, source, source_tokens, in_source)
    # A text that says 我院, or lists its leaders, speaks of who publishes it.
    own = any(one.word[0] in "我本" for one in anaphora) or _LEADERS.search(title.folded)
    scene.focus = subjects.focus_of(scene, [*headings, *scene.publishers, *scene.publishers] if own else headings)
    scene.institutions = subjects.settle_short(scene)
    _add(scene, [*institution_bare.find_bare(scene, headings), *institution_bare.find_police(scene)])
    if anaphora:
        _add(scene, subjects.find_anaphors(scene))
    _add(scene, subjects.find_units(scene))
    first, scene.postings = officials.find_officials(scene)
    units = {posting.post.body for posting in scene.postings if posting.post.body is not None and not posting.post.body.anaphoric}
    if units or len(scene.institutions) > 1:
        scene.institutions = sorted({*scene.institutions, *units}, key=lambda one: (one.start, one.end, one.name))
    scene.place_mentions = places.place_mentions(scene.places, scene.institutions, scene.text, scene.tokens)
    scene.officials = officials.all_occurrences(scene, first)
    bodies = scene.institutions
    scene.awards = honours.find_awards(scene)
    scene.institutions = _outside_honours(scene)
    appointed = [recipient for award in scene.awards for recipient in award.recipients if recipient not in scene.officials]
    if appointed or scene.institutions != bodies:
        scene.officials = officials.all_occurrences(scene, [*scene.officials, *appointed])
    scene.citations = documents.find_citations(scene)
    scene.holdings = events.find_events(scene)
    taken = {award.honour.start for award in scene.awards}
    taken |= {mention.start for mention in scene.institutions}
    taken |= {position for holding in scene.holdings for position in range(holding.event.start, holding.event.end)}
    scene.launches = programs.find_launches(scene, taken)
    return scene


def _add(scene: Scene, found: list[Mention]) -> None:
    """Put institutions in their order among those found before."""
    if found:
        scene.institutions = sorted([*scene.institutions, *found], key=lambda one: (one.start, one.end))


def _bodies_in(scene: Scene, text: Text, tokens: Tokens, named: list[Place]) -> list[Mention]:
    """Return the institutions of an article's title, or of the line of its publisher and authors."""
    if not may_name_bodies(text, named):
        return []
    return find_institutions(Scene(scene.article, scene.vocabulary, text, tokens, scene.setting, named, scene.year))


def _outside_honours(scene: Scene) -> list[Mention]:
    """Return the institutions but those that are part of an honour in quotation marks: “北京市法院|十佳人民法庭”."""
    honours_found = [award.honour for award in scene.awards if scene.text.in_quotes(award.honour.start)]
    if not honours_found:
        return scene.institutions
    return [one for one in scene.institutions if not any(honour.start <= one.start and one.end < honour.end for honour in honours_found)]


def _mentions(scene: Scene, claims: list[Claim]) -> list[Mention]:
    """Return every mention once: those of nodes that stand alone and those of the claims' ends."""
    everything: list[Mention] = [
        *scene.institutions,
        *scene.officials,
        *(award.honour for award in scene.awards),
        *(launch.program for launch in scene.launches),
        *(citation.document for citation in scene.citations),
        *(holding.event for holding in scene.holdings),
    ]
    for claim in claims:
        everything += [claim.subject, claim.object]
    whole = len(scene.folded)
    unique = {(one.start, one.end, one.kind, one.name): _told(scene, one, 0, whole) for one in everything}
    return [unique[key] for key in sorted(unique)]


def kinds_found(extraction: Extraction) -> dict[Kind, int]:
    """Count the distinct names of each kind in one article."""
    names = {(mention.kind, mention.name) for mention in extraction.mentions}
    return {kind: sum(1 for one, _ in names if one is kind) for kind in Kind}
