"""Rules for ``issued`` and ``implements``: who made a document, who carries one out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.programs import is_unreal
from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.rules.launches import launchers
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Citation
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim, Mention

#: A clause in which a meeting adopts a document: its holder does, and not the last body named.
_MEETING = re.compile(r"^[ \n]*(?:本次|此次)?(?:会议|大会|全会|会上|会议还)")
_NUMBER = re.compile(r"^(?:\(?\d{4}\)?年?第?)?\d+号文(?:件)?")
_OWN_WORK = re.compile(r"关于|\d{4}|[\u4e00-\u9fff]{0,12}(?:报告|要点|规则|章程|规范|方案|办法|规定|制度|细则|指引|手册|意见)$")


#: Who made it stands before the deed: 市人大常委会|通过的《…》, 省司法厅|印发的《…》.
_MADE = re.compile("(?:联合|共同|研究|审议|表决)?(?:印发|制定|出台|发布|下发|颁布|通过|公布|编印|制发)的$")
#: Of these both parties are makers: 与管委会|签订《…》.
_SIGNED = frozenset({"签订", "签署", "会签", "会签印发"})


def _partners(scene: Scene, citation: Citation) -> list[Mention]:
    """Return those with whom a document was signed: 与|甲管委会、乙公司|签订《…》."""
    assert citation.verb is not None
    if citation.verb.word not in _SIGNED:
        return []
    clause = scene.text.clause(citation.verb.start)
    at = max(scene.folded.rfind(word, clause.start, citation.verb.start) for word in ("与", "同", "和"))
    # 管委会|签订 reads as 会签 with the body's last letter.
    return [one for one in scene.institutions if at >= clause.start and one.start > at and one.end <= citation.verb.start + 1 and not one.anaphoric]


def _author(scene: Scene, citation: Citation) -> Mention | None:
    """Return the body whose name stands right before a document (司法部《…意见》), or opens its title."""
    document = citation.document
    made = _MADE.search(scene.folded, max(0, document.start - 6), document.start)
    before = max((one for one in scene.bodies_to(made.start() if made else document.start) if one.end > one.start), key=lambda one: one.end - one.start, default=None)
    return _title_body(scene, document) or before


def _title_body(scene: Scene, document: Mention) -> Mention | None:
    """Return the body that a title opens with, as that of what it decides: 《青州市公安局关于…的决定》."""
    start = document.start + 1
    # 《甲局 乙局关于…》: the last of those who open a title decides where it goes on.
    while (first := next((one for one in scene.bodies_from(start) if one.end < document.end and scene.folded[one.end] in " 、"), None)) is not None:
        start = first.end + 1
    for one in scene.bodies_from(start):
        if one.end < document.end:
            rest = scene.folded[one.end : document.end - 1]
            # 《青州市|司法所规范化建设方案》 is about judicial offices, and none wrote it.
            if rest.startswith("关于") or (one.code is not None and one.organ != "judicial-office" and _OWN_WORK.match(rest)):
                return one
    return None


@rule(
    "issued.verb", 5,
    example="青州市司法局印发《司法所规范化建设标准》。",
    expects=("青州市司法局", Property.ISSUED, "《司法所规范化建设标准》"),
)
def issued(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of issuing made the document behind it."""
    for citation in scene.citations:
        if citation.verb is None or not citation.issued or _author(scene, citation) is not None or is_unreal(scene, citation.verb.start):
            continue
        clause = scene.text.clause(citation.verb.start)
        if _MEETING.match(scene.folded[clause.start : citation.verb.start]) or _numbered(scene, citation) is not None:
            continue
        if scene.folded.endswith("自己", clause.start, citation.verb.start):
            continue  # 干警把自己|编写的《…》送到
        told = launchers(scene, citation.verb.start)
        for doer in [*told, *(one for one in _partners(scene, citation) if told and all(one.name != other.name for other in told))]:
            yield claim(scene, doer, Property.ISSUED, citation.document, citation.document.start)


@rule(
    "issued.author", 3,
    example="会议传达了司法部《关于加强司法所建设的意见》。",
    expects=("中华人民共和国司法部", Property.ISSUED, "《关于加强司法所建设的意见》"),
)
def author(scene: Scene) -> Iterator[Claim]:
    """Say that a body whose name stands right before a document made it."""
    for citation in scene.citations:
        body = _author(scene, citation)
        if body is not None and body.end <= citation.document.start:
            yield claim(scene, body, Property.ISSUED, citation.document, citation.document.start)


