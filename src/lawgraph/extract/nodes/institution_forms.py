"""Two forms of one body's name in one article: 巷口派出所 is 芗城区巷口派出所, 吉安仲裁委 is 吉安仲裁委员会."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.institution_own_names import LOCAL
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.model import Mention

#: Kinds of body cut short: 葫芦岛市|强戒所.
_CLIPPED = ("强戒所",)
#: What the names of divisions end in.
_LEVELS = frozenset("省市县区旗州盟镇乡")


def one_name(mentions: list[Mention]) -> list[Mention]:
    """Give the shorter form of a body's name the name of the longer one, where just one body of the article can be meant."""
    named = {one.name: one for one in mentions if not one.anaphoric}
    out: list[Mention] = []
    for mention in mentions:
        longer = [other for name, other in named.items() if len(name) > len(mention.name) and _short_of(mention, other)] if mention.code is None or mention.name.endswith(_CLIPPED) else []
        longer = [one for one in longer if one.code is not None] or longer
        if len({one.name for one in longer}) == 1:
            full = longer[0]
            forms = (*full.aliases, mention.name, *mention.aliases)
            mention = replace(mention, name=full.name, code=full.code, aliases=tuple(dict.fromkeys(form for form in forms if form != full.name)))  # noqa: PLW2901  # the record is what changes
        out.append(mention)
    renamed = {short.name: whole.name for short, whole in zip(mentions, out, strict=True) if short.name != whole.name}
    return [_in_full(one, renamed) for one in out] if renamed else out


def _in_full(mention: Mention, full: dict[str, str]) -> Mention:
    """Give a unit the full name of the body that its own begins with: 大辛庄戒毒所|教育大队 of 长治大辛庄强制隔离戒毒所."""
    short = next((name for name in full if mention.name.startswith(name) and mention.name != name), None)
    if short is None or mention.name.startswith(full[short]):
        return mention
    return replace(mention, name=full[short] + mention.name.removeprefix(short), aliases=(mention.name, *mention.aliases))


def _short_of(short: Mention, full: Mention) -> bool:
    """Tell whether one name is another's short form: the same kind of body, the same letters of its own."""
    if short.organ != full.organ or full.name.startswith(short.name):
        return False  # 国家禁毒委员会|办公室 is an office of the other
    if {short.name, full.name} & _national():
        return False  # 国家数据局 and 国家发展和改革委员会 have the same letters before their kinds
    own, other = _own(short), _own(full)
    if len(own) < 2:
        return False
    if own == other or (short.organ in {*LOCAL, "drug-rehabilitation"} and other.endswith(own)):
        return True
    if full.code is not None and full.name.endswith(short.name) and full.name.removesuffix(short.name)[-1:] in _LEVELS:
        return True  # 郑州市|黄河公证处
    return short.name.endswith("团") and full.code is None and _leaves_out(short.name, full.name)


@functools.cache
def _national() -> frozenset[str]:
    return frozenset(body.name for body in Vocabulary.load().national)


def _own(mention: Mention) -> str:
    """Return a name without its kind's ending: 校椅 of 校椅人民法庭."""
    return mention.name.removesuffix(_endings_of(mention.organ).at(mention.name, len(mention.name)) or "")


@functools.cache
def _endings_of(kind: str | None) -> Endings:
    """Return the endings that tell one kind of organ."""
    return Endings(ending for ending, organ in organ_words().organ_of.items() if organ.id == kind)


def _leaves_out(short: str, full: str) -> bool:
    """Tell whether a name is another without one word in the middle: 公共法律服务|团 of 公共法律服务|律师|团."""
    if len(full) - len(short) not in {2, 3}:
        return False
    start = next((at for at in range(len(short)) if short[at] != full[at]), len(short))
    return start >= 4 and full[: start] + full[start + len(full) - len(short) :] == short
