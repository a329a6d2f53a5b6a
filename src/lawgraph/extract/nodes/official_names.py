"""Tell a person's name from the words around it.

Nothing here decides that somebody is an official: the rules ask "does a name begin (or end) at this
place?", after a title, before 同志, beside a quoted honour. A surname opens a name; where it ends
is decided by what follows, by the other places where the same name stands, and by the tagger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.foreign_names import ALL_LETTERS, foreign_at, foreign_before
from lawgraph.extract.nodes.japanese_names import japanese_at, japanese_before
from lawgraph.extract.nodes.name_candidates import THRESHOLD, candidate, drew_in, score_of
from lawgraph.extract.nodes.name_words import (
    END,
    FUNCTION,
    HAN,
    OFFICE,
    Name,
    is_private,
    may_be_name,
    name_words,
)
from lawgraph.extract.tokens import is_guess
from lawgraph.lexicon.terms import Term

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token

#: 艾尔肯·吐尼亚孜: parts of one to eight letters, joined by a dot.
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")


def name_at(scene: Scene, start: int, limit: int | None = None) -> Name | None:
    """Return the name that begins at ``start`` (blanks and a dash before it are skipped: 所长——张三), or None.

    书记江成与大家 gives 江成, since 与 is in no name; 局长高度重视 gives None.
    """
    folded = scene.folded
    limit = len(folded) if limit is None else limit
    while start < limit and folded[start] in " -":
        start += 1
    dotted = _DOTTED.match(folded, start, limit) if folded.find("·", start, start + 9) >= 0 else None
    if dotted and not _runs_over(scene, dotted):
        return _dotted(scene, dotted)
    if folded[start : start + 1] not in name_words().openings:
        return None
    if is_private(scene, start):
        return None
    words = name_words()
    best: tuple[float, Name] | None = None
    for surname_length in (2, 1):
        surname = folded[start : start + surname_length]
        # 黄张敬瑜: a married woman of Hong Kong bears two surnames.
        married = surname_length == 2 and surname[0] in words.surnames and surname[1:] in words.surnames
        if len(surname) != surname_length or (surname not in words.surnames and not married):
            continue
        for given_length in (2, 1):
            name = candidate(scene, start, surname_length, given_length, limit)
            if name is None:
                continue
            score = score_of(scene, words, name, surname_length, given_length)
            if married and surname not in words.surnames:
                if given_length == 1:
                    continue
                score -= 1.2  # seldom: only where the shorter reading leaves a letter over
            if best is None or score > best[0]:
                best = (score, name)
    if best is None or (best[0] < THRESHOLD and not _in_company(scene, best[1])) or _is_place(scene, best[1]):
        return None
    return best[1]


def _in_company(scene: Scene, name: Name) -> bool:
    """Tell whether what follows makes two letters a name behind a title: 公证员苟强|一行, 公证员苟强、|贾玉洁|分获."""
    if not any(one.end == name.start for one in scene.text.found_in(Term.TITLE, max(0, name.start - 6), name.start)):
        return False
    if scene.folded.startswith("一行", name.end):
        return True
    following = name.end + 1
    return scene.folded.startswith("、", name.end) and is_token(scene, following) and name_at(scene, following) is not None


#: The longest chain of places of which a name may seem to be the end.
_HOME = 20


#: Names of two letters are short names of towns too.
_SHORTEST_NAME = 2


def _is_place(scene: Scene, name: Name) -> bool:
    """Tell whether a place or a body stands where a name was read: 曲周县, 区政府."""
    here = scene.places_within(name.start, name.start + 1)
    if name.end - name.start == _SHORTEST_NAME and any(name.text + level in scene.folded for level in "镇乡村"):
        return True  # 苏陈 of 苏陈镇
    if any(place.end > name.start + 1 and place.printed[-1] in "省市县区旗州盟镇乡道" for place in here):
        return True
    if name.text[-1] == "人" and any(place.end == name.end - 1 for place in scene.places_within(max(0, name.start - _HOME), name.end)):
        return True  # 湖北黄梅|人
    if any(body.end >= name.end for body in scene.bodies_from(name.start)):
        return True
    return any(scene.bodies_from(position) for position in range(name.start + 1, name.end))


def _dotted(scene: Scene, match: re.Match[str]) -> Name:
    """End a dotted name before a verb that the letters ran into: 艾尔肯·吐尼亚孜|出席."""
    start, end = match.span()
    for mark in "和与":
        joint = scene.folded.find(mark, scene.folded.find("·", start) + 2, end)
        end = joint if joint > 0 else end  # 劳拉·琳妮|和|菲利普·霍夫曼
    last_dot = scene.folded.rfind("·", start, end)
    words = name_words()
    strange = next((at for at in range(last_dot + 1, end) if scene.folded[at] not in ALL_LETTERS), end)
    if strange >= last_dot + 3:
        end = strange  # 克里沃鲁奇科|前几天: no letter of transcriptions
    for position in range(last_dot + 2, end):
        if not scene.tokens.starts_at(position):
            continue
        token = scene.tokens.at(position)
        verb = token is not None and len(token.word) > 1 and token.tag[0] in "vdpct" and not (set(token.word) <= set(ALL_LETTERS) and (token.tag[0] in "vd" or is_guess(token.word)))
        if verb or words.after.at(scene.folded, position):
            end = position
            break
    return Name(start, end, scene.folded[start:end])


def _runs_over(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether the first part of a dotted run holds a verb: 李明致电艾尔肯·… begins with another name."""
    first = scene.folded.find("·", match.start())
    return any(token.tag[0] == "v" for token in scene.tokens.between(match.start() + 1, first))


