"""Names of foreigners as Chinese text writes them: by the letters of the transcription tables, or in Latin letters.

梅德韦杰夫 has no surname that a list could hold. Its letters are those of Xinhua's tables of
transcription (世界人名翻译大辞典), few of which stand next to each other in Chinese words, so
a run of them behind a title is a name: 俄罗斯司法部部长|丘伊琴科.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.name_words import END, name_words
from lawgraph.extract.tokens import is_guess
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token

#: Letters of the transcription tables for English, French, German, Russian, Spanish and Arabic names.
LETTERS = (
    "阿埃艾爱安昂奥巴拜班邦保鲍贝本比彼边别宾玻波博伯勃布采蔡策茨次达大代戴丹当道德登邓狄迪蒂丁东杜敦多顿厄恩尔法范方菲费芬丰冯夫弗福盖甘冈高戈哥格葛古瓜"
    "圭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉加佳贾简杰金京喀卡凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎里丽利莉莲良林琳留柳龙隆娄卢鲁路露伦罗洛吕马玛迈麦"
    "曼芒毛梅门蒙米密明敏缪摩莫墨默姆穆娜纳乃奈南内尼涅宁牛纽农努女诺欧帕潘庞培佩彭蓬皮平珀普奇齐恰钱强乔切琴青丘琼屈热仁日荣茹儒瑞萨塞赛桑瑟森沙山舍申"
    "生圣施石史士舒斯司丝思苏索塔泰坦汤唐陶特滕提田铁廷通托图土陀瓦万旺威韦维魏温文翁沃乌伍武西锡希喜夏香肖谢欣辛兴雄休许逊雅亚延扬耶叶伊因英尤于约宰泽"
    "扎詹占珍芝知治朱竹卓兹子宗祖佐孜瑙蕾娅妮薇莎婷妲罕弥涛吐买木依合江甫肉玉素赛力吾守外居来完山叶孜"
)
#: Letters of the tables that are at home in Chinese names as well: they go on a foreign name, and tell none.
ALL_LETTERS = LETTERS + "久季什根贡列廉富佛翰黛蓓略钦津尚席珊雪聂楚哲若赞孟捷缅派孙松郎洁萝拜劫涵绍连年典缅卜娃察查彻讷措阔柳留柴赖藻曹焦灿关宽仓藏章昌杭匡黄岑真嫩顺准春栋聪容永良江芭茜嘉姬婕汀义慕各朔"
#: Letters that seldom stand in Chinese words but often in transcriptions: a name has one of them.
STRONG = frozenset("埃艾巴班贝比彼宾博伯勃茨戴丹德迪蒂杜敦厄恩尔菲芬夫弗冈戈葛哈赫亨霍基吉杰喀卡凯坎柯科克肯库奎昆拉莱兰勒雷里莉琳卢鲁伦罗洛马玛迈曼蒙米摩莫默姆穆娜纳奈内尼涅纽努诺帕潘佩皮珀普奇恰乔琴琼萨塞桑瑟森沙施史舒斯丝苏索塔泰坦汤特滕廷托图陀瓦威韦维沃乌西锡希辛休逊雅亚耶伊詹兹佐孜提瑙蕾娅妮薇莎妲芭卜绍")
_RUN = re.compile(f"[{ALL_LETTERS}]{{2,12}}(?:[·.-][{ALL_LETTERS}]{{1,12}}){{0,3}}")
#: Leo, John Milius; leo where a form of address or a saying follows.
_LATIN = re.compile(r"(?:[A-Z][A-Za-z.'’-]{2,}(?: [A-Z][A-Za-z.'’-]+){0,3}|[a-z]{3,}|[a-z]{3,}(?: [a-z.]{2,}){0,2}(?= ?(?:先生|女士|说|表示|认为|称|介绍|$)))(?![A-Za-z])")
_LATIN_END = re.compile(r"(?<![A-Za-z阿小老大])[A-Za-z][A-Za-z.'’-]{2,}(?: [A-Z][A-Za-z.'’-]+){0,3}$")
#: Letters of the tables that are words far more often: 穆图|因|伤缺阵.
_JOINTS = frozenset("因于当多大约比来由")
_TAIL = re.compile(f"[{ALL_LETTERS}]*$")
_LONGEST = 40
_RUNNING = frozenset(ALL_LETTERS) | {"·", "-"}
#: Words in Latin letters behind a title that are no names.
_NOT_LATIN = re.compile(r"[A-Z]{2,}$|[A-Z]{2,4}\d|VIP|APP|App|CEO|Blog|(?:vip|app|ceo|cfo|cto|coo|blog|mba|emba|bbs|nba|cba|wcg|dota|mv|dvd|cd|tv|ktv|http|www|com|pk|vs|nike|iphone|ipad|windows|and|the|for|of)(?![a-z])")


@functools.cache
def countries() -> frozenset[str]:
    """Return the names of other countries."""
    return frozenset(Vocabulary.load().relations["countries"])


def foreign_at(scene: Scene, start: int, limit: int) -> int | None:
    """Return where the foreigner's name that begins at ``start`` ends, or None.

    Behind 总统, 梅德韦杰夫特别 ends after 夫, since 特别 is a word of the dictionary.
    """
    latin = _LATIN.match(scene.folded, start, limit)
    if latin:
        return None if _NOT_LATIN.match(latin.group()) else latin.end()
    if scene.folded[start : start + 1] in _ELDER and (younger := foreign_at(scene, start + 1, limit)) is not None and younger > start + 3:
        return younger  # 小|罗伯特-唐尼
    run = _RUN.match(scene.folded, start, limit)
    first = scene.tokens.at(start)
    if first is None or first.start != start:
        return None
    if len(first.word) > 2 and first.tag.startswith(("nr", "nz")) and _strong(first.word) * 2 >= len(first.word) and {first.word[0], first.word[-1]} <= _RUNNING and not is_guess(first.word) and (run is None or first.end > run.end()):
        return first.end  # 希区柯克, a word of the dictionary with a letter of its own
    if run is None or (len(first.word) > 1 and first.tag[0] in "vdpcr" and not _strong(first.word) and not is_guess(first.word)):
        return None  # 总书记|考察内蒙古
    end = start
    read = False  # whether the tagger takes a part for a name
    while end < run.end():
        token = scene.tokens.at(end)
        if token is None or token.start < end:
            break
        if token.end > run.end():
            end = run.end() if is_guess(token.word) and scene.folded[end] not in _JOINTS else end  # 科|前 of 克里沃鲁奇科前几天
            break
        if end > start and not _may_go_on(scene, token, end - start, run.end()):
            break
        end = token.end
        read = read or (len(token.word) > 1 and token.tag.startswith("nr"))
    name = scene.folded[start:end].rstrip("·.-")
    end = start + len(name)
    if len(name) < 2 or name in countries():
        return None
    strong = _strong(name)
    if first.end == end and not first.tag.startswith("nr") and len(name) < 3 and not is_guess(name):
        # 沙特, 巴西: a place or a word of the dictionary. 比利 and 莫奈 are words of it too.
        return end if first.tag != "ns" and (strong == len(name) or (strong and first.tag in {"n", "nz"} and _is_closed(scene, end))) else None
    return end if strong * 2 >= len(name) or (read and strong) or (len(name) > 3 and strong * 3 >= len(name)) else None


#: 小 and 老 before a foreigner's name tell son and father apart.
_ELDER = frozenset("小老大")


def _strong(name: str) -> int:
    """Return how many letters of a name are at home in transcriptions."""
    return sum(letter in STRONG for letter in name)


def _is_closed(scene: Scene, end: int) -> bool:
    """Tell whether a mark, 的 or a word that follows names stands at ``end``."""
    following = scene.folded[end : end + 1]
    return not following or following in END or following == "的" or name_words().after.at(scene.folded, end) is not None


def _may_go_on(scene: Scene, token: Token, length: int, limit: int) -> bool:
    """Tell whether a token is a further part of a foreigner's name of which ``length`` letters are read."""
    if len(token.word) > 1:
        named = token.tag.startswith(("nr", "ns", "nz", "x")) or is_guess(token.word)
        return named or (token.tag[0] == "n" and _strong(token.word) * 2 >= len(token.word) and not scene.text.found_in(Term.WORK, token.start, token.end))
    if token.word in STRONG or token.tag[0] not in "vpdcumfa" or length < 2 or _goes_on(scene, token.end, limit):
        return True
    # 克罗|日|的, not 普京|因|伤.
    following = scene.folded[token.end : token.end + 1]
    return token.tag[0] in "vma" and (following == "的" or following in END)


