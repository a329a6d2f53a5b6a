"""Find an organ that a clause opens with by its kind alone: 6月27日,|监狱管理局|举办…, |司法局|组织….

It is the one body of that kind which the article names elsewhere, else the organ of the division that
the article is about. Courts and procuratorates are left out: 法院认为 may be any court.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import MUNICIPALITIES
from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.terms import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.divisions import Division
    from lawgraph.lexicon.matcher import Found
    from lawgraph.model import Mention

#: What may stand between the beginning of a clause and the organ.
_OPENING = re.compile(r" {0,2}(?:\d+年)?(?:\d+月)?(?:\d+日)?(?:上午|下午|晚间?)?(?:近日|日前|当天|今年以来|近年来|随后|会后|同时|目前|由)?")
#: Organs that only a province has.
_PROVINCIAL = ("厅", "监狱管理局", "戒毒管理局")
#: The shortest ending that says which organ it is: 司法局, 公安局; 法院 and 教委 do not.
_SHORTEST = 3


def find_bare(scene: Scene, headings: Sequence[Mention]) -> list[Mention]:
    """Return the organs that open a clause by their kind alone, under their full names."""
    words = organ_words()
    out: list[Mention] = []
    for found in scene.text.found(Term.ORGAN):
        organ = words.organ_of[found.word]
        if not organ.bare or not organ.full or len(found.word) < _SHORTEST or found.word.endswith(("院", "委", "政府", "协会")):
            continue
        clause = scene.text.clause(found.start)
        following = scene.tokens.at(found.end)
        if following is None or following.start != found.end or following.tag[0] not in "vpd" or scene.folded.startswith("长", found.end):
            continue
        if _OPENING.fullmatch(scene.folded, clause.start, found.start) is None or scene.text.in_quotes(found.start):
            continue
        if any(one.start <= found.start < one.end for one in scene.institutions):
            continue
        named = {one.name: one for one in (*headings, *scene.institutions) if one.organ == organ.id and one.name.endswith(found.word) and one.code}
        division = _division(scene, found) if not named else None
        if len(named) == 1:
            out.append(replace(next(iter(named.values())), start=found.start, end=found.end, anaphoric=False))
        elif division is not None:
            out.append(naming.of_division(found.start, found.end, found.word, division, organ, found.word))
    return out


#: The police of a place, told by the field alone; 公安机关 and 公安民警 are classes.
_POLICE = "公安"
_POLICE_VERBS = frozenset("vdp")


def find_police(scene: Scene) -> list[Mention]:
    """Return the police that a place and its field name: 冠县|公安|持续推进警力下沉."""
    out: list[Mention] = []
    for place in scene.places if _POLICE in scene.folded else ():
        end = place.end + len(_POLICE)
        division = place.division
        if division is None or not scene.folded.startswith(_POLICE, place.end) or division.level not in {"province", "prefecture", "county"}:
            continue
        following = scene.tokens.at(end)
        acts = following is None or (following.start == end and (following.tag[0] in _POLICE_VERBS or following.word in {",", "、"}))
        if not acts or any(one.start <= place.end < one.end for one in scene.institutions) or scene.text.in_quotes(place.start):
            continue
        ending = "公安厅" if division.level == "province" and division.code not in MUNICIPALITIES else "公安局"
        kind = "public-security-department" if ending == "公安厅" else "public-security"
        organ = next(organ for organ in scene.vocabulary.organs if organ.id == kind)
        out.append(naming.of_division(place.start, end, scene.folded[place.start : end], division, organ, ending))
    return out


def _division(scene: Scene, found: Found) -> Division | None:
    """Return the division whose organ is meant, or None where the article is about none that has one."""
    focus = scene.setting.focus
    if focus is None:
        return None
    if found.word.endswith(_PROVINCIAL):
        return scene.setting.path[0] if scene.setting.path else None
    return focus if focus.level in {"prefecture", "county"} or focus.code in MUNICIPALITIES else None