#: What is told of a person in brackets between the name and the verb: 任命张三(女,彝族)|为局长.
_ASIDE = re.compile(r"\((?:[男女]|[\u4e00-\u9fff]{1,5}族)[^()\n]{0,20}\)$")


def name_before(scene: Scene, end: int, floor: int = 0) -> Name | None:
    """Return the name that ends at ``end`` (blanks, 同志 and 张三(女)'s bracket skipped), or None: 张三|任局长 gives 张三."""
    folded = scene.folded
    if end > floor and folded[end - 1] == ")" and (aside := _ASIDE.search(folded, max(floor, end - 25), end)):
        end = aside.start()
    while end > floor and folded[end - 1] == " ":
        end -= 1
    if folded.endswith("同志", 0, end):
        end -= 2
    for match in _DOTTED.finditer(folded, max(floor, end - 30), end) if folded.find("·", max(floor, end - 30), end) >= 0 else ():
        if match.end() == end:
            start = _dotted_start(scene, match)
            return Name(start, end, folded[start:end])
    words = name_words()
    best: tuple[float, Name] | None = None
    for surname_length, given_length in ((2, 2), (2, 1), (1, 2), (1, 1)):
        start = end - surname_length - given_length
        for padded in (0, 1):
            start -= padded
            if start < floor or folded[start : start + surname_length] not in words.surnames:
                continue
            name = candidate(scene, start, surname_length, given_length, end)
            if name is None or name.end != end:
                continue
            score = score_of(scene, words, name, surname_length, given_length)
            before = folded[start - 1 : start]
            if not before or before in END or before == "由" or scene.tokens.starts_at(start) or scene.bodies_to(start) or (folded[end : end + 1] == before and before in "科处股所局司庭室"):
                score += 0.5  # and 行政复议科|李涛|科长, where the tagger draws 科 into the name
            else:
                score -= 1.0
            if before in words.surnames and before != "由" and folded[start - 2 : start - 1] in END:
                score -= 2.0  # 卫东 of 、汪卫东: the letter before is the surname
            if best is not None and folded[best[1].start] in "和与由" and name.start == best[1].start + 1 and folded[max(floor, best[1].start - 1)] not in END:
                best = None  # 张志伟和|刘丹: nobody is called 和刘丹 behind a name
            longer = best is not None and name.start == best[1].start + 1 and name.end == best[1].end
            if longer and best is not None and best[0] >= THRESHOLD and _alone(scene, best[1].start):
                continue  # 周|海涛: 海 is a surname too, but the letter before is one that stands by itself
            if best is None or score > best[0]:
                best = (score, name)
    if best is None or best[0] < THRESHOLD or _is_place(scene, best[1]) or is_private(scene, best[1].start):
        return None
    return best[1]


#: The spelling at home of a foreigner's name, in brackets behind it: 斯基贝(Michael Skibbe).
_ORIGINAL = re.compile(r" ?\((?!blog|weibo|microblog)([A-Za-z][A-Za-z .'’-]{3,40})\)?")


def original_of(scene: Scene, name: Name) -> tuple[str, ...]:
    """Return the Latin spelling that stands in brackets behind a name, and the name with it, as its other forms."""
    match = _ORIGINAL.match(scene.folded, name.end)
    return (match[1].strip(), f"{name.text}({match[1].strip()})") if match else ()


