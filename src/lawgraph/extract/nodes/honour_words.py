"""What the words of an honour's name say: whether it is one, of which level, for whom; and its forms."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span

_HAN = "\u4e00-\u9fff"
_EVERYONE = frozenset({Kind.INSTITUTION, Kind.OFFICIAL, Kind.PLACE})


class Words(NamedTuple):
    """The vocabulary of honours' names, made once a process."""

    endings: Endings
    certain: tuple[str, ...]
    marks: re.Pattern[str]
    titles: tuple[str, ...]
    undone: tuple[str, ...]
    personal: Endings
    collective: Endings
    places: tuple[str, ...]


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


@functools.cache
def words() -> Words:
    """Return the vocabulary of honours' names."""
    table = Vocabulary.load().honours
    return Words(
        Endings(table["endings"]),
        _longest_first(table["certain"]),
        re.compile("|".join(map(re.escape, _longest_first(table["marks"])))),
        _longest_first(table["titles"]),
        tuple(table["undone"]),
        Endings(table["personal"]),
        Endings(table["collective"]),
        tuple(table["places"]),
    )


BATCH = re.compile(r"(?:新一[轮批]|第[一二三四五六七八九十百0-9]+[批届次]|首[批届]|\d{4}(?:年?[-至—到]\d{4})?年?度?(?:年度)?|\d{4}-|年度)(?:的)?")
LEVEL = re.compile(
    r"(?:[省市区县]{1,2}直(?:机关|单位)|全国|全省|全市|全区|全县|全州|全旗|全系统|国家级?|省级|市级|县级|区级|部级|省直|市直|县直|自治区级?|中国|中央|司法部|公安部|最高人民(?:法|检察)院|国务院|兵团|[省市县州]"
    rf"|[{_HAN}]{{2,3}}(?:省|市|县|区|州|旗)|[{_HAN}]{{2,6}}(?:自治区|自治州|自治县))"
)
#: 全国|首批|法治政府建设示范县: the batch is no part of the name there either.
_LATER_BATCH = re.compile(r"^(全国|全省|全市|全区|全县)(?:第[一二三四五六七八九十百0-9]+[批届]|首[批届])")


def marked_sentences(scene: Scene) -> list[Span]:
    """Return the sentences that hold a word of distinction, in order."""
    return list(dict.fromkeys(scene.text.sentence(mark.start) for mark in scene.text.found_all(Term.DISTINCTION)))


def is_marked(name: str) -> bool:
    """Tell whether a name speaks of distinction by its own words: 先进, 模范, 标兵."""
    return bool(words().marks.search(name))


def is_ended(name: str) -> bool:
    """Tell whether a name ends as honours do: …集体, …工作者, …示范村(社区)."""
    bare = re.sub(r"[“”‘’]", "", name)
    return words().endings.at(bare, len(bare)) is not None


def has_level(name: str) -> bool:
    """Tell whether a name opens with its level or place: 全国…, 安徽省…, 省级…."""
    return bool(LEVEL.match(BATCH.sub("", name.lstrip("“‘"), count=2).lstrip("“‘")))


def is_certain(name: str) -> bool:
    """Tell whether a name is an honour's wherever it stands: 政治工作|先进集体, with what it was given for before it."""
    ending = next((word for word in words().certain if name.endswith(word)), "")
    return bool(ending) and (len(name) >= len(ending) + 2 or name.endswith("贡献奖")) and not re.search("[的和与及、]|经验|做法", name)


def kinds_of(name: str) -> frozenset[Kind]:
    """Return who may be given an honour of this name: the longest ending that fits decides.

    全国优秀律师 is a person's, 全国优秀律师事务所 a body's, 五一劳动奖章 anybody's.
    """
    bare = re.sub(r"[“”‘’]|称号$", "", name)
    person = len(words().personal.at(bare, len(bare)) or "")
    body = len(words().collective.at(bare, len(bare)) or "")
    if person > body:
        return frozenset({Kind.OFFICIAL})
    if body > person:
        return frozenset({Kind.INSTITUTION, Kind.PLACE})
    return _EVERYONE


def for_places(name: str) -> bool:
    """Tell whether only a place is given it: 全国法治政府建设示范市, 全国文明城市."""
    return name.endswith(words().places)


def named(scene: Scene, start: int, end: int, prefix: str, tail: str, *, titled: bool = False, plain: bool = False) -> Mention:
    """Make the honour at [start, end), with the forms under which it is found again.

    A quotation without a level of its own takes the one before it into its name, since 先进集体 of
    the country and 先进集体 of a city are two: 全省“人民满意的公务员集体”.
    """
    inner = scene.folded[start:end]
    printed = scene.quote(start, end).replace("\n", "")
    level = BATCH.sub("", prefix).removesuffix("的")
    if plain:
        stripped = BATCH.sub("", inner, count=1) if BATCH.match(inner) else _LATER_BATCH.sub(r"\1", inner)
        name = stripped if len(stripped) >= 4 and not stripped.startswith("的") else inner
        return made(scene, start, end, name, [inner, printed, *([name + "称号"] if titled else [])])
    quoted = f"“{inner}”"
    core = quoted + tail if tail else inner
    alone = BATCH.sub("", inner, count=1) if BATCH.match(inner) and len(BATCH.sub("", inner, count=1)) >= 4 and has_level(inner) else core
    if tail:
        name = level + core
    elif level and not has_level(inner):
        name = level + quoted
    else:
        name = alone
    forms = [core, quoted + tail, inner + tail, f"“{printed}”{tail}", level + quoted + tail, prefix + quoted + tail, prefix + core]
    if titled:
        forms += [inner + "称号", quoted + "称号"]
    return made(scene, start, end + 1 + len(tail) if tail else end, name, forms)


def made(scene: Scene, start: int, end: int, name: str, forms: list[str]) -> Mention:
    """Make a mention with its name under the level's own name too: 全省… in an article about Anhui is 安徽省…."""
    own = []
    for levels, level in ((("全省", "省级", "省"), "省"), (("全市", "市级", "市"), "市"), (("全县", "县级", "县"), "县"), (("全区", "区级", "区"), "区")):
        division = scene.setting.level(level)
        if division is None:
            continue
        for form in [name, *forms]:
            word = next((one for one in levels if form.startswith(one)), "")
            if word:
                own.append(division.name + form.removeprefix(word))
            elif form.startswith(division.name):
                own += [levels[0] + form.removeprefix(division.name), levels[2] + form.removeprefix(division.name)]
    aliases = [form for form in dict.fromkeys([*forms, *own]) if form and form != name]
    return Mention(start, end, Kind.HONOUR, name, tuple(aliases))
