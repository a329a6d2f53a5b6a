"""Lists of appointments and removals: a heading (任命:, 免去:), and below it a line for each person.

    决定任命:
    周立群为青州市司法局局长;
    李文、张 敏(女)为青州市人民法院审判员。
    免去:
    王志远的青州市司法局副局长职务。

The form of the line says where the names end, so that a name needs no more than a surname.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Posting
from lawgraph.extract.nodes.modalities import strongest
from lawgraph.extract.nodes.name_words import Name, name_words
from lawgraph.model import Kind, Mention, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.nodes.official_posts import Chain
    from lawgraph.extract.scene import Scene

_HAN = "[\u4e00-\u9fff]"
_NAME = f"(?:{_HAN}{{1,8}}(?:·{_HAN}{{1,10}})+|{_HAN}(?: {{0,3}}{_HAN}){{1,3}})"
_ASIDE = r"(?: ?\([^()\n]{1,12}\))?"
_ENTRY = re.compile(
    rf"[ ]*(?:\(?[一二三四五六七八九十\d]{{1,3}}[)、.,]? ?)?(?P<names>{_NAME}{_ASIDE}(?:(?:[、,和] ?| |(?<=\))){_NAME}{_ASIDE}){{0,30}}?)(?:同志)?(?P<join>为|任|担任|的)(?={_HAN})"
)
_ONE = re.compile(rf"({_NAME}){_ASIDE}(?:同志)?")
#: The names of an entry of removals that has no 的: 冯建国|青州市人民检察院检察员职务.
_BARE = re.compile(rf"[ ]*(?:\(?[一二三四五六七八九十\d]{{1,3}}[)、.,]? ?)?(?P<names>{_NAME}{_ASIDE}(?:[、,和] ?{_NAME}{_ASIDE}){{0,30}}) ?(?:同志)?")
#: A heading closes its line or stands before a colon: 决定任命: · 免去下列人员职务: · 根据…的提请,批准任命
_HEADING = re.compile(
    r"(?:(?P<appointed>任命|聘任|任职|选举|补选|推选)|(?P<dismissed>免去|免除|撤销|罢免|解聘|免职)|(?P<resigned>接受[^。:]{0,20}辞职|辞去))[^:为]{0,14}:?[ ]*$"
)
#: A word of every heading.
_APPOINTING = ("任命", "聘任", "任职", "选举", "补选", "推选", "免去", "免除", "撤销", "罢免", "解聘", "免职", "辞职", "辞去")
#: What a list is made of: lines, and in a line the parts that end in a semicolon or full stop.
_PART = re.compile(r"[^\n;。]+")
#: A part that is neither an entry nor a heading and longer than this is a sentence, and ends the list.
_MAX_REMARK = 30
_OFFICE = re.compile(r"职务?[ ]*(?:\([^()\n]{1,12}\))?[ ]*$")


_OVER = frozenset({Modality.DISMISSED, Modality.RESIGNED})


def find_listed(scene: Scene, chains: list[Chain]) -> dict[int, list[Posting]]:
    """Return the postings of the lists in a text, by the start of the chain of posts that each has."""
    found: dict[int, list[Posting]] = {}
    if not chains or not any(word in scene.folded for word in _APPOINTING):
        return found  # nine in ten texts
    starts = {chain[0].full_start: chain for chain in chains}
    for start, end, modality in _lines(scene.folded):
        entry = _ENTRY.match(scene.folded, start, end)
        chain = starts.get(entry.end()) if entry else None
        if chain is None and modality in _OVER and _OFFICE.search(scene.folded, start, end):
            chain = next((one for at, one in starts.items() if start < at < end), None)
            entry = _BARE.fullmatch(scene.folded, start, chain[0].full_start) if chain else None
        if entry is None or chain is None or chain[-1].end > end or chain[0].body is None:
            continue
        if entry.groupdict().get("join") == "的" and not (modality in _OVER and _OFFICE.search(scene.folded, chain[-1].end, end)):
            continue
        names = list(_names(scene.folded, entry.start("names"), entry.end("names")))
        if names:
            found[chain[0].start] = [
                Posting(Mention(name.start, name.end, Kind.OFFICIAL, name.text), post, "name-title", strongest(modality, post.modality))
                for name in names
                for post in _rest(scene, chains, chain, end)
            ]
    return found


def _rest(scene: Scene, chains: list[Chain], chain: Chain, end: int) -> Chain:
    """Return every post of the line: a mark that chains do not cross (审判员;执行局局长) may stand between them."""
    return tuple(post for one in chains if chain[0].start <= one[0].start < end and "为" not in scene.folded[chain[-1].end : one[0].start] for post in one)


def _lines(text: str) -> Iterator[tuple[int, int, Modality]]:
    """Yield the parts below or behind each heading, with what it says of them."""
    said: Modality | None = None
    for part in _PART.finditer(text):
        start, end = part.span()
        colon = text.find(":", start, end)
        heading = _HEADING.search(text, max(start, (colon if colon > 0 else end) - 60), colon + 1 if colon > 0 else end)
        if heading and (colon > 0 or text[end : end + 1] in {"", "\n"}):
            said = Modality.APPOINTED if heading["appointed"] else Modality.DISMISSED if heading["dismissed"] else Modality.RESIGNED
            start = heading.end()
        if said is None or not text[start:end].strip():
            continue
        if _ENTRY.match(text, start, end) or (said in _OVER and _OFFICE.search(text, start, end)):
            yield start, end, said
        elif end - start > _MAX_REMARK:
            said = None


def _names(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the names of an entry; none where one of them has no surname."""
    names = []
    position = start
    while position < end:
        one = _ONE.match(text, position, end)
        if one is None:
            position += 1
            continue
        letters = one[1].replace(" ", "")
        if "·" not in letters and not _is_name(letters):
            return
        names.append(Name(one.start(1), one.end(1), letters))
        position = one.end()
    yield from names


#: Letters that only a name with a double surname has.
_LONG = 4


@functools.cache
def _is_name(letters: str) -> bool:
    words = name_words()
    return (letters[0] in words.surnames and len(letters) < _LONG) or letters[:2] in words.surnames

