"""Find documents: names in 《》 and names of the form 关于…的通知, with the verb that governs them."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Citation
from lawgraph.extract.text import Span
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found

_MARKED = re.compile(r"《([^《》\n]{2,80}(?:《[^《》\n]{2,40}》[^《》\n]{0,30})?)》")
#: Words that are titles of nothing by themselves: 《条例》 is some regulation named in full before.
_GENERIC = frozenset(["条例", "办法", "意见", "方案", "规定", "通知", "纲要", "规划", "准则", "决定", "细则", "指引", "标准", "规则", "要点"])
_SHORT = re.compile(r"\((?:以?下|又|简)?(?:统)?(?:简?称)(?:为)?:?《?“?([^》”)]{1,30})》?”?\)")
#: 制定并严格执行《…》: whoever carries it out made it.
_AND_CARRIED_OUT = re.compile("了?[并和、]?(?:严格|认真|全面|抓好)?")
_NEAR = 8  # letters before a name in which a word of film or print makes it no instrument


@functools.cache
def _media() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, Vocabulary.load().documents["media"])))


@functools.cache
def _untitled() -> re.Pattern[str]:
    endings = "|".join(sorted(Vocabulary.load().documents["endings"], key=lambda word: (-len(word), word)))
    return re.compile(rf"关于[^,。;:《》“”\n]{{4,40}}?的(?:{endings})(?![\u4e00-\u9fff]*会)")


def find_citations(scene: Scene) -> list[Citation]:
    """Return the documents cited in a text."""
    documents = _marked(scene) + [
        Mention(match.start(), match.end(), Kind.DOCUMENT, scene.quote(*match.span()), ())
        for match in _untitled().finditer(scene.folded)
        if not _within_marks(scene, match.start())
    ]
    documents.sort(key=lambda one: one.start)
    out: list[Citation] = []
    for document in documents:
        verb, issued = _verb(scene, document, out[-1] if out else None)
        out.append(Citation(document, verb, issued))
    return out


def _within_marks(scene: Scene, position: int) -> bool:
    opening = scene.folded.rfind("《", 0, position)
    return opening >= 0 and "》" not in scene.folded[opening:position]


def _marked(scene: Scene) -> list[Mention]:
    full_name: dict[str, str] = {}
    out: list[Mention] = []
    for match in _MARKED.finditer(scene.folded):
        name = scene.quote(*match.span(1)).replace("\n", "")
        definition = _SHORT.match(scene.folded, match.end())
        if definition:
            full_name[definition.group(1)] = name
        near = scene.folded[max(0, match.start() - _NEAR) : match.start()]
        behind = scene.folded[match.end() : match.end() + 4]
        if _media().search(near) or _media().match(behind):
            continue
        if _listed_media(scene, match.start()):
            continue
        folded = scene.folded[match.start(1) : match.end(1)]
        known = full_name.get(folded)
        if known is None and folded in _GENERIC:
            fuller = {one.name.strip("《》") for one in out if one.name.strip("《》").endswith(folded) and one.name.strip("《》") != folded}
            if len(fuller) != 1:
                continue  # which regulation it is, the article does not say
            known = fuller.pop()
        document = Mention(match.start(), match.end(), Kind.DOCUMENT, f"《{known or name}》", (name, known or name))
        out.append(document if known is None else replace(document, anaphoric=True))
    return out


def _listed_media(scene: Scene, start: int) -> bool:
    """Tell whether a name follows a film in one list: 观看《甲》《乙》."""
    before = scene.folded[max(0, start - 60) : start]
    run = re.search(r"(?:《[^《》]*》[、和及以]*)+$", before)
    return run is not None and bool(_media().search(before[max(0, run.start() - _NEAR) : run.start()]))


def _verb(scene: Scene, document: Mention, previous: Citation | None) -> tuple[Found | None, bool]:
    """Return the verb that governs a document: the last one before it in its clause, or its list's."""
    between = scene.folded[previous.document.end : document.start] if previous is not None else None
    if previous is not None and between is not None and re.fullmatch(r"(?:、|和|及|以及|与|等)?", between):
        return previous.verb, previous.issued
    if scene.folded.endswith(("简称", "简称:", "简称“"), 0, document.start):
        return None, False
    clause = scene.text.clause(document.start)
    if scene.folded[clause.start : document.start].strip() in {"以及", "和", "及", "与", "并"} and clause.start > 0:
        clause = Span(scene.text.clause(clause.start - 1).start, clause.end)  # 围绕重要论述,以及《条例》
    issued = scene.text.found_in(Term.ISSUING, clause.start, document.start)
    implemented = [
        one
        for one in scene.text.found_in(Term.IMPLEMENTING, clause.start, document.start)
        if len(one.word) > 1 or (word := scene.tokens.at(one.start)) is None or word.word == one.word  # 以|《条例》, not 以下
    ]
    last_issued = issued[-1] if issued else None
    last_implemented = implemented[-1] if implemented else None
    if last_issued is not None and last_implemented is not None and _AND_CARRIED_OUT.fullmatch(scene.folded, last_issued.end, last_implemented.start):
        return last_issued, True
    if last_issued is None or (last_implemented is not None and last_implemented.end > last_issued.end and last_implemented.word not in {"实施", "推进"}):
        return last_implemented, False
    return last_issued, True
