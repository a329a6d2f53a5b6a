"""Find events: dated or named meetings, ceremonies, lectures, with the verb that holds them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawgraph.lexicon.matcher import Found, Matcher
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene


@dataclass(frozen=True, slots=True)
class Holding:
    """An event as one passage names it, with the verb that holds it."""

    event: Mention
    verb: Found
    held: bool


#: A name longer than this runs over a whole clause.
_MAX_NAME = 40
_LEAD_IN = re.compile(r"^(?:了|一场|一次|首次|首场|多场|为期[一二三四五六七八九十两0-9]+天的|题为|主题为|以|本次|全体|第一时间|:|的|生动的)+")


#: Verbs of going to an event: what they govern is an event, and no body holds it by them.
_GOING = ("出席", "参加", "列席")


@functools.cache
def _verbs() -> Matcher:
    return Matcher((*Vocabulary.load().events["held"], *_GOING))


@functools.cache
def _endings() -> Matcher:
    return Matcher(Vocabulary.load().events["endings"])


def find_events(scene: Scene) -> list[Holding]:
    """Return the events of a text: 召开队伍教育整顿部署会, 举行“美好生活”法律知识讲座."""
    endings = _endings().find(scene.folded)
    generic = set(Vocabulary.load().events["generic"])
    out: list[Holding] = []
    for verb in _verbs().find(scene.folded):
        clause = scene.text.clause(verb.start)
        limit = min(scene.text.sentence(verb.start).end, verb.end + _MAX_NAME)
        inside = [one for one in endings if verb.end <= one.start and one.end <= limit and not scene.text.in_quotes(one.start)]
        end = _name_end(scene, verb, inside)
        if end is None:
            continue
        lead = _LEAD_IN.match(scene.folded[verb.end : end])
        start = verb.end + (lead.end() if lead else 0)
        name = scene.folded[start:end]
        ending = next(one.word for one in inside if one.end == end)
        if name.removesuffix(ending) in generic or len(name) < 4 or re.search("[,;。]", re.sub("“[^”]*”", "", name)):
            continue
        if verb.word in {"开展", "组织", "组织开展"} and not ("“" in name or re.search(r"\d+[月日]", scene.folded[clause.start : verb.start])):
            continue
        aliases = [re.sub("[“”]", "", name)]
        aliases += [inner for inner in re.findall("“([^”]+)”", name) if len(inner) > 4]
        out.append(Holding(Mention(start, end, Kind.EVENT, scene.quote(start, end).replace("\n", ""), tuple(aliases)), verb, verb.word not in _GOING))
    return out


def _name_end(scene: Scene, verb: Found, inside: list[Found]) -> int | None:
    """Return where the name ends: at the last ending before a comma, a full stop or another verb."""
    end: int | None = None
    for one in inside:
        between = scene.folded[verb.end : one.start]
        if re.search("[,;。\n]", re.sub("“[^”]*(?:”|$)", "", between)):
            break
        if end is not None and not re.fullmatch(r"(?:[、和暨及]|[\u4e00-\u9fff“”、]{0,14})", scene.folded[end : one.start]):
            break
        if end is not None and any(token.tag == "v" for token in scene.tokens.between(end, one.start)):
            break
        end = one.end
    return end
