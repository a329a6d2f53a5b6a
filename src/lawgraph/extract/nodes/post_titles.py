"""Tell a post's title from the same letters in other words: 代表 of 代表会, 主任 of 主任会议."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.official_names import opens_a_name
from lawgraph.lexicon.affixes import Openings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found


@functools.cache
def heads() -> frozenset[str]:
    """Return the titles whose holders direct the body that they stand at."""
    return frozenset(Vocabulary.load().posts["heads"])


#: What makes another word of a title: 代表|会, 主任|会议.
_NO_TITLE = Openings(("会", "委员会", "大会", "制", "团", "办公", "岗", "级", "证", "费", "室", "协会", "法", "事务所", "队伍", "行业", "班子", "小组", "干部", "下", "机关", "人民", "全体", "全市", "全省", "全县", "全区", "全国", "全面", "全程", "体制", "机制", "资格", "负责制", "接待", "职责", "性", "了", "着", "总队", "支队", "大队", "中队", "工作", "宣传", "公证", "执业", "管理"))


#: Verbs that begin as the ending of such a word does: 会长|会见|客人.
_MEETS = ("会见", "会谈", "会同", "会晤", "会商")


def is_title(scene: Scene, found: Found) -> bool:
    """Tell whether the letters found are a title here: 代表 of 代表会 and 主任 of 主任会议 are none."""
    folded = scene.folded
    ending = _NO_TITLE.at(folded, found.end)
    if ending and not (len(ending) == 1 and opens_a_name(scene, found.end)) and not folded.startswith(_MEETS, found.end):
        return False
    if found.word == "秘书" and folded.startswith(("处", "科", "局"), found.end):
        return False
    token = scene.tokens.at(found.start)
    last = scene.tokens.at(found.end - 1)
    if token is not None and last is not None and token.start < found.start and last.end > found.end and (found.word not in heads() or last.tag == "ns"):
        return False  # 办理|事项 holds no 理事, 万州|长江 no 州长
    if found.word == "院长" and folded.endswith("法", 0, found.start):
        return False  # 海事法院|长海法庭 holds no 院长
    # 书记 inside a longer word (书记员 is in the list itself) or a verb (代表|发言) is judged by its token.
    return token is None or token.end <= found.end or token.start >= found.start
