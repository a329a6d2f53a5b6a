"""Find officials: persons who are named with a post, and the posts they hold.

Patterns, each with an example; the rules in ``extract.rules.posts`` turn them into claims:

- ``title-name``: 包头市司法局党组书记、局长张志刚
- ``name-title``: 张志刚任包头市司法局局长 · 任命张志刚为…局长 · 选举张志刚为会长
- ``name-address``: 张志刚局长
- ``career``: 2005年后担任包头市司法局副局长, of the person whom the paragraph is about
- ``resume``: 张志刚,男,1970年1月生,现任包头市司法局局长
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.appointment_lists import find_listed
from lawgraph.extract.nodes.modalities import joining, joins, strongest
from lawgraph.extract.nodes.name_words import Name, is_private
from lawgraph.extract.nodes.official_careers import find_careers, holder_afar, of_another
from lawgraph.extract.nodes.official_items import find_items, find_rows
from lawgraph.extract.nodes.official_lines import holder_by_line, sharing
from lawgraph.extract.nodes.official_names import (
    is_token,
    name_at,
    name_before,
    names_before,
    names_from,
    original_of,
    polite,
    skip_brackets,
    stands_alone,
    stranger_before,
    surely_ends,
)
from lawgraph.extract.nodes.official_nobodies import without_nobodies
from lawgraph.extract.nodes.official_posts import Chain, find_chains
from lawgraph.extract.nodes.official_repeats import without_repeats
from lawgraph.extract.nodes.official_speakers import find_linked, find_speakers
from lawgraph.extract.nodes.official_works import find_works
from lawgraph.extract.nodes.post_addresses import addressed_at
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.matcher import occurrences
from lawgraph.model import Kind, Mention, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene


#: "的" and "为" join a name and a post only in sentences that appoint and dismiss.
_APPOINT = re.compile(r"任命|选举|推选|推举|补选|聘任|决定|通过|推荐|选出|任为|产生|当选")
_DISMISS = re.compile(r"免去|撤销|免除|罢免|辞去")
_RESUME = re.compile(r"[ 一二三四五六七八九十0-9、.]{0,4}(?:(?:主讲(?:人|嘉宾|律师|专家)?|(?:受访|点评|对话|授课|特邀)?嘉宾|(?:讲课|授课|报告|发言|主持|点评|受访|负责|宣讲|推荐)人|讲师|宣讲员|采访对象|姓名): ?)?")
_SEX = re.compile(r"\(?[,、 ]{0,2}(?:男[,、) ]|女[,、) ]|[\u4e00-\u9fff]{1,4}族[,、) ]|(?<=[,( ])[\u4e00-\u9fff]{2,8}人[,、]|(?:19|20)\d{2}年|现任|曾任|原任|历任|此前任|任)")
#: What may stand between a name that opens a line and its post: 张三,53岁,中共党员,某镇司法所所长.
_DETAILS = re.compile(r"(?:[,、 ](?:男|女|[\u4e00-\u9fff]{1,4}族|\d{1,2}岁|中共党员|党员|本科|大学学历|研究生|[^,。]{2,10}生))*[,、 ]{1,2}")
_CROWD = Keyed(r"等(?:\d+余?|[一二三四五六七八九十]+)?(?:名|位|个|人|名同志|位同志|同志)?(?:党员|女|青年|优秀|年轻|知名|资深|骨干|专职|兼职)?(?:为)?$", "等")
#: 免去|赵刚|青州市司法局局长职务: a name between the verb and the body, with no 的.
_REMOVED = re.compile("(?:免去|撤销|罢免|接受|批准)(?=[\u4e00-\u9fff· ]{2,12}$)")
#: 时任市司法局局长|的|周明: the post stands before its holder as a clause.
_THEIR = Keyed("(?P<verb>免去|免除|撤销|辞去|不再担任)其(?:原任?的?)?$", "其")
_CLAUSE_TITLE = re.compile(
    "(?P<verb>时任|曾任|原任|历任|先后任|先后担任|担任|现任|拟任|兼任|转任|调任|升任|出任|就任|履新|当选|当选为|身为|作为|任)$|"
    "(?P<far>时任|曾任|担任|现任|身为|作为|出任)[^,。;:、的 ]{0,14}$"
)
_AS_TITLE = re.compile("(?P<far>身为|作为)[^,。;:、的 ]{0,14}$")
_LONGEST_WHERE = 16
#: 局长|由|周立群|兼任: the post stands before its holder, and the verb behind.
_HELD_BY = re.compile("(?:同志)?(?P<verb>担任|兼任|出任|接任|代理|任职)")
#: 副主任|人选|周立群: whoever is to be elected.
_CANDIDATE = re.compile("(?:提名)?人选|候选人")
_AFTER_TITLE = re.compile(r"[ :]?(?:\([^()\n]{1,12}\))?(?:同志)? ?")


def find_officials(scene: Scene) -> tuple[list[Mention], list[Posting]]:
    """Return the mentions of officials in order, and the postings found."""
    postings: list[Posting] = []
    chains = find_chains(scene)
    listed = find_listed(scene, chains)
    in_list = {posting.post.start for one in listed.values() for posting in one}
    for chain in chains:
        if chain[0].start in listed:
            postings.extend(listed[chain[0].start])
        elif chain[0].start not in in_list:
            postings.extend(_theirs(scene, chain, postings) or _of_chain(scene, chain))
    postings.extend(find_careers(scene, chains, postings))
    for posting in (*of_bodies(scene), *find_items(scene), *find_rows(scene, chains)):
        if all(one.official.start != posting.official.start for one in postings):
            postings.append(posting)
    taken = {position for posting in postings for position in range(posting.official.start, posting.official.end)}
    postings.extend(one for one in (*find_works(scene), *find_speakers(scene), *find_linked(scene)) if taken.isdisjoint(range(one.official.start, one.official.end)))
    postings = without_nobodies(scene, postings)
    postings = without_repeats(postings)
    mentions = {(posting.official.start, posting.official.end): posting.official for posting in postings}
    return sorted(mentions.values(), key=lambda one: one.start), postings


def _named_only(chain: Chain) -> Chain:
    """Drop the posts of a chain whose holders are not named: 甲市法院|负责人|、乙检察院检察长丙."""
    kept = [
        post
        for post, following in itertools.pairwise(chain)
        if not (post.title in _NAMELESS and post.body is not None and following.body is not None and post.body.code and following.body.code and post.body.name != following.body.name)
    ]
    return (*kept, chain[-1])


#: Posts that are told of bodies in a list with nobody's name.
_NAMELESS = frozenset({"负责人", "工作人员", "代表", "干部", "干警", "民警", "领导"})


def _of_chain(scene: Scene, chain: Chain) -> Iterator[Posting]:
    chain = _named_only(chain)
    last = chain[-1]
    sentence = scene.text.sentence(last.start)
    position = last.end
    gap = _AFTER_TITLE.match(scene.folded, position)
    if gap:
        position = gap.end()
    before = scene.folded[max(sentence.start, chain[0].full_start - _LONGEST_WHERE) : chain[0].full_start]
    clause = _CLAUSE_TITLE.search(before) if scene.folded[position : position + 1] == "的" else None
    if clause is None and scene.folded[position : position + 1] == ",":
        clause = _AS_TITLE.search(before)  # 作为青州市司法局局长,|张三…
    if clause:
        position += 1
        verb = clause.groupdict().get("verb") or clause["far"]
        said = Modality.FORMER if verb == "时任" else joins().get(verb)
        chain = tuple(replace(post, modality=strongest(said, post.modality)) for post in chain)
        last = chain[-1]
    elif candidate := _CANDIDATE.match(scene.folded, position):
        position = candidate.end()
        last = replace(last, modality=Modality.PROPOSED)
        chain = (*chain[:-1], last)
    elif scene.folded.startswith("由", position):
        name = name_at(scene, position + 1, sentence.end)
        held = _HELD_BY.match(scene.folded, name.end) if name is not None else None
        if name is not None and held is not None:
            for post in chain:
                yield Posting(_mention(name), post, "title-name", strongest(joins().get(held["verb"]), post.modality))
            return
    if is_private(scene, position):
        scene.withheld += 1
        return
    shared = sharing(scene, position, sentence.end)
    for name, house in shared:
        yield Posting(_mention(name), last, "title-name", last.modality)
        if house is not None:
            yield Posting(_mention(name), Post(name.start, name.start, house.start, "", False, house), "body-name")
    if shared:
        return
    names = names_from(scene, position, sentence.end) or [one for one in (polite(scene, position),) if one is not None]
    if names and _plain_list(scene, last, names):
        for index, name in enumerate(names):
            # A later name of a list shares the last title only: 副局长甲、乙 are two deputies.
            for post in chain if index == 0 else (last,):
                yield Posting(replace(_mention(name), aliases=original_of(scene, name)), post, "title-name", post.modality)
        return
    yield from _before_chain(scene, chain)


def _theirs(scene: Scene, chain: Chain, before: list[Posting]) -> list[Posting]:
    """Return the posts that whoever was named last loses: 任命周立群为局长,免去|其|青州市民政局副局长|职务."""
    start = chain[0].full_start
    match = _THEIR.search(scene.folded, max(0, start - 8), start)
    if match is None or not before:
        return []
    last = before[-1].official
    if "\n" in scene.folded[last.end : start] or scene.text.sentence(last.start) != scene.text.sentence(start):
        return []
    said = Modality.RESIGNED if match["verb"] == "辞去" else Modality.DISMISSED
    return [Posting(last, post, "name-title", strongest(said, post.modality)) for post in chain]


def _plain_list(scene: Scene, last: Post, names: list[Name]) -> bool:
    """Refuse a title that is a crowd (干部、群众) unless the name is sure by its own form."""
    if last.title in {"代表", "专家", "学者", "群众", "教师", "干部", "领导"} and (last.body is None or last.title == "领导"):
        return len(names) > 1 or _tagged(scene, names[0])
    return True


def _tagged(scene: Scene, name: Name) -> bool:
    """Tell whether the tagger too reads a person's name here."""
    token = scene.tokens.at(name.start)
    return token is not None and token.tag.startswith("nr") and token.end <= name.end