@rule(
    "issued.title", 3,
    example="会上宣读了《青州市公安局关于表彰先进集体的决定》。",
    expects=("青州市公安局", Property.ISSUED, "《青州市公安局关于表彰先进集体的决定》"),
)
def title(scene: Scene) -> Iterator[Claim]:
    """Say that a body whose name opens a document's title made it."""
    for citation in scene.citations:
        body = _author(scene, citation)
        if body is None or not citation.document.start < body.start < citation.document.end:
            continue
        # 《甲局 乙局关于…》: those who open it before the last one.
        opening = [one for one in scene.institutions if citation.document.start < one.start < body.start and scene.folded[one.end] in " 、"]
        for maker in (*opening, body):
            yield claim(scene, maker, Property.ISSUED, citation.document, citation.document.start)


def _numbered(scene: Scene, citation: Citation) -> Mention | None:
    """Return the body by whose numbered paper a document was issued: 以市委1号文,出台了…."""
    sentence = scene.text.sentence(citation.document.start)
    for one in scene.institutions:
        if sentence.start <= one.start < citation.document.start and scene.folded.endswith("以", 0, one.start) and _NUMBER.match(scene.folded[one.end :]):
            between = scene.folded[one.end : citation.document.start]
            if len(between) <= 24 and citation.issued:
                return one
    return None


@rule(
    "issued.number", 1,
    example="今年以青州市人民政府3号文件,出台了关于加强司法所建设的通知。",
    expects=("青州市人民政府", Property.ISSUED, "关于加强司法所建设的通知"),
)
def number(scene: Scene) -> Iterator[Claim]:
    """Say that the body whose numbered paper carries a document made it."""
    for citation in scene.citations:
        body = _numbered(scene, citation)
        if body is not None:
            yield claim(scene, body, Property.ISSUED, citation.document, citation.document.start)


#: What is to be done, and no deed: 要|严格按照《…》.
_ASKED = re.compile("(?<![主重需纲概摘简])要(?!求|素|闻|点|件|案|务|员|道|么|义|领|旨)|应当|必须")
_REPORT = re.compile("(?:的)?(?:贯彻|实施|落实|执行|执法检查){0,3}(?:的)?(?:工作)?情况")


def _is_told(scene: Scene, citation: Citation) -> bool:
    """Tell whether a document's carrying out is only asked for, or what a report is about: 听取实施《…》情况报告."""
    assert citation.verb is not None
    clause = scene.text.clause(citation.verb.start)
    return _ASKED.search(scene.folded, clause.start, citation.verb.start) is not None or _REPORT.match(scene.folded, citation.document.end) is not None


@rule(
    "implements.verb", 4,
    example="青州市司法局深入学习贯彻《中国共产党政法工作条例》。",
    expects=("青州市司法局", Property.IMPLEMENTS, "《中国共产党政法工作条例》"),
)
def implements(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of carrying out or studying implements the document behind it."""
    for citation in scene.citations:
        if citation.verb is None or citation.issued or is_unreal(scene, citation.verb.start) or _is_told(scene, citation):
            continue
        author_of = _author(scene, citation)
        for doer in launchers(scene, citation.verb.start):
            if author_of is not None and doer.name == author_of.name:
                continue
            yield claim(scene, doer, Property.IMPLEMENTS, citation.document, citation.document.start)


#: Since it came into force it is carried out: 自《条例》施行以来,该局持续抓好落实.
_IN_FORCE = re.compile(r"(?:\([^()]*\))?(?:正式)?(?:颁布|公布)?(?:施行|实施)以来,[^。;《》]{0,24}?(?:抓好|抓实|推进|狠抓|深入|认真|全面)(?:贯彻)?(?:落实|实施|执行)")


@rule(
    "implements.in-force", 1,
    example="自《青州市公共法律服务条例》施行以来,青州市司法局持续抓好落实。",
    expects=("青州市司法局", Property.IMPLEMENTS, "《青州市公共法律服务条例》"),
)
def in_force(scene: Scene) -> Iterator[Claim]:
    """Say that who has seen to a document since it came into force implements it."""
    for citation in scene.citations:
        match = _IN_FORCE.match(scene.folded, citation.document.end)
        clause = scene.text.clause(citation.document.start)
        if match is None or "自" not in scene.folded[clause.start : citation.document.start]:
            continue
        for doer in launchers(scene, match.end() - 2):
            yield claim(scene, doer, Property.IMPLEMENTS, citation.document, citation.document.start)


RULES = (issued, author, title, number, implements, in_force)
