"""Where the name of a program begins and ends, and the forms that it goes by.

A name in quotation marks may go on behind them (“党建+法治”|特色品牌); one without them runs back
from a telling ending to the verb that launches it (开展|司法所标准化创建三年行动). Both
begin and end where a word does, and never cross the marks of a title (《》).
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span
    from lawgraph.extract.tokens import Token
    from lawgraph.lexicon.matcher import Found


class Words(NamedTuple):
    """The vocabulary of programs, made once a process."""

    hard: frozenset[str]
    weak: frozenset[str]
    writing: frozenset[str]
    firm: tuple[str, ...]
    vague: frozenset[str]
    inner: tuple[str, ...]
    countrywide: tuple[str, ...]
    verb_nouns: frozenset[str]
    common: tuple[str, ...]
    slogans: frozenset[str]
    figures: tuple[str, ...]
    particular: tuple[str, ...]
    naming: tuple[str, ...]


@functools.cache
def words() -> Words:
    """Return the vocabulary of programs."""
    table = Vocabulary.load().programs
    by_length = functools.partial(sorted, key=lambda word: (-len(word), word))
    return Words(
        hard=frozenset(table["hard"]),
        weak=frozenset(table["weak"]),
        writing=frozenset(table["writing"]),
        firm=tuple(table["firm"]),
        vague=frozenset(table["vague"]),
        inner=tuple(table["inner"]),
        countrywide=tuple(table["national"]),
        verb_nouns=frozenset(table["verb_nouns"]),
        common=tuple(by_length(table["common"])),
        slogans=frozenset(table["slogans"]),
        figures=tuple(table["figures"]),
        particular=tuple(table["particular"]),
        naming=tuple(table["naming"]),
    )


class Tail(NamedTuple):
    """What follows a quotation and belongs to its name; ``plural`` where it sums up several (等活动)."""

    text: str
    end: int
    plural: bool


#: A name without quotation marks: shorter is a common noun, longer a whole clause.
MIN_NAME, MAX_NAME = 5, 34
#: Places and things that four letters name well enough: 宪法专列.
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2}(?:专列|广场|公园|地图)")
_TAIL_REACH = 12
#: What is built up of verbs as much as of nouns: “1+15”全域覆盖|网络.
_BUILT = ("网络", "体系", "制度", "团队")
_PLURAL = re.compile(r"等(?:\d+余?|十余|多|数|几|一批|系列|[两三四五六七八九十]+)?(?:多)?(?:个|项|类|种|大|场)?|[两三四五六七八九十]+(?:个|项|大)(?=[\u4e00-\u9fff])")
#: What may stand between a verb and the name that it launches.
_LEAD_IN = re.compile(
    r"^(?:了|过|好|起|出|成|落地|运行|上线|全国|全省|全市|全区|全县|全州|全盟|全旗|自治区|本市|我市|我县|我区|首个|首条|首家|首期|首届"
    r"|暨|第一个|首批|一个|一批|一系列|系列|一场|一次|一项|[一二三四五六七八九十\d]+[期场](?![一-龥]{0,2}攻坚)|新一轮|[两三四\d]轮|为期[一-龥0-9]{1,5}的|多种|各类|各项|新的|新|的|国内|省内|市内|辖区|名为|题为|以下|:)+"
)
#: Words that end a run of name-like words: prepositions, adverbs, pronouns, particles.
_STOP_TAGS = frozenset({"p", "d", "r", "u", "ul", "uz", "ug", "uv", "ud", "y", "e", "o", "zg", "df", "rr", "rz"})
_NAME_LETTERS = re.compile(r"[\u4e00-\u9fff0-9A-Za-z+·、“”()&.-]+")
#: Joined words that stand within a name: 人民调解员和网格员.
_JOINTS = frozenset({"、", "和", "与", "暨", "及", "+", "·", "“", "”", "(", ")", "-", "&"})
_VERB_TAGS = frozenset({"v", "vd", "vi", "vg", "vq", "vshi", "vyou"})
#: A verb-noun that jieba calls something else, or a pair of them, in the ending itself.
_BAD_OPENING = re.compile(r"^(?:[省市县区]和|该|这|此|其|各|每|某|相关|有关|上述|一些|许多|所有|多个|等|和|与|及|、|”|\))")


def is_nominal(token: Token) -> bool:
    """Tell whether a word may stand in a name: a noun, a verb-noun, a number, a joint."""
    if token.word in words().verb_nouns or token.word in _JOINTS:
        return True
    if token.tag in _STOP_TAGS or token.word in {"等", "的", "了", "为", "是", "有", "在", "以", "将", "把", "被", "让", "使"}:
        return False
    if token.tag == "x":
        return token.word.isalnum()
    return not (token.tag in _VERB_TAGS or token.tag == "c")


def all_nominal(scene: Scene, start: int, end: int) -> bool:
    """Tell whether every word that begins in [start, end) may stand in a name."""
    return all(is_nominal(token) for token in scene.tokens.between(start, end))


_STRETCH = re.compile(r"[\u4e00-\u9fff、]{0,20}")


def tail_of(scene: Scene, position: int) -> Tail:
    """Return what follows a quotation that closed at ``position`` and belongs to the name."""
    folded = scene.folded
    plural = _PLURAL.match(folded, position)
    start = plural.end() if plural else position
    if not plural and folded.startswith("的", start):
        start += 1
    stretch = _STRETCH.match(folded, start)
    text = stretch.group() if stretch else ""
    if "个" in text:
        text = re.split("[两三四五六七八九十]个", text)[0]
    # The next body of a list begins another item: “A”|、乙市检察院爱民工作室.
    following = next((one for one in scene.bodies_behind(start) if one.end > one.start), None) if text else None
    if following is not None:
        text = text[: following.start - start]
    best, best_end = "", position
    first: dict[str, int] = {}
    for found in scene.text.found_all(Term.TAIL, start, start + len(text)):
        first.setdefault(found.word, found.start - start)
    for tail in sorted(first, key=lambda word: (-len(word), word)):
        index = first[tail]
        if index > _TAIL_REACH or start + index + len(tail) <= best_end:
            continue
        last = scene.tokens.at(start + index + len(tail) - 1)
        # 创建 of 创建者, 服务 of 服务员 end no name.
        if last is not None and last.end > start + index + len(tail) and last.word not in {"活动月", "活动周"}:
            continue
        periodic = _PERIODIC.fullmatch(text[: index + len(tail)]) is not None
        if index and not periodic and not all_nominal(scene, start, start + index) and not (tail.endswith((*words().firm, *_BUILT)) and is_flowing(scene, start, start + index)):
            continue
        if start > position and not plural and not tail.endswith(words().firm):
            continue  # “X”的工作要求
        best, best_end = text[: index + len(tail)], start + index + len(tail)
    built = _BEING_BUILT.search(best)
    if built is not None:
        best, best_end = best[: built.start(1)], best_end - len(built.group(1))
    if best.startswith(("及", "和", "与", "以及")) or (best.startswith("暨") and not best.endswith(words().firm)):
        best, best_end = "", position  # “护学岗”|及夜间护学服务模式
    item = best.partition("、")[0]
    if item != best and item.endswith(words().firm):
        best, best_end = item, best_end - len(best) + len(item)  # “三调联动”机制|、商会驻庭调解室
    return Tail(best.rsplit("、", 1)[-1] if "、" in best else best, best_end if best else position, plural is not None)


#: That a thing of its own kind is made is no part of its name: “阳光公证”服务品牌|创建.
_BEING_BUILT = re.compile("(?:品牌|模式|机制|平台)(创建|建设|推广)$")


#: “比学赶超”|每月之星评选: the words between are no nouns.
_PERIODIC = re.compile(r"(?:每[日周月季年]|年度|季度|月度)(?:之星|一星|标兵|先锋|好人)?评选")


#: What is said of a program, and no part of its name: “甲”|作为特色项目, “乙”|获评文化品牌.
_PREDICATE = re.compile("作为|成为|变为|获|入选|评为|上榜|上线|取得|深受|得到|实现|走进|亮相|惠及|列为|列入|纳入|进行|受到|启动|入围|登上|落地|属于|叫响")
#: The noun that a quotation is an attribute of, where no list of endings has it: “帮女郎”|调解团队.
_FREE = re.compile(r"[\u4e00-\u9fff]{2,8}(?=$|[,;。!\n、)]|等)")
#: Nouns that say no more than that something was built up: no undertakings.
_ABSTRACT = re.compile(
    r"(?:(?:^|干部|人才|工作|司法|政法|检察|法官|公安|民警|律师|过硬)队伍|干部|人员|群众|企业|难题|问题|要求|战略|目标|任务|原则|责任|局面|氛围|思想|意识|理念|形象|精神|环境|格局|方针|局|院|所|状态|标准|作用|优势|效应|政策|关系|人才|骨干|关口|防线|屏障|需求|方式|理论|方法|手段|态势|基础|能力"
    r"|水平|机构|组织|氛围|新路|之路|路子|名片|高地|样板|标杆|典型|经验|做法|成果|成效|案件|案例|犯罪|违法|纠纷|称号|荣誉|现象|行为|文章|主体|模块|内容|单位|集体|个人|村|社区|司法所|法庭|警队|铁军|尖兵|环节|举措|措施|路径|矛盾|局面|态度|诉求|图景|画卷|答卷)$"
)


def free_tail(scene: Scene, position: int) -> Tail | None:
    """Return the noun phrase that closes the clause right behind a quotation, if it names a thing of its own kind."""
    match = _FREE.match(scene.folded, position)
    if match is None or _ABSTRACT.search(match.group()) or _PREDICATE.search(match.group()) or not all_nominal(scene, position, match.end()):
        return None
    tokens = scene.tokens.between(position, match.end())
    if not tokens or tokens[0].start != position or tokens[-1].end != match.end() or tokens[-1].tag[0] != "n" or tokens[-1].word in words().verb_nouns or tokens[-1].tag[:2] in {"nr", "ns"}:
        return None
    return Tail(match.group(), match.end(), plural=False)


def is_flowing(scene: Scene, start: int, end: int) -> bool:
    """Tell whether verbs in a name stand by themselves: “产业链+法律服务”纾困解难|活动."""
    return not _PREDICATE.search(scene.folded, start, end) and all(is_nominal(token) or (token.tag in _VERB_TAGS and token.word not in words().hard) for token in scene.tokens.between(start, end))


_LEAD = re.compile(r"[\u4e00-\u9fff]{2,12}")


def lead_before(scene: Scene, floor: int, start: int) -> str:
    """Return the nouns right before a quotation that belong to its name: 农民工维权|“绿色通道”."""
    left = start
    while left > floor and start - left < _TAIL_REACH:
        token = scene.tokens.at(left - 1)
        if token is None or token.start < floor or not is_nominal(token) or token.word in {"、", "“", "”", "和", "与", "及", "(", ")", "-"}:
            break
        left = token.start
    lead = _LEAD_IN.sub("", scene.folded[left:start]) if left < start and scene.folded[left - 1 : left] != ")" else ""
    return lead if _LEAD.fullmatch(lead) else ""


def run_before(scene: Scene, floor: int, end: int) -> int:
    """Return where the run of name-like words that ends at ``end`` begins, not before ``floor``."""
    left = end
    while left > floor and end - left < MAX_NAME:
        token = scene.tokens.at(left - 1)
        if token is None or token.start < floor:
            break
        if not is_nominal(token):
            break
        left = token.start
    return left


def is_plain_name(name: str) -> bool:
    """Tell whether letters can be a whole name: marks in pairs, no list, no pronoun in front."""
    if _SHORT_NAME.fullmatch(name):
        return True
    if not MIN_NAME <= len(name) <= MAX_NAME or not _NAME_LETTERS.fullmatch(name):
        return False
    if name.count("“") != name.count("”") or name.count("(") != name.count(")"):
        return False
    return not _BAD_OPENING.match(name) and name.count("、") <= 2


def is_particular(name: str) -> bool:
    """Tell whether an activity has a name of its own, once the words that fit any are taken off."""
    rest = name
    for word in words().common:
        rest = rest.replace(word, "")
    rest = re.sub(r"[的和与及、“”0-9()]|活动|行动|计划", "", rest)
    return len(rest) >= 3  # two letters may be a place's short name


def after_lead_in(scene: Scene, start: int, end: int) -> int:
    """Return where a name begins behind 了, 全国首个 and the like, or behind the last 的 before it."""
    lead = _LEAD_IN.match(scene.folded[start:end])
    start += lead.end() if lead else 0
    particle = scene.folded.rfind("的", start, end)
    if particle >= start and scene.folded[particle - 1] != "党":
        start = particle + 1
    return start


def quoted_mention(scene: Scene, quote: Span, end: int, tail: Tail, *, own_tail: str, lead: str) -> Mention:
    """Return a program named in quotation marks, with the forms that other articles may use."""
    inner = scene.quote(quote.start, quote.end).replace("\n", "")
    text = own_tail or (tail.text if len(tail.text) <= 4 else "")
    # “六进”, “三项制度” say nothing without what they count.
    counted = bool(lead) and bool(re.match(r"[一二三四五六七八九十两双\d]", inner)) and len(inner) <= 6
    bare = f"{lead if counted else ''}“{inner}”{text}"
    aliases = [inner, f"“{inner}”", f"“{inner}”{text}"]
    if tail.text:
        forms = {tail.text, *(short for short in words().firm if tail.text.endswith(short))}
        ordered = sorted(forms, key=lambda word: (-len(word), word))
        aliases.extend(name for form in ordered for name in (inner + form, f"“{inner}”{form}"))
    if lead:
        aliases += [f"{lead}“{inner}”{text}", f"{lead}“{inner}”", lead + inner + text]
    return Mention(quote.start - 1, max(end, quote.end + 1), Kind.PROGRAM, bare, _unique(aliases, bare))


def plain_mention(scene: Scene, start: int, end: int) -> Mention:
    """Return a program named without quotation marks around the whole."""
    name = scene.quote(start, end).replace("\n", "")
    suffixes = ("工作", "活动", "任务", "试点", "计划")
    aliases = [re.sub("[“”]", "", name), *(name.removesuffix(one) for one in suffixes if name.endswith(one) and len(name) > len(one) + MIN_NAME)]
    level = re.search("全[国省市区县州]$", scene.folded[max(0, start - 2) : start])
    if level:
        aliases.append(level.group() + name)
    return Mention(start, end, Kind.PROGRAM, name, _unique(aliases, name))


def with_forms(mention: Mention, name: str, forms: Iterable[str]) -> Mention:
    """Return a mention under a name, with more forms that other articles may use."""
    return Mention(mention.start, mention.end, mention.kind, name, _unique((*mention.aliases, *forms), name))


def _unique(forms: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(form for form in dict.fromkeys(forms) if form and form != name)


def verb_before(scene: Scene, verbs: list[Found], start: int, end: int, *, hard: bool = False) -> Found | None:
    """Return the last verb of launching in [start, end) that is a word or ends one (深入|开展)."""
    for verb in reversed(verbs[: bisect.bisect_left(verbs, (end,))]):
        if verb.end > end:
            continue
        if verb.start < start:
            return None
        if (hard and verb.word not in words().hard) or scene.text.in_quotes(verb.start):
            continue
        if scene.tokens.starts_at(verb.start) or (len(verb.word) > 1 and scene.tokens.starts_at(verb.end)):
            return verb
    return None


#: The deed is planned or asked for: in the clause before the verb, or from an earlier clause on.
_UNREAL = re.compile(
    # Any of the letters that the forms below open with: one look in place of forty tries at every letter.
    r"(?=[拟力未没不争计希要应必需建号倡鼓准打有尚即将须,])(?:"
    r"拟|力争|(?<![从尚])未(?!成年|来|央|检|满)|没有|不再|争取(?!到)|计划(?!生育)|希望|要求|应当|必须|需要|建议|号召|倡议|鼓励|准备|打算|有待|尚未|即将|将要|将会"
    r"|将(?=印发|出台|制定|发布|修订|召开|编印|启动|开展|打造|推出|建立|实施|推进|逐步|加快|大力|重点|开辟|开设|搭建|探索|组建|成立|继续|持续|全面|进一步|于|在|会|深入|积极|不断|以此|陆续|适时|着力|联合|组织|举办|建成|推行|构建|开通|设立|上线)"
    r"|(?:^|,)(?:要|须|应)(?!求)|(?<![主需重只])要(?=[\u4e00-\u9fff]{0,4}(?:开展|打造|推出|建立|实施|推进|创新|创建|落实)))"
)
_FUTURE = re.compile(r"(?:下一步|下步|今后|接下来|未来|明年)[,在]?|(?:表示|将)(?:继续|持续|进一步|以此为契机)")
_ORDERED = re.compile(r"(?:强调|(?<![展作设总定务新准量体治目署期点神])要求|指出|提出|希望|建议|号召)[,:]")
_UNDER_ORDERS = re.compile(r"按照|根据|依照|对照|落实|贯彻|围绕|紧扣|对标|结合|响应|遵循|满足|适应|顺应|瞄准|把握|立足|符合|^ *[按为]")
#: What is told after one of these was done, whoever tells it: 局长指出,今年以来,该局开展….
_DONE = re.compile(r"(?:[今去]年|近年|来|以来|已经?|先后|期间|年)(?:以来|来|,|$)")
#: A verb behind one of these only tells what somebody saw to or spoke of: 督导|开展, 就|开展…作了汇报.
_SPOKEN_OF = ("督导", "检查", "调研", "听取", "汇报", "介绍", "就", "对", "关于", "指导", "督促", "安排", "研究", "讨论", "决定", "同意", "支持")


#: 就建立“X”机制|签订协议: what was signed is agreed, and no mere talk.
_AGREED = re.compile("签订|签署|会签|签约")


def is_unreal(scene: Scene, position: int) -> bool:
    """Tell whether what the verb at ``position`` says is planned, asked for or yet to come."""
    clause, sentence = scene.text.clause(position), scene.text.sentence(position)
    own = scene.folded[clause.start : position]
    # The verb itself is looked at too: 要|开展, 将|印发.
    first = _UNREAL.search(own + scene.folded[position : position + 6])
    if (first is not None and first.start() < len(own)) or (own.endswith(_SPOKEN_OF) and not (own.endswith("就") and _AGREED.search(scene.folded, position, clause.end))):
        return True
    before = scene.folded[sentence.start : clause.start]
    if _FUTURE.search(before):
        return True
    ordered = _ORDERED.search(before)
    if ordered is None or _DONE.search(before[ordered.end() :]):
        return False
    return not _UNDER_ORDERS.search(before[before.rfind(",", 0, ordered.start()) + 1 : ordered.end()].lstrip())


def in_title(scene: Scene, position: int) -> bool:
    """Tell whether a position lies between the marks of a title (《》)."""
    opening = scene.folded.rfind("《", max(0, position - 80), position + 1)
    return opening >= 0 and "》" not in scene.folded[opening : position + 1]
