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


#: Kinds of instrument that a name without 《》 may end in, where a verb of issuing stands right before it.
_KINDS = (
    r"章程|公约|协议书|协议|备忘录|白皮书|蓝皮书|倡议书|承诺书|(?:实施|管理|考核|评价|暂行|奖励|补助|监督|工作|评选|认定|操作)*(?:办法|细则|规定|规则|规程|条例|指引|指南|手册|标准)"
    r"|(?:实施|工作|行动|改革|建设|整治|专项)+方案|(?:实施|指导|工作|若干)意见|(?:发展|建设|立法|普法|工作)规划|(?:责任|权力|负面|任务|处罚|服务)清单|工作要点|指南图|示意图"
)
#: Verbs behind which even a common name is an instrument's; the others make anything (制定|工作措施).
_PUBLISHING = frozenset({"印发", "联合印发", "制定印发", "出台", "制定出台", "出台修订", "发布", "联合发布", "联合出台", "颁布", "颁发", "下发", "联合下发", "转发", "公布", "审议通过", "审议并通过", "通过了", "签订", "签署", "会签印发", "编印", "印制", "修订"})
_PLAIN = re.compile(rf"(?:了|好|并|实施|全国首[个部份]|全省首[个部份]|全市首[个部份]|首[个部份])*(?P<name>[\u4e00-\u9fff0-9()·-]{{2,32}}?(?:{_KINDS}))(?=[,。;、\n]|$|和|并|以及|等(?!级)|对|为|就|,)")
#: Words that say no more of an instrument than that it is one.
_COMMON = re.compile("工作|实施|管理|考核|评价|行动|活动|相关|有关|一系列|系列|具体|详细|配套|各项|多项|年度|本年度|规章|长效|内部|学习|会议|责任|一批|各类|切实可行|可行|三方|双方|调解|和解|劳动|购销|租赁|合作|战略|框架|保密|书面|专项|整改|完善|合理|科学|严格|明确|统一|整治|值班|应急|安全|服务|行业|联合|共建|司法|行政|保障|建设")


def _plain(scene: Scene) -> list[Mention]:
    """Read an instrument named without 《》 right behind a verb of publishing: 审议通过了|青州市公证协会章程."""
    out: list[Mention] = []
    for verb in scene.text.found(Term.ISSUING):
        match = _PLAIN.match(scene.folded, verb.end) if verb.word in _PUBLISHING else None
        if match is None or scene.text.in_quotes(verb.start) or _within_marks(scene, verb.start):
            continue
        name = match["name"]
        body = any(one.start == match.start("name") and one.end < match.end("name") for one in scene.institutions)
        stem = re.sub(rf"(?:{_KINDS})$", "", name)
        if name.startswith(("关于", "该", "此", "这", "其", "本")) or "的" in name or not scene.tokens.starts_at(match.start("name")):
            continue
        if not body and len(_COMMON.sub("", stem)) < 2:
            continue
        out.append(Mention(*match.span("name"), Kind.DOCUMENT, scene.quote(*match.span("name")).replace("\n", ""), ()))
    return out


def find_citations(scene: Scene) -> list[Citation]:
    """Return the documents cited in a text."""
    documents = _marked(scene) + [
        Mention(match.start(), match.end(), Kind.DOCUMENT, scene.quote(*match.span()), ())
        for match in _untitled().finditer(scene.folded)
        if not _within_marks(scene, match.start())
    ]
    documents += [one for one in _plain(scene) if not any(one.start < other.end and other.start < one.end for other in documents)]
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
        if _listed_media(scene, match.start()) or _MEDIUM_BEHIND.match(scene.folded, match.end()):
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


#: Behind a name, or a list of names: what carried a report.
_MEDIUM_BEHIND = re.compile(r"(?:[、和与]?《[^《》\n]{2,20}》)*(?:等?(?:多家|各大|主流|中央|省级|省市|国家级|[\u4e00-\u9fff]{0,4}核心)?(?:媒体|报刊)|等[\u4e00-\u9fff]{0,6}(?:期刊|刊物|杂志)|(?:上)?(?:发表|刊登|刊发|撰文|连载))")


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