def surely_ends(scene: Scene, name: Name) -> bool:
    """Tell whether a name is sure without a post before it: the tagger reads it too, or a mark or verb closes three letters."""
    token = scene.tokens.at(name.start)
    if "·" in name.text or len(name.text) > 4 or not HAN.match(name.text):
        return True
    if token is None:
        return False
    guess = is_guess(token.word)
    read = token.tag.startswith("nr") and token.end <= name.end
    following = scene.folded[name.end : name.end + 1]
    closed = not following or following in END or name_words().after.at(scene.folded, name.end) is not None
    whole = guess and token.end == name.end and (closed or len(name.text) > 2)
    if drew_in(scene, name, token) or (token.start == name.start and (read or whole)):
        return True
    return closed and len(name.text) > 2 and not (token.tag[0] in "vdpc" and len(token.word) > 1 and not guess)


def is_token(scene: Scene, start: int) -> bool:
    """Tell whether the tagger reads a person's name of two to four letters, and just that, at ``start``."""
    token = scene.tokens.at(start)
    if token is None or token.start != start or not token.tag.startswith("nr"):
        return False
    if len(token.word) > 1:
        return len(token.word) <= 4
    following = scene.tokens.at(token.end)  # 陈|桂林
    return following is not None and following.tag.startswith("nr") and len(following.word) <= 2


def opens_a_name(scene: Scene, start: int) -> bool:
    """Tell whether a letter that makes another word of a title begins a name here: 副总理|法迪拉 is about no 总理法."""
    token = scene.tokens.at(start)
    return token is not None and token.start == start and len(token.word) > 1 and token.tag.startswith(("nr", "nz"))


def stands_alone(scene: Scene, name: Name) -> bool:
    """Tell whether a name before a form of address is one: the tagger reads it, or a mark or a body's name ends before three letters."""
    if any(body.start <= name.start < body.end for body in scene.institutions):
        return False  # 区政府|副区长
    if any((place.start, place.end) == (name.start, name.end) and place.division in scene.setting.path for place in scene.places):
        return False  # 金山|律师, in news of 金山区
    token = scene.tokens.at(name.start)
    if token is not None and ((token.tag.startswith("nr") and token.end <= name.end) or ("·" in name.text and set(name.text) <= {"·", *ALL_LETTERS}) or drew_in(scene, name, token)):
        return True
    before = scene.folded[name.start - 1 : name.start]
    if before == "由":
        return True  # 会议由|苗林|局长主持
    behind_body = bool(scene.bodies_to(name.start))
    if behind_body and token is not None and token.start < name.start and token.end == name.end and token.tag.startswith("nr"):
        return True  # 市律协|林晓克|会长, where the tagger draws 协 into the name
    if len(name.text) > 2 and name.text[0] not in FUNCTION and token is not None and token.start == name.start and _cut_whole(scene, token, name.end) and scene.tokens.starts_at(name.start):
        previous = scene.tokens.at(name.start - 1)
        if previous is not None and previous.tag[0] in "vpc":
            return True  # 这是|张|洪峰|导演的
    opened = not before or before in END or behind_body
    if behind_body and token is not None and token.start == name.start and token.tag[0] not in "vdpcmu" and (len(token.word) == 1 or token.end == name.end):
        return True  # 徐州仲裁委|钟芃|副秘书长
    return opened and len(name.text) > 2 and token is not None and token.start == name.start and not (token.tag[0] in "vdpcm" and len(token.word) > 1)


def _cut_whole(scene: Scene, token: Token, end: int) -> bool:
    """Tell whether the tagger guesses a name as a whole, or reads one letter and a word that may be a given name behind it."""
    if token.end == end:
        return is_guess(token.word)
    given = scene.tokens.at(token.end)
    return len(token.word) == 1 and given is not None and given.end == end and (given.tag.startswith(("nr", "nz")) or is_guess(given.word))


def stranger_before(scene: Scene, end: int, floor: int) -> Name | None:
    """Return the name of a Japanese or another foreigner that ends at ``end``: 卡米拉|任总裁."""
    start = japanese_before(scene, end, floor)
    if start is None:
        start = foreign_before(scene, end, floor)
    if start is None or any(place.start <= start < place.end for place in scene.places_within(max(0, start - 8), end)):
        return None
    return Name(start, end, scene.folded[start:end])


def _alone(scene: Scene, position: int) -> bool:
    """Tell whether the tagger starts a word at ``position``, so that the letter there ends no word before it."""
    return scene.tokens.starts_at(position)