def _before_chain(scene: Scene, chain: Chain) -> Iterator[Posting]:
    first = chain[0]
    sentence = scene.text.sentence(first.start)
    text = scene.folded[sentence.start : first.full_start]
    joined = _join(scene, first.full_start, sentence.start)
    name: Name | None = None
    modality: Modality | None = None
    pattern = "name-title"
    if scene.folded[first.full_start - 1 : first.full_start] == "(" and scene.folded[chain[-1].end : chain[-1].end + 1] in {")", ",", ";"}:
        joined = first.full_start - 1, None  # 徐权(副检察长)
    if joined is not None:
        end, modality = joined
        name = name_before(scene, end, sentence.start) or _addressed(scene, end, sentence.start) or _moved_to(scene, end, sentence.start) or stranger_before(scene, end, sentence.start)
        word = scene.folded[end : first.full_start]
        opening = name is not None and scene.folded[sentence.start : name.start].strip(" ") == ""
        if word in {"为", "的"} and not (_APPOINT.search(text) or _DISMISS.search(text) or (word == "为" and opening and first.body is not None)):
            name = None  # a line of a list of appointments (张三为某局局长) needs no verb
        if word == "的" and not _DISMISS.search(text):
            name = None
        if word in {"是", "系", "作为"} and modality is None and not chain[-1].head and first.body is None:
            name = None
        if modality is None and word in {"为", "任", "担任"} and _APPOINT.search(text) and not _DISMISS.search(text[text.rfind("任命") :]):
            modality = Modality.APPOINTED
    several = names_before(scene, joined[0], sentence.start) if name is not None and joined is not None else []
    if name is None and joined is not None:
        name, several = _crowd_before(scene, joined[0], sentence.start)
    if name is None and first.full_start == first.start and len(chain) == 1 and len(first.title) > 1:
        name = name_before(scene, first.start, sentence.start)
        pattern = "name-address"
        if name is None or not stands_alone(scene, name):
            name = stranger_before(scene, first.start, sentence.start)
            # Games|总裁 names a firm, “摩托|法官” is what a judge is called.
            name = None if name is not None and (name.text.isascii() or len(name.text) < 3 or scene.text.in_quotes(name.start)) else name
        if name is not None and scene.folded[name.end : first.start].strip(" ") not in {"", "同志"}:
            name = None
        if name is not None and first.body is None:
            chain = (replace(first, body=addressed_at(scene, name, first)),)
        if name is not None and "副" in first.title:
            several = names_before(scene, first.start, sentence.start)  # 武吉顺、田海捃|副院长
    if name is None and (name := _removed(scene, first, sentence.start)) is not None:
        modality = Modality.DISMISSED
    if name is None:
        name, several = _crowd_before(scene, first.full_start, sentence.start)
    if name is None:
        name, modality, pattern = _further_before(scene, first, chain[-1], sentence.start)
    if name is None:
        return
    if modality is None and _DISMISS.search(text) and "任命" not in text[text.find("免") :]:
        modality = Modality.DISMISSED
    for one in several or [name]:
        for post in chain:
            yield Posting(_mention(one), post, pattern, strongest(modality, post.modality))


