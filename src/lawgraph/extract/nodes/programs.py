"""Find programs: named undertakings, with quotation marks and without.

- ``quoted``: 打造“党建+法治”特色品牌 · 开展“法润校园”“法润乡村”等活动 · 创新“A”工作法、“B”机制
- ``themed``: 启动以“清风”为主题的宣传教育活动
- ``running``: “一村(社区)一法律顾问”实现全覆盖
- ``ceremony``: 举行“法润乡村”行动启动仪式
- ``named``: a name that nobody launches here: a node without an edge
- and those of ``launch_plain``
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Launch
from lawgraph.extract.nodes import program_names as names
from lawgraph.extract.nodes.honour_words import has_level, is_ended, is_marked
from lawgraph.extract.nodes.program_brands import (
    find_items,
    find_listed,
    find_means,
    find_owned,
    find_renamed,
    find_told,
)
from lawgraph.extract.nodes.program_facilities import find_facilities
from lawgraph.extract.nodes.program_names import is_unreal, words
from lawgraph.extract.nodes.program_plain import (
    RUNS,
    find_activities,
    find_opened,
    find_plain,
    find_undertaken,
)
from lawgraph.lexicon.matcher import Found
from lawgraph.lexicon.terms import Term
from lawgraph.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span


__all__ = ["Launch", "find_launches", "is_unreal"]

#: A quotation that a body is said to be, feel or face is a figure of speech.
#: A turn from one state to another, which has no names of undertakings.
_FROM_TO = ("从", "由")
_FIGURE = re.compile(
    r"(?:所谓|俗称|称为|称作|称之为|誉为|当作|视为|成为|牢记|践行|树立|增强|做到|破解|解决|打通|当好|争当|争做|畅通|架起|共绘|凝聚|牵住|紧盯|聚焦|杜绝"
    r"|防止|避免|整治|清除|树牢|坚定|违反|反对|纠治|不搞|打击|告别|化解|面对|针对|答好|交出|书写|注入|按下|跑出|厚植|守好|筑牢|扛起|拧紧|落实好"
    r"|当好[^,]{2,14}的|变成|变为|转为|升级为|叫作|取名|好比|如同|仿佛|筑起|织密|织牢|拉近|激活|点亮|唱好|走好|跑好|打好|下好|念好|用好|练好|种好|把脉|开出|绷紧)(?:了|起|好)?$"
    r"|(?:打造|建设|培育|培养)成(?:为)?[^,]{0,16}的$"
)
#: The longest of these, 当好…的了, has eighteen letters.
_FIGURE_REACH = 18
_SPEECH = re.compile(r"[。!?;]|^(?:要|必须|坚持|始终|我们|为了|让|对|以人民)|,.*,")
#: Adjectives: “信得过、叫得响”的品牌 describes and does not name.
_DESCRIPTION = re.compile(r"[\u4e00-\u9fff]得[\u4e00-\u9fff]|可复制|可推广|有温度|有力度|有特色|(?:式|型|化|级|度|感|率)$|^一[\u4e00-\u9fff]一[\u4e00-\u9fff]$")
#: 1名“优秀青年卫士”: what a person is called.
_HEADS = re.compile(r"(?:\d+|[一两二三四五六七八九十多])余?[名位]$")
_DOCTRINE = ("强调", "指出", "提出", "要求", "表示", "说", "主题", "题为", "主线", ":", "宗旨", "理念", "目标", "原则")
#: 首次提出“A”工作法 coins a name; 会议提出“A” only says so.
_COINED = re.compile(r"(?:率先|创新|首次|首创|探索|创造性)(?:地)?提出了?$")
#: 把“A”工作机制|贯穿其中 says that it is in use.
_WOVEN_IN = re.compile(r"(?:贯穿|引入|融入|嵌入|运用|应用)(?:于|到|其中|在)?")
_FOR = re.compile(r"\n? ?(?:为|为了)?(?:深入|认真|全面|切实)?(?:贯彻|落实|按照|根据|响应)")
#: 落实|“智慧矫正中心”创建|要求: who set it up asks for it.
_CALL = re.compile("(?:工作)?(?:要求|标准|部署|精神|安排|号召)")
#: What a body for some undertaking is called: its name holds the undertaking's, and says nothing of who runs it.
_ORGAN = re.compile("办公室|领导小组|组委会|组织委员会|评审委员会|评委会|指挥部")
#: What a deed is done for: 以推进“法治甲市”|为目标, 为推进“双示范”建设|提供保障.
_FOR_IT = re.compile("[为以](?:深入|纵深|高水平|高质量|全面|大力|持续)?(?:推进|推动|实施|开展|打造|建设|深化|创建)[^,]{0,12}$")
_ENDS = re.compile("为(?:目标|方向|宗旨|己任|使命|导向|根本|主线|理念|核心)|提供|贡献|注入|保驾|奠定|夯实")
#: “三项精准服务” counts what a body offers.
_COUNTED = re.compile(r"[两三四五六七八九十]项[\u4e00-\u9fff]{2,6}(?:服务|行动)")
#: Where a service goes, and a record that was set: 服务“进乡村”, 创造检察历史上的“三个最高”.
_INTO = re.compile("进[\u4e00-\u9fff]{2,3}")
_RECORD = re.compile("创造[^,。;“”]*的“?$")
_MEDIUM = re.compile(r"(?:网|报|台|新闻)$")


def find_launches(scene: Scene, taken: set[int]) -> list[Launch]:
    """Return the programs of a text. ``taken`` holds the starts of quotations that are something else."""
    verbs = scene.text.found(Term.LAUNCHING)
    found: list[Launch] = find_owned(scene)
    for one in (*find_items(scene, verbs), *find_listed(scene, verbs), *find_told(scene), *find_renamed(scene), *find_opened(scene)):
        if not any(other.program.start < one.program.end and one.program.start < other.program.end for other in found):
            found.append(one)
    spans = [(one.program.start, one.program.end) for one in found]
    previous: Launch | None = None
    honours = {award.honour.name.strip("“”") for award in scene.awards}
    for group in _groups(scene):
        if len(group) == 1 and scene.folded[group[0].start : group[0].end] in honours and not names.tail_of(scene, group[0].end + 1).text:
            continue
        if len(group) == 1 and _HONOUR_BRAND.match(scene.folded, group[0].end) and any(name.endswith("“" + scene.folded[group[0].start : group[0].end]) for name in honours):
            continue
        if all(_is_taken(scene, quote, taken) for quote in group) or (len(group) > 1 and _is_taken(scene, group[0], taken)) or names.in_title(scene, group[0].start):
            continue
        if any(start < quote.end and quote.start < end for quote in group for start, end in spans):
            continue
        of_group = list(_themed(scene, group, verbs)) or list(_quoted(scene, group, verbs, previous))
        found.extend(of_group)
        previous = of_group[-1] if of_group else previous
    for finder in (_ceremonies, find_undertaken, _means, find_plain, find_activities, find_facilities):
        spans = [(one.program.start, one.program.end) for one in found]
        for one in finder(scene, verbs):
            if any(start < one.program.end and one.program.start < end for start, end in spans):
                continue
            # 行政执法大比武|活动 goes on behind the event that it is.
            if not any(one.program.start < held.event.end < one.program.end for held in scene.holdings):
                found.append(one)
                spans.append((one.program.start, one.program.end))
    return sorted(_under_full_names(found), key=lambda one: (one.program.start, one.program.end))


#: 擦亮全国“青少年维权岗”|的品牌: an honour that one has, held up.
_HONOUR_BRAND = re.compile("”的?(?:金字招牌|招牌|品牌|名片)(?![\u4e00-\u9fff])")

#: Behind a quotation: it is an undertaking's name, whatever it looks like: “五星司法所”|创建工程.
_UNDERTAKING = re.compile(r"”(?:(?:[\u4e00-\u9fff]{2,4})?(?:模式|工作法|制度|机制)(?=[、,。等])|(?:特色|党建|文化|工作|服务|法治|[\u4e00-\u9fff]{2,4}特色)*品牌|(?:创建|建设|培育|争创|达标|提升){1,2}(?:工程|活动|行动|计划|项目)|(?:推选|评选|选树|评比)(?:活动|(?=结果))|(?:工程|行动|项目)(?![\u4e00-\u9fff]))")


def _is_taken(scene: Scene, quote: Span, taken: set[int]) -> bool:
    """Tell whether a quotation is something else, though not one that the text calls a brand: “茉莉法庭”特色品牌."""
    return quote.start in taken and not _UNDERTAKING.match(scene.folded, quote.end)


def _means(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:  # noqa: ARG001  # one signature for all finders
    yield from find_means(scene)


def _under_full_names(found: list[Launch]) -> list[Launch]:
    """Give a short form the name that it is the end of: 风险预警平台 of “青州社矫风险预警平台”.

    The full names are those of the article and those of the whole country (队伍教育整顿).
    """
    full = {form.replace("“", "").replace("”", ""): one.program for one in found for form in (one.program.name, *one.program.aliases)}
    out: list[Launch] = []
    for one in found:
        short = one.program.name
        longer = next((form for form in full if form.endswith(short) and len(form) > len(short)), None) if "“" not in short else None
        national = next((name for name in words().countrywide if name.endswith(short) and len(name) > len(short)), None) if len(short) > 5 else None
        if longer is not None and full[longer].name != short:
            program = replace(one.program, name=full[longer].name, aliases=(*full[longer].aliases, short))
        elif national is not None:
            program = replace(one.program, name=national, aliases=(*one.program.aliases, short))
        else:
            program = one.program
        out.append(one if program is one.program else replace(one, program=program))
    return out


def _groups(scene: Scene) -> list[list[Span]]:
    """Return runs of quotations: “法润校园”“法润乡村”等活动 is one run of two."""
    groups: list[list[Span]] = []
    for quote in scene.text.quotes:
        if groups and scene.folded[groups[-1][-1].end : quote.start] in {"”“", "”、“", "”和“", "”与“", "”及“", "”,“", "”以及“"}:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups


def _quoted(scene: Scene, group: list[Span], verbs: list[Found], previous: Launch | None) -> Iterator[Launch]:
    folded = scene.folded
    first, last = group[0], group[-1]
    opening = first.start - 1
    clause = scene.text.clause(opening)
    before = folded[clause.start : opening]
    if before.endswith(_FROM_TO) and folded[last.end + 1 : last.end + 2] in set("向到变转"):
        return  # 从|“好不好”|向“优不优”转变
    doctrine = before[-8:].endswith(_DOCTRINE) and not _COINED.search(before)
    if doctrine or _FIGURE.search(before[-_FIGURE_REACH:]) or (len(group) == 1 and _HEADS.search(before)):
        return
    verb = names.verb_before(scene, verbs, clause.start, opening)
    described = _DESCRIBED.search(before) if before.endswith("的") else None
    if described is not None:
        further = names.verb_before(scene, verbs, clause.start, clause.start + described.start())
        if further is not None and further.end == clause.start + described.start():
            verb = further
    tail = names.tail_of(scene, last.end + 1)
    if _ORGAN.match(folded, tail.end) or _ORGAN.match(folded, last.end + 1) or (_FOR_IT.search(before) and _ENDS.match(folded, tail.end)):
        return  # 全国创建“青少年维权岗”活动|领导小组, 以推进“法治甲市”|为目标
    if not tail.plural and tail.text and folded[last.start : last.end].endswith(words().inner) and not tail.text.endswith(words().firm):
        tail = names.Tail("", last.end + 1, plural=False)  # “风险预警平台”|精准发现…: a predicate
    if not tail.text and not tail.plural and verb is not None and verb.word in words().hard and opening - verb.end <= 2:
        tail = names.free_tail(scene, last.end + 1) or tail
    runs = bool(RUNS.match(folded, tail.end)) and not is_unreal(scene, opening)
    listed = verb is not None and previous is not None and previous.verb == verb and _continues(folded[previous.program.end : opening])
    firm = tail.text.endswith(words().firm)
    near = verb is not None and (_governs(scene, verb, opening, listed=listed, firm=firm) or (firm and _summed_up(folded[verb.end : opening])))
    weak = verb is not None and verb.word in words().weak
    near = near and not ((weak or _FOR.match(before)) and _CALL.match(folded, tail.end)) and not (weak and _described_kind(scene, group, tail))
    if firm and len(group) == 1 and before.endswith(("把", "将")) and _WOVEN_IN.match(folded, tail.end) and not is_unreal(scene, opening - 1):
        verb, near = Found(opening - 1, opening, before[-1]), True
    strong = verb is not None and not weak and (not verb.word.endswith("提出") or tail.text.endswith("理念"))
    # The last of a list is no part of the name.
    lead = "" if verb is not None and _summed_up(folded[verb.end : opening]) else names.lead_before(scene, max(clause.start, verb.end if near and verb is not None else clause.start), opening)
    gap = opening - verb.end if verb is not None else 0
    real = near and verb is not None and not is_unreal(scene, verb.start)
    for quote in group:
        inner = folded[quote.start : quote.end]
        closed = inner.endswith(words().inner)
        # The tail of a list belongs to each item, but for one that ends as a name by itself.
        shared = "" if closed and not tail.plural else tail.text
        own = tail if quote is last or tail.plural else names.Tail(shared, quote.end + 1, plural=True)
        if not _is_name(scene, inner, own, lead, closed=closed, firm=firm, behind=quote.end + 1) or (not own.text and is_ended(inner) and (has_level(inner) or is_marked(inner))):
            continue
        offered = verb is not None and gap <= 2 and bool(_COUNTED.fullmatch(inner))
        owned = quote is first and any(one.end > one.start for one in scene.bodies_to(opening))
        named_inside = closed and len(inner) > 4
        launched = near and (strong or firm or offered or (closed and verb is not None and verb.word == "实行")) and bool(own.text or closed or _stands_alone(scene, quote.end + 1, inner))
        if not (launched or runs or named_inside or (owned and (own.text or closed)) or (firm and not (tail.text.endswith(tuple(words().vague)) and (_DESCRIPTION.search(inner) or len(inner) < 4)))):
            continue
        own_tail = "" if own.plural else own.text
        end = quote.end + 1 if own.plural else own.end
        program = names.quoted_mention(scene, quote, end, tail if own.text else own._replace(text=""), own_tail=own_tail, lead=lead)
        pattern = "running" if runs and not launched else "quoted" if launched and real else "named"
        yield Launch(program, pattern, verb if pattern == "quoted" else None)


def _described_kind(scene: Scene, group: list[Span], tail: names.Tail) -> bool:
    """Tell whether one quotation only says of which sort something is: 采取|“互动式”情景剧模式."""
    return len(group) == 1 and tail.text.endswith(tuple(words().vague)) and _DESCRIPTION.search(scene.folded[group[0].start : group[0].end]) is not None


def _continues(between: str) -> bool:
    """Tell whether the words between two programs make a list of them: “A”工作法|、|“B”."""
    return bool(re.fullmatch(r"[^,。;“”]{0,14}(?:、|和|及|以及|与|,)[^,。;“”]{0,10}", between))


def _summed_up(between: str) -> bool:
    """Tell whether what stands before a quotation is the list that it sums up: 深化|行政执法、行政复议|“三段融合”创新实践."""
    return len(between) <= 44 and between.count("、") >= 2 and not re.search("[,。;:“”]", between)


#: A clause between a verb and its object that tells what the object is like.
_DESCRIBED = re.compile(r"了?(?:以|集|由|融|涵盖|包括|具有|具备|独具|富有|符合|适应|贴近)[^,。;]{2,44}的$")


def _governs(scene: Scene, verb: Found, opening: int, *, listed: bool, firm: bool) -> bool:
    """Tell whether a verb reaches the quotation: close by, over nouns only, or through a list."""
    gap = opening - verb.end
    if firm and gap <= 60 and _DESCRIBED.fullmatch(scene.folded, verb.end, opening):
        return True  # 创新了以“甲”调解室、“乙”服务室为载体的|“丙”警务新模式
    if re.fullmatch("了?“[^”]*”的?", scene.folded[verb.end : opening]):
        return True  # 提炼“听得细、讲得清”的|“四步”调解法
    return gap <= 8 or (gap <= 14 and verb.word in words().hard) or listed or (gap <= 40 and names.all_nominal(scene, verb.end, opening))


def _stands_alone(scene: Scene, behind: int, inner: str) -> bool:
    """Tell whether a quotation is an object by itself, and neither an attribute nor a figure of speech."""
    if inner.endswith(words().figures) or _DESCRIPTION.search(inner):
        return False
    token = scene.tokens.at(behind)
    if len(inner) <= 3 and token is not None and token.tag == "v" and token.word not in {"实现", "落地", "启动", "上线"}:
        return False  # “三严”|治警: how, and no name
    return token is None or (token.tag[0] in "xvpcfdu" and token.word not in {"的", "等"}) or token.word in {"等", "实现", "暨"} or token.tag == "m"


_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def _is_name(scene: Scene, inner: str, tail: names.Tail, lead: str, *, closed: bool, firm: bool, behind: int) -> bool:
    if _MEDIUM.search(inner) and tail.text in {"客户端", "公众号", "视频号", "微信公众号"}:
        return False
    if len(inner) < 2 or len(inner) > 30 or not (tail.text or _LETTER.search(inner)):
        return False
    if inner in words().slogans and not (tail.text.endswith(words().naming) or (lead and inner == "绿色通道")):
        return False
    if _SPEECH.search(inner) and not (firm and len(inner) <= 24 and "。" not in inner):
        return False
    if inner.count("、") >= 2 and not firm and max(map(len, inner.split("、"))) <= 2:  # “物业、金融、劳动”3个调解室
        return False
    if scene.folded.startswith("的“", behind):  # what the next quotation is like
        return False
    if scene.folded.startswith("的", behind) and _DESCRIPTION.search(inner):
        return False
    if not tail.text and (_INTO.fullmatch(inner) or _RECORD.search(scene.folded, max(0, behind - len(inner) - 24), behind - len(inner) - 1)):
        return False
    return bool(tail.text) or closed or (len(inner) <= 16 and not inner.isdigit())


_THEME = re.compile(r"为主题的?([\u4e00-\u9fff]{2,24}?(?:活动|行动|宣传周|宣传月|活动周|活动月|教育月|工程))")


def _themed(scene: Scene, group: list[Span], verbs: list[Found]) -> Iterator[Launch]:
    """Find 启动以“清风”为主题的宣传教育活动: the theme and the kind of activity are the name."""
    quote = group[-1]
    opening = group[0].start - 1
    theme = _THEME.match(scene.folded, quote.end + 1)
    if theme is None or len(group) > 1 or not scene.folded.endswith("以", 0, opening):
        return
    clause = scene.text.clause(opening)
    verb = names.verb_before(scene, verbs, clause.start, opening - 1)
    if verb is None or opening - 1 - verb.end > 2 or is_unreal(scene, verb.start):
        return
    tail = names.Tail(theme.group(1), quote.end + 1, plural=False)
    program = names.quoted_mention(scene, quote, theme.end(), tail, own_tail=theme.group(1), lead="")
    extra: tuple[str, ...] = (theme.group(1),) if len(theme.group(1)) > 6 else ()
    if scene.folded.startswith("活动", theme.end()):
        extra += (program.name + "活动",)
    yield Launch(Mention(program.start, program.end, program.kind, program.name, (*program.aliases, *extra)), "themed", verb)


_CEREMONY = re.compile(r"(?:启动|揭牌|上线|发布|首发|开通|启用|首映|启幕|授旗)(?:暨[\u4e00-\u9fff]{2,12})?(?:仪式|大会|会|活动)$")


def _ceremonies(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:  # noqa: ARG001  # one signature for all finders
    """Find the program that an opening ceremony opens: 举行“法润乡村”行动|启动仪式."""
    for holding in scene.holdings:
        name = scene.folded[holding.event.start : holding.event.end]
        ending = _CEREMONY.search(name)
        if ending is None or (holding.verb is None and not holding.held):
            continue
        end = holding.event.start + ending.start()
        start = holding.event.start + name.rfind("暨", 0, ending.start()) + 1
        stem = scene.folded[start:end]
        quotes = [one for one in scene.text.quotes if holding.event.start <= one.start and one.end < end]
        verb = holding.verb if holding.held else None
        for quote in quotes:
            tail = names.tail_of(scene, quote.end + 1)
            inner = scene.folded[quote.start : quote.end]
            if tail.end <= end and (tail.text or inner.endswith(words().inner)):
                lead = names.lead_before(scene, start, quote.start - 1)
                yield Launch(names.quoted_mention(scene, quote, tail.end, tail, own_tail=tail.text, lead=lead), "ceremony" if verb else "named", verb)
            elif scene.folded.startswith("暨", quote.end + 1):
                yield Launch(names.quoted_mention(scene, quote, quote.end + 1, tail._replace(text=""), own_tail="", lead=""), "ceremony" if verb else "named", verb)
        if not quotes and holding.verb is not None and names.is_plain_name(stem) and (any(one.end == end for one in scene.text.found_in(Term.PROGRAM, start, end)) or (stem.endswith("活动") and names.is_particular(stem))):
            yield Launch(names.plain_mention(scene, names.after_lead_in(scene, start, end), end), "ceremony", verb)