def _dotted_start(scene: Scene, match: re.Match[str]) -> int:
    """Begin a dotted name behind the words that its letters ran into: 毫无疑问是|克里斯托弗·诺兰."""
    start = match.start()
    dot = scene.folded.find("·", start)
    for token in scene.tokens.between(start, dot - 1):
        if not set(token.word) <= set(ALL_LETTERS):
            start = max(start, token.end)
    return start if start < dot else match.start()


def names_before(scene: Scene, end: int, floor: int) -> list[Name]:
    """Return the names of a list that ends at ``end``: 张三、李四|当选为副会长 gives two."""
    name = name_before(scene, end, floor)
    out: list[Name] = []
    while name is not None:
        out.insert(0, name)
        before = scene.folded[name.start - 1 : name.start]
        if before not in {"、", "和"} or name.start - 1 <= floor:
            break
        name = name_before(scene, name.start - 1, floor)
    return out


#: Between the names of a list: 张三、李四和王五.
_JOINT = re.compile(r" ?(?:、|和|及|以及|与|,) ?")


def person_at(scene: Scene, start: int, limit: int) -> Name | None:
    """Return the name, Chinese or foreign, that begins at ``start`` behind a title: the longer reading of 梅德韦杰夫."""
    while start < limit and scene.folded[start] == " ":
        start += 1
    parts = name_words().parts.match(scene.folded, start, limit)
    if parts and (parts.end() == len(scene.folded) or scene.folded[parts.end()] in END or scene.tokens.starts_at(parts.end())):
        return Name(start, parts.end(), parts.group())
    name = name_at(scene, start, limit)
    japanese = japanese_at(scene, start, limit)
    if japanese is not None and (name is None or japanese > name.end):
        return Name(start, japanese, scene.folded[start:japanese])
    foreign = foreign_at(scene, start, limit)
    if foreign is not None and (name is None or (foreign > name.end and foreign > start + 3)):
        return Name(start, foreign, scene.folded[start:foreign])
    return name


def names_from(scene: Scene, start: int, limit: int) -> list[Name]:
    """Return the names of a list that begins at ``start``: 张三、李四和王五 gives three."""
    out: list[Name] = []
    position = start
    while position < limit:
        name = person_at(scene, position, limit)
        if name is None and out and scene.folded[position - 1] == "、":
            name = _enclosed(scene, position, limit)
        if name is None:
            break
        out.append(name)
        position = name.end
        if scene.folded.startswith("同志", position):
            position += 2
        position = skip_brackets(scene.folded, position)
        joint = _JOINT.match(scene.folded, position)
        if joint is None:
            break
        position = joint.end()
    return out


#: Three letters between two marks of a list.
_THREE = re.compile(r"[\u4e00-\u9fff]{3}(?=[、,。;]|等)")
#: Letters that end words for people who are not named.
_OF_PEOPLE = frozenset("员长师官者人表部任记委工干兵警士生民众友")


def _enclosed(scene: Scene, start: int, limit: int) -> Name | None:
    """Return the name of three letters between two marks of a list of names, whatever words its letters are: 刘海生、|陈述涛|、符凤春."""
    match = _THREE.match(scene.folded, start, min(limit, start + 4))
    words = name_words()
    if match is None or match.group()[0] not in words.surnames - FUNCTION or match.group()[-1] in OFFICE | _OF_PEOPLE:
        return None
    if (words.not_names.at(match.group(), 0) is not None and match.group()[-1] not in words.given) or not words.never.isdisjoint(match.group()) or scene.bodies_from(start) or scene.places_within(start, start + 1):
        return None
    return Name(start, match.end(), match.group())


def skip_brackets(text: str, position: int) -> int:
    """Return the position behind a short bracket: 张三(女,回族) goes on behind the bracket."""
    if text[position : position + 1] == "(":
        close = text.find(")", position, position + 25)
        if close >= 0:
            return close + 1
    return position


#: 专家组长|开彦|先生, 设计师|隈研吾|女士: a form of address closes any name behind a work.
_POLITE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})(?=先生|女士|小姐|教授|博士|老师)")


def polite(scene: Scene, position: int) -> Name | None:
    """Return the name that a form of address closes, whatever it begins with: 专家组长|开彦|先生."""
    match = _POLITE.match(scene.folded, position)
    if match is None or not may_be_name(match["name"]) or scene.text.found_in(Term.TITLE, position, match.end("name")) or match["name"][0] in FUNCTION:
        return None  # 主席同总统|先生
    return Name(position, match.end("name"), match["name"])
