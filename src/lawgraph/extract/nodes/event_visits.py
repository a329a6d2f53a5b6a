"""Find visits: an official who goes to a body or a place on a day and looks into its work.

- to a body: 5月11日,赵立群一行到青州市司法局|调研
- to a place, or into a matter: 3月8日,青州市副市长赵立群深入乡镇|调研|司法所建设工作
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Holding
from lawgraph.extract.nodes.event_forms import DATED
from lawgraph.extract.nodes.honour_recipient_items import with_place
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene

_UNREAL = re.compile(r"拟|将(?!军)|计划|准备|要求|应当|定期|每[年月周季]|多次|先后|累计")
#: Going somewhere to look into its work; the place has to be a body, and the visitor a person with a name.
_WENT = re.compile(
    r"(?:一行(?:\d+人)?)?(?:同志)?,?(?:[^,。;]{0,12}?(?:率队|带队|率领[^,。;]{2,16}|带领[^,。;]{2,16}|率[^,。;]{2,16}))?,?(?:先后|分别|专程|再次|亲自|实地)*(?:到|赴|来到|来|深入|莅临|前往|走进|走访)$"
)
_LOOKED = re.compile(r"[^,。;]{0,24}?,?(?:就[^,。;]{2,40}?)?(?:进行|开展|实地|专题)*(?P<verb>调研指导|督导检查|检查指导|考察指导|调研督导|考察调研|走访调研|调研|视察|督导|督查|督察|检查|考察|指导工作|走访慰问|慰问|看望)")


def find_inspections(scene: Scene) -> Iterator[Holding]:
    """Find the visit of a named official to a body on a day: 5月11日,赵立群一行到青州市司法局|调研."""
    seen: set[tuple[str, str]] = set()
    for body in scene.institutions:
        if body.anaphoric or body.end <= body.start or scene.text.in_quotes(body.start):
            continue
        sentence = scene.text.sentence(body.start)
        looked = _LOOKED.match(scene.folded, body.end, sentence.end)
        before = scene.folded[sentence.start : body.start]
        if looked is None or not DATED.search(before) or _UNREAL.search(before):
            continue
        came = [one for one in scene.officials if sentence.start <= one.start < one.end <= body.start and _WENT.fullmatch(scene.folded, one.end, with_place(scene, one.end, body.start))]
        if not came or (came[-1].name, body.name) in seen:
            continue
        seen.add((came[-1].name, body.name))
        person, verb = came[-1].name, looked["verb"]
        start, end = looked.span("verb")
        forms = [f"{person}到{body.name}{verb}", f"{person}{verb}", f"{person}一行{verb}", f"{person}{verb}{body.name}", f"{body.name}{verb}", f"到{body.name}{verb}"]
        if len(seen) == 1:
            forms.append(verb)
        yield Holding(Mention(start, end, Kind.EVENT, f"{person}一行到{body.name}{verb}", tuple(forms)), None, False, "inspection")


#: Into a matter or to a place, right behind the visitor: 深入到乡(镇)|调研|司法所建设工作.
_TOURED = re.compile(
    r"(?:同志|(?:常务)?副?[省市县区局厅处院所科会部]长|副?主任|副?书记|副?主席|检察长|调研员)?(?:一行(?:\d+人)?)?,?(?:先后|分别|专程|再次|亲自|实地|带队|率队|率[^,。;]{2,30}?,)*(?:(?:深入到|深入|来到|到|赴|走进|莅临|前往|来)(?P<where>[\u4e00-\u9fff()、]{1,16}?),?)?"
    r"(?:就[^,。;]{2,30}?,?)?(?:对(?P<of>[^,。;]{2,24}?))?(?:进行|开展|实地|专题)*(?P<verb>调研督导|督导检查|检查指导|考察调研|走访调研|调研|视察|督导|督查)(?P<what>[\u4e00-\u9fff“”]{0,24}?)(?=[,。;])"
)
#: What follows the verb where it is a noun: 调研组, 视察时强调.
_NO_VISIT = re.compile("组|时|中|后|报告|座谈|活动的|发现|认为|文章")


def find_tours(scene: Scene) -> Iterator[Holding]:
    """Find the visit of a named official on a day to a place, or into a matter, where no body is named."""
    seen: set[str] = set()
    for one in scene.officials:
        sentence = scene.text.sentence(one.start)
        if one.name in seen or one.end <= one.start or scene.text.in_quotes(one.start) or not DATED.search(scene.folded[sentence.start : one.start]):
            continue
        match = _TOURED.match(scene.folded, one.end, sentence.end)
        if match is None or _NO_VISIT.match(match["what"]) or _UNREAL.search(scene.folded[sentence.start : match.start("verb")].replace("先后", "")):
            continue
        where, verb, what = match["where"] or "", match["verb"], match["what"] or (match["of"] or "")
        if not where and not what:
            continue
        seen.add(one.name)
        at = f"到{where}" if where else ""
        forms = [f"{one.name}{verb}{what}", f"{one.name}{at}{verb}", f"{one.name}{verb}", f"{verb}{what}", f"{at}{verb}{what}", f"{one.name}一行{verb}{what}"]
        if len(seen) == 1:
            forms.append(verb)
        yield Holding(Mention(*match.span("verb"), Kind.EVENT, f"{one.name}{at}{verb}{what}", tuple(dict.fromkeys(forms))), None, False, "inspection")