def _removed(scene: Scene, first: Post, floor: int) -> Name | None:
    """Return who stands between a verb of removal and the post, with no 的: 免去|赵刚|青州市司法局局长职务."""
    removed = _REMOVED.search(scene.folded, max(floor, first.full_start - 14), first.full_start)
    name = name_at(scene, removed.end(), first.full_start) if removed else None
    return name if name is not None and scene.folded[name.end : first.full_start].strip(" ") in {"", "同志"} else None


#: A verb of moving between a name and the body that somebody moved to.
_MOVED = re.compile("(?:从[\u4e00-\u9fff]{2,12})?(?:调任至|调任到|调任|调到|调往|调至|调入|转任|选派到|交流到|被派到|分配到|调|到)$")


def _moved_to(scene: Scene, end: int, floor: int) -> Name | None:
    """Return who moved to a body to hold a post there: 李晴|调任|忠兴镇司法所|任所长."""
    for body in scene.bodies_to(end):
        moved = _MOVED.search(scene.folded, max(floor, body.start - 16), body.start)
        name = name_before(scene, moved.start(), floor) if moved is not None else None
        if name is not None:
            return name
    return None


def _crowd_before(scene: Scene, end: int, floor: int) -> tuple[Name | None, list[Name]]:
    """Return those named of a crowd that ends at ``end``, and the first of them: 对马登军等70名|人民陪审员, 甲、乙等11人|当选副会长."""
    crowd = _CROWD.search(scene.folded, max(floor, end - 10), end)
    several = names_before(scene, crowd.start(), floor) if crowd else []
    return (several[0] if several else None), several


