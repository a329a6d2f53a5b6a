"""Find who holds a post that stands on a line of its own, and the several who share one.

Sheets and lists of leaders: 姓名:周立群 with 职务:局长 below it, a name with the post on the next line, or
the post with its holder's name. Several who share one: 3名副会长分别是青州律师事务所的周立群、李明远.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.official_names import name_at, person_at, skip_brackets

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention

_NAME_LABEL = re.compile(r" *(?:姓 *名 *[: ] *)?")
_POST_LABEL = re.compile(r" *(?:(?:现任)?职 *务 *[: ] *)?(?:现任)?")
#: Lines of a sheet that may stand between the name and the post: 性别:男, 民族:汉族.
_DETAIL = re.compile(r" *(?:性 *别|民 *族|出生[年月日]*|籍 *贯|学 *历|政治面貌|[男女] *$)[^\n]{0,20}")
_MOST_DETAILS = 4
_SHARED = re.compile("(?:人选)?分别(?:是|为|由)")
_MARK = re.compile("[、,和及] ?")


def holder_by_line(scene: Scene, first: Post, last: Post) -> Name | None:
    """Return who holds the posts from ``first`` to ``last`` that fill the opening of a line: named alone on the line above, or else below."""
    folded = scene.folded
    opener = _opener(scene, first, last)
    if opener is not None:
        return opener
    line = folded.rfind("\n", 0, first.full_start) + 1
    label = _POST_LABEL.fullmatch(folded, line, first.full_start)
    if label is None:
        return None
    above = _name_above(scene, line)
    labelled = "务" in label.group()
    if above is not None and (labelled or not _is_post_line(scene, folded.rfind("\n", 0, above.start) + 1)):
        return above
    if labelled or folded[last.end : last.end + 1] != "\n":
        return None
    return _alone(scene, last.end + 1)


def _opener(scene: Scene, first: Post, last: Post) -> Name | None:
    """Return the name that alone stands before the posts of a sentence: 她扎根基层。|吴美满|,泉州市人民检察院委员."""
    start = scene.text.sentence(first.start).start
    while scene.folded.startswith((" ", "\u3000"), start):
        start += 1
    name = name_at(scene, start)
    token = scene.tokens.at(start)
    if name is None or first.body is None or len(name.text) > _LONGEST or token is None or not token.tag.startswith("nr"):
        return None
    end = skip_brackets(scene.folded, name.end)
    alone = scene.folded[end : first.full_start] == "," and scene.folded[last.end : last.end + 1] in {"。", ";", "\n", ""}
    return name if alone else None


def _name_above(scene: Scene, line: int) -> Name | None:
    folded = scene.folded
    for _ in range(_MOST_DETAILS):
        if line == 0:
            return None
        end, line = line - 1, folded.rfind("\n", 0, line - 1) + 1
        if not _DETAIL.fullmatch(folded, line, end):
            return _alone(scene, line)
    return None


def _alone(scene: Scene, line: int) -> Name | None:
    """Return the name that is all of a line, but for 姓名 before it and a bracket or details behind it."""
    label = _NAME_LABEL.match(scene.folded, line)
    name = name_at(scene, label.end() if label else line)
    if name is None or len(name.text) > _LONGEST:
        return None
    end = skip_brackets(scene.folded, name.end)
    rest = scene.folded[end : scene.folded.find("\n", end) if "\n" in scene.folded[end:] else len(scene.folded)].strip(" ")
    return name if rest in {"", "同志", "男", "女"} else None


_LONGEST = 4


def _is_post_line(scene: Scene, line: int) -> bool:
    """Tell whether the line above ``line`` ends in a title: then posts stand above their holders."""
    return line > 0 and scene.folded[:line].rstrip("\n ").endswith(("长", "记", "任", "员", "委", "席"))


def sharing(scene: Scene, position: int, limit: int) -> list[tuple[Name, Mention | None]]:
    """Return those who share the title that ends at ``position``, each with the body that stands before the name: 分别是甲所的张三、李四."""
    shared = _SHARED.match(scene.folded, position)
    out: list[tuple[Name, Mention | None]] = []
    position = shared.end() if shared else limit
    while position < limit:
        body = max(scene.bodies_from(position), key=lambda one: one.end, default=None)
        if body is not None:
            position = body.end + (1 if scene.folded.startswith("的", body.end) else 0)
        name = person_at(scene, position, limit)
        if name is None:
            break
        out.append((name, body))
        mark = _MARK.match(scene.folded, name.end)
        position = mark.end() if mark else limit
    return out