def foreign_before(scene: Scene, end: int, floor: int) -> int | None:
    """Return where the foreigner's name that ends at ``end`` begins, or None: 奥巴马|总统, Walker|上尉."""
    latin = _LATIN_END.search(scene.folded, max(floor, end - _LONGEST), end)
    if latin:
        return None if _NOT_LATIN.match(latin.group()) else latin.start()
    start = end
    while start > floor:
        token = scene.tokens.at(start - 1)
        if token is None or token.end != start or not set(token.word) <= _RUNNING or token.word in countries():
            break
        named = token.tag.startswith(("nr", "ns", "nz", "x")) or is_guess(token.word) or token.word in STRONG
        if not named:
            break
        start = token.start
    if start < end:
        start = max(floor, leftmost(scene, start))
    name = scene.folded[start:end].lstrip("·-")
    start = end - len(name)
    token = scene.tokens.at(start) if name else None
    if token is None or len(name) < 2 or name in countries() or (token.tag == "ns" and len(name) < 3):
        return None
    return start if _strong(name) * 2 >= len(name) else None


def leftmost(scene: Scene, start: int) -> int:
    """Return where a foreigner's name begins of which a part begins at ``start``: 加|斯皮里尼, 德尔|维奇奥."""
    while start:
        token = scene.tokens.at(start - 1)
        if token is not None and is_guess(token.word) and not set(token.word) <= _RUNNING:
            start -= len(_TAIL.search(token.word).group())  # type: ignore[union-attr]  # 同别|尔德穆哈梅多夫
            break
        if token is None or not set(token.word) <= _RUNNING or token.word in countries():
            break
        named = token.tag.startswith("nr") or (token.tag == "nz" and len(token.word) > 2) or is_guess(token.word) or token.word == "·" or (len(token.word) == 1 and token.tag[0] not in "pcdur" and token.word not in "让来当由")
        if not named:
            break
        start = token.start
    return start


def _goes_on(scene: Scene, start: int, limit: int) -> bool:
    """Tell whether a part of a name follows a letter that is a word too: 迈克尔|加|拉赫, 艾德里|安|·雪莉."""
    if scene.folded.startswith("·", start):
        return True
    token = scene.tokens.at(start)
    return token is not None and token.start == start < token.end <= limit and len(token.word) > 1 and token.tag.startswith("nr")