#: What follows a list of people named with their body alone.
_OF_BODY = re.compile(r"(?:、|和|及|等\d*[人名位]|等(?=最终|获|荣|被|当选|入选|分获)|获|荣|被|当选|入选|出席|参加|参会|主持|发言|介绍|告诉|透露|坦言|表示|谈|说|认为|指出|提出|建议|提到|讲|围绕|结合|同志|[,。;)]|$)")


def of_bodies(scene: Scene) -> Iterator[Posting]:
    """Yield whoever is named with a body and no title: 大济镇调委会的詹元灿、县医调会陈桂文等获评."""
    for body in scene.institutions:
        if body.anaphoric or body.organ in _NOBODYS:
            continue
        start = body.end + (1 if scene.folded.startswith("的", body.end) else 0)
        if start == body.end and any(one.start < body.start for one in scene.bodies_to(body.end)):
            continue  # the longest name alone
        possessed = start > body.end  # 的 tells that a person follows, or a thing
        for name in names_from(scene, start, scene.text.clause(start).end) if possessed or is_token(scene, start) else []:
            pupil = scene.folded.startswith("告诉", name.end) and body.name.endswith(("小学", "中学", "学校", "幼儿园", "学院", "大学"))
            if pupil or not (is_token(scene, name.start) or (possessed and surely_ends(scene, name))) or not _OF_BODY.match(scene.folded, name.end):
                break
            post = Post(name.start, name.start, body.start, "", False, body)
            yield Posting(_mention(name), post, "body-name")


#: Whose name before a person's says where, or for whom, and not whose the person is.
_NOBODYS = {"media", "party-committee", "government", "peoples-congress", "cppcc"}


#: How somebody was elected, between the name and the verb: 邓泽佳|以190票的高票|当选.
_BY_VOTES = re.compile("(?:(?:以|获得?|得)[^,。;、]{0,8}票(?:的?(?:高票|全票|满票))?|高票|全票|满票|再次|成功|连续|正式)$")


