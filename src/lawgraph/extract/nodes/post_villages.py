"""The bodies of villages and communities: 双山村|党总支书记 leads the village's Party branch, 东苑社区居委会|主任 its committee."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.scene import Scene

#: What the titles of a village tell of its body: the words that follow the village's name, and the body's own name and other forms.
_BODIES = {
    "党总支": ("党总支",), "党支部": ("党支部",), "支部": ("党支部",), "党委": ("党委",), "党支": ("党支部",),
    "村委会": ("村民委员会", "村委会"), "村民委员会": ("村民委员会", "村委会"), "居委会": ("居民委员会", "居委会"), "居民委员会": ("居民委员会", "居委会"),
    "人民调解委员会": ("人民调解委员会", "调委会"), "村主任": ("村民委员会", "村委会"), "社区主任": ("居民委员会", "居委会"), "村支书": ("党支部",), "社区书记": ("党组织",),
}  # fmt: skip
#: A village's name behind its town's or a mark: 后窑镇|双山村, 、|东苑社区.
_VILLAGE = re.compile(
    r"(?:^|[县市区、,。;:“”(\n ]|由|和|与|及|时任|现任|担任|任)(?P<up>[\u4e00-\u9fff]{1,5}(?:镇|乡|街道))?(?P<own>[\u4e00-\u9fff]{1,5}(?:村|社区))$"
    r"|(?:镇|乡|街道|办事处)(?P<alone>[\u4e00-\u9fff]{1,5}(?:村|社区))$"
)
#: Words that tell of villages at large, or of one spoken of.
_ANY = re.compile("^(?:[该各本全我每农乡行此某两几一二三]|行政|自然|贫困|示范|城市|农村|所在|重点|帮扶|驻|到)|民主法治")
#: The longest name of a village with its town's, and the letter before it.
_LONGEST = 14


#: 青州市|清河镇: the town alone goes into the name.
_ABOVE_TOWN = re.compile("^[\u4e00-\u9fff]{1,4}[市县区旗](?=[\u4e00-\u9fff]{1,4}(?:镇|乡|街道)$)")


class Village(NamedTuple):
    """A village that begins at ``start``: its own name, and the name with its town where that is printed."""

    start: int
    name: str
    full: str


def village_before(scene: Scene, end: int) -> Village | None:
    """Return the village that ends at ``end``: 双山村 of 后窑镇双山村."""
    if not scene.folded.endswith(("村", "社区"), 0, end):
        return None
    match = _VILLAGE.search(scene.folded, max(0, end - _LONGEST), end)
    if match is None:
        return None
    own = match["own"] or match["alone"]
    start = end - len(own)
    if len(own) < _SHORTEST or _ANY.search(own) or any(token.tag[0] in "pcud" or (token.tag == "v" and len(token.word) > 1) for token in scene.tokens.between(start, end) if token.tag != "post"):
        return None
    up = _ABOVE_TOWN.sub("", match["up"] or "")
    return Village(start - len(up), own, up + own)


#: 东村 may be anybody's.
_SHORTEST = 3


@functools.cache
def _stem(title: str) -> str | None:
    """Return what tells the body of a village in a title of the vocabulary: 党总支 of 村党总支书记."""
    return next((stem for stem in _BODIES if title.startswith(stem) or title.removeprefix("村").startswith(stem)), None)


def village_body(scene: Scene, word: str, start: int, previous: Post | None = None) -> tuple[Mention | None, int]:
    """Return the body of a village that a title names, and where it begins: 双山村|党总支书记, 东苑社区|居委会主任.

    Of 双山村党总支书记、|村委会主任 the second sits in the committee of the village of the post before.
    """
    stem = _stem(word)
    if stem is None:
        return None, start
    end = start
    if word.startswith(("村", "社区")) and not scene.folded.endswith(("村", "社区"), 0, start):
        end += 1 if word.startswith("村") else 2  # 东高庄|村党支部书记
    village = village_before(scene, end)
    if village is None:
        return _sister(word, start, stem, previous), start
    return _body(village, stem, start + len(word)), _place_start(scene, village.start)


def _sister(word: str, start: int, stem: str, previous: Post | None) -> Mention | None:
    """Return the body of the village of the post before that a title tells: 双山村党总支书记、|村委会主任."""
    if previous is None or previous.body is None or previous.end != start - 1:
        return None
    name = previous.body.name
    own = next((form for forms in _BODIES.values() for form in forms if name.endswith(form)), "")
    village = name.removesuffix(own)
    if not own or not village.endswith(("村", "社区")):
        return None
    forms = [village + form for form in _BODIES[stem]]
    return Mention(start, start + len(word), Kind.INSTITUTION, forms[0], tuple(forms[1:]), None, "institution")


def _place_start(scene: Scene, start: int) -> int:
    """Return where the place begins that a village's name stands behind or within: 青州市|清河镇双山村."""
    return next((place.start for place in scene.places if place.start < start <= place.end), start)


def village_office(scene: Scene, ending: str, start: int) -> Mention | None:
    """Return the body of a village that an organ's ending names: 上郑村|党支部, 双山村|村委会."""
    if ending not in _BODIES:
        return None
    end = start
    if ending.startswith("村") and not scene.folded.endswith("村", 0, start):
        end += 1
    village = village_before(scene, end)
    return _body(village, ending, start + len(ending)) if village is not None else None


def _body(village: Village, stem: str, end: int) -> Mention:
    forms = [name + form for name in dict.fromkeys((village.full, village.name)) for form in _BODIES[stem]]
    return Mention(village.start, end, Kind.INSTITUTION, forms[0], (*forms[1:], village.name), None, "institution")
