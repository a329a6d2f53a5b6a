"""Honours: the name without batch and year, and the scope in which it is one honour.

The honour is the node; in which batch and for which year it was awarded is said by the claim. So
第八批全国民主法治示范村 and 全国民主法治示范村 are one honour, and who holds it can be asked with the
batch and without. 四川省先进集体 and 全省先进集体 of a body in 四川 are one too; 全省先进集体 of a body
in 湖南 is another, and so is 四川省先进单位.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.batches import read_name
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.resolve.division_names import LENGTHS, bearers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lawgraph.model import Mention

_MARKS = re.compile(r"[\W_]+")
#: The other half of a title in brackets, 示范村(社区); a grade or a batch makes another honour.
VARIANT = re.compile(r"[(（][^()（）等级奖第批\d]{1,4}[)）]$")
#: Words for the level that mean the division of whoever got the honour. Not 市场监管先进单位, 区域, 县域, 省长质量奖.
_RELATIVE = re.compile(r"(?:全(?P<whole>省|市|州|盟|县|区|旗)|(?P<rank>省|自治区|市|州|盟|县|区|旗)级|(?P<bare>自治区|省(?!长)|市(?![场民长])|州|盟|县(?![域长])|区(?![域块长])|旗))")
_NATIONAL = re.compile("全国|国家级")


class Award(NamedTuple):
    """Who got an honour: the code of their division, the key of the body or place (of a person's body), and who conferred it as printed."""

    code: str | None
    recipient: str | None
    conferred_by: str | None


def key(mentions: Iterable[Mention], name: str, awards: Collection[Award], article_id: str) -> str:
    """Return the key of an honour: its scope and its name in it.

    ``name`` is what the article calls it, ``mentions`` are all its mentions there. The scope is the
    country, the division that the name or the recipients settle, or, where the name is one that anybody
    may confer (先进集体), who conferred it or got it, and else the article.
    """
    core = _core(name)
    if found := _NATIONAL.match(core):
        return f"honour|全国{core[found.end() :]}"
    if own := _division(core, awards):
        return f"{own[0]}|{core[own[1] :]}"
    if found := _RELATIVE.match(core):
        rest = core[found.end() :]
        for other in (other for mention in mentions for other in (mention.name, *mention.aliases)):
            whole = _core(other)
            if (own := _division(whole, awards)) and whole[own[1] :] == rest:
                return f"{own[0]}|{rest}"
        unit = found["whole"] or found["rank"] or found["bare"]
        codes = {_level_of(award.code, unit) for award in awards if award.code}
        if len(codes) == 1 and (code := codes.pop()):
            return f"{code}|{rest}"
        return f"{min((award.recipient for award in awards if award.recipient), default=article_id)}|{core}"
    if not _anybodys(core):
        return f"honour|{core}"
    givers = {award.conferred_by for award in awards if award.conferred_by}
    if len(givers) == 1:
        giver = givers.pop()
        if giver.startswith(_national()):
            return f"honour|{core}"
        if _division(_letters(giver), ()):
            return f"by {_letters(giver)}|{core}"
    return f"{min((award.recipient for award in awards if award.recipient), default=article_id)}|{core}"


@functools.lru_cache(maxsize=65536)
def _core(name: str) -> str:
    return _letters(read_name(VARIANT.sub("", name))[0])


def _letters(text: str) -> str:
    return _MARKS.sub("", text).lower()


def _division(text: str, awards: Collection[Award]) -> tuple[str, int] | None:
    """Return the code of the division whose name opens a text, and the length of that name.

    Of namesakes (鼓楼区) it is the one that the recipients belong to; where none or several are, there is none.
    """
    for length in LENGTHS:
        if len(text) <= length or not (found := bearers(text[:length])):
            continue
        codes = {one.code for one in found}
        if len(codes) > 1:
            codes = {code for code in codes if any(award.code and award.code.startswith(_prefix(code)) for award in awards)}
        return (codes.pop(), length) if len(codes) == 1 else None
    return None


def _prefix(code: str) -> str:
    """Return the digits that the codes of all divisions within one begin with: 51 of 四川省, 5115 of 宜宾市."""
    return re.sub("(?:00){1,2}$", "", code[:6])


def _level_of(code: str | None, unit: str) -> str | None:
    """Return the code of the division around ``code`` whose kind a word names (省, 市, 自治区 …).

    None where two fit: 全市 of a body in 江油市 may mean 绵阳市, and 全区 of one in 内蒙古 the region.
    """
    path = Gazetteer.load().path(code) if code else ()
    fitting = [one.code for one in path if one.level != "township" and one.name.endswith(unit)]
    return fitting[0] if len(fitting) == 1 else None


@functools.cache
def _national() -> tuple[str, ...]:
    return (*(form for body in Vocabulary.load().national for form in (body.name, *body.aliases)), "中共中央", "中央", "国务院", "全国", "最高", "国家", "共青团中央", "中华全国")


@functools.cache
def _words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in Vocabulary.load().honours["scope"].items()}


def _anybodys(core: str) -> bool:
    """Tell whether anybody may confer an honour of this name: 先进集体, 优秀调解员, “枫桥式”司法所; not 个人二等功 nor 时代楷模."""
    words = _words()
    if core in words["bare"] or core.endswith(words["common"]):
        return True
    return not core.endswith(words["own"]) and core.endswith(words["bearers"])