def _further_before(scene: Scene, first: Post, last: Post, floor: int) -> tuple[Name | None, Modality | None, str]:
    """Return who holds a post where more than a joining word stands between the name and the post, and the pattern."""
    name, modality = _resume(scene, first) if not of_another(scene, last.end) else (None, None)
    name = name or holder_by_line(scene, first, last)
    if name is None and first.body is None:
        return (*holder_afar(scene, first, floor), "name-title")
    return name, modality, "resume"


#: Why somebody resigns, between the name and the verb: 宋光宝|因任职年龄到限|辞去.
_BECAUSE = re.compile("因[^,。;、]{2,14},?$")


#: A form of address between a name and the verb of election: 徐代化|所长|当选为副会长.
_ADDRESS = re.compile(r"副?(?:[局厅院所会处庭科站队校部市县区镇乡]长|主任|书记|律师|教授|检察长|监狱长)$")


def _addressed(scene: Scene, end: int, floor: int) -> Name | None:
    address = _ADDRESS.search(scene.folded, max(0, end - 4), end)
    return name_before(scene, address.start(), floor) if address else None


def _join(scene: Scene, end: int, floor: int) -> tuple[int, Modality | None] | None:
    """Return where a joining word before ``end`` begins, and its modality: 张三|任|局长."""
    word = joining().at(scene.folded, end, floor)
    if word is None:
        return None
    start = end - len(word)
    if "当选" in word and (votes := _BY_VOTES.search(scene.folded, floor, start)):
        start = votes.start()
    if joins()[word] is Modality.RESIGNED and (because := _BECAUSE.search(scene.folded, floor, start)):
        start = because.start()
    if start > floor and scene.folded[start - 1] in ",(":
        start -= 1
    return start, joins()[word]


#: What stands right before a post of a short life: a verb of holding, or a mark or blank behind the name and what is told of it.
_BEFORE_RESUMED = tuple("任命名为拟系:,。、 )")


def _resume(scene: Scene, first: Post) -> tuple[Name | None, Modality | None]:
    """Return the person whose short life the paragraph tells, for a post that 现任 or 任 opens."""
    folded = scene.folded
    if not folded.endswith(_BEFORE_RESUMED, 0, first.full_start):
        return None, None
    paragraph = folded.rfind("\n", 0, first.start) + 1
    opening = _RESUME.match(folded, paragraph)
    start = opening.end() if opening else paragraph
    name = name_at(scene, start)
    if name is None:
        return None, None
    behind = skip_brackets(folded, name.end)
    while folded[behind : behind + 1] == " ":
        behind += 1
    if (behind == first.full_start and behind > name.end) or _DETAILS.fullmatch(folded, behind, first.full_start):
        return name, None  # a line of a list: 张三(女) 某市司法局副局长
    if not _SEX.match(folded, name.end) and not _SEX.match(folded, behind):
        return None, None
    before = folded[max(paragraph, first.full_start - 4) : first.full_start]
    if before.endswith(("拟任", "拟任命", "提名", "拟提名为", "拟")):
        return name, Modality.PROPOSED
    if before.endswith(("曾任", "历任", "原任")):
        return name, Modality.FORMER
    if before.endswith(("现任", "任", "现为", "系", ":", ",", "。")):
        return name, None
    return None, None


def _mention(name: Name) -> Mention:
    return Mention(name.start, name.end, Kind.OFFICIAL, name.text)


def all_occurrences(scene: Scene, officials: list[Mention]) -> list[Mention]:
    """Return every place where a known official is named again: 杨国庆介绍."""
    known = {mention.name for mention in officials if len(mention.name) > 1}
    if not known:
        return officials
    taken = {(mention.start, mention.end) for mention in officials}
    out = list(officials)
    for found in occurrences(known, scene.folded):
        if (found.start, found.end) not in taken and name_here(scene, found.start, found.end):
            out.append(Mention(found.start, found.end, Kind.OFFICIAL, found.word))
    return sorted(out, key=lambda one: (one.start, one.end))


def name_here(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the letters of a known name are that name here: 王红 of 王红军 is not."""
    name = name_at(scene, start)
    return name is None or name.end <= end or skip_brackets(scene.folded, end) > end
