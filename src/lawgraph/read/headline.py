"""Choose the headline among the lines above an article."""

from __future__ import annotations

from lawgraph.read.furniture import HAN, key, vocabulary
from lawgraph.read.join import is_numbered

_MIN_TITLE = 4
_MIN_HEADING = 3
_MIN_REPEATED = 6  # a shorter line stands inside another by chance
_SCORED_LENGTH = 24  # beyond it a longer line is no better a headline
_PENALTY = 12  # of a line that looks like a site's name or a menu
_NEXT_TO_DATE = 6  # what standing right above the date is worth, in characters
_MIN_MENU = 4  # words
_MAX_MENU_WORD = 6  # characters
_MAX_ORGAN = 16

_DASHES = ("——", "--", "—", "─")


def _looks_like_organ(line: str) -> bool:
    """Tell whether a line names a site or body: ``"中华人民共和国司法部"``."""
    return (
        len(line) <= _MAX_ORGAN
        and line.endswith(vocabulary().organs)
        and not any(c in line for c in "“《!?:,！？：， ")
    )


def _looks_like_menu(line: str) -> bool:
    """Tell whether a line is a row of links: ``"人民网首页 新闻 财经 图片"``."""
    tokens = line.split()
    words = vocabulary().words
    return len(tokens) > 1 and (
        (len(tokens) >= _MIN_MENU and max(map(len, tokens)) <= _MAX_MENU_WORD)
        or any(key(token) in words for token in tokens)
    )


def _score(line: str) -> int:
    size = min(len(HAN.findall(line)), _SCORED_LENGTH)
    return size - (_PENALTY if _looks_like_organ(line) or _looks_like_menu(line) else 0)


def _headlines(lines: list[str]) -> list[tuple[str, int, int]]:
    """Return the candidates with the lines they take, a subtitle ("——…") joined to its headline."""
    found: list[tuple[str, int, int]] = []
    for i, line in enumerate(lines):
        if (
            found
            and found[-1][2] == i
            and (line.startswith(_DASHES) or found[-1][0].endswith((",", "，", "、", "——")))
        ):
            text, start, _ = found[-1]
            found[-1] = (text + line, start, i + 1)
        elif len(HAN.findall(line)) >= _MIN_TITLE and not is_numbered(line):
            found.append((line, i, i + 1))
    return found


def pick_title(lines: list[str], markers: list[int], crumb: int) -> tuple[str, list[int]]:
    """Return the headline and the indices of the lines that are headings of the article.

    ``markers`` says before which lines a date or source stood, ``crumb`` from which line on the
    menus have ended. A line that another line of the head contains is the headline: pages print it
    again in their title bar, there with a kicker or the site's name. Otherwise the most headline-like
    line before the date counts, and where a paper prints the date first, the one behind it.

    Example: ``pick_title(["法治报", "市司法局召开部署会"], [2], 0)`` is ``("市司法局召开部署会", [])``.
    """
    candidates = _headlines(lines)
    if not candidates:
        return "", list(range(len(lines)))
    behind = [each for each in candidates if each[1] >= crumb] or candidates
    repeated = [
        each
        for each in candidates
        if len(HAN.findall(each[0])) >= _MIN_REPEATED
        and not _looks_like_organ(each[0])
        and any(each[0] in other[0] for other in candidates if other is not each and other[1] < each[1])
    ]
    marks = [mark for mark in markers if mark > crumb]
    before = [each for each in behind if marks and each[2] <= marks[-1]]
    if repeated:
        chosen = repeated[0]
    elif before:
        chosen = max(before, key=lambda each: (_score(each[0]) + _NEXT_TO_DATE * (each[2] in marks), each[1]))
    elif markers:
        chosen = max(behind[:3], key=lambda each: _score(each[0]))
    else:
        chosen = next((each for each in behind if not _looks_like_organ(each[0])), behind[0])
    text, _, end = chosen
    kept = [
        i
        for i in range(end, len(lines))
        if len(HAN.findall(lines[i])) >= _MIN_HEADING
        and lines[i] not in text
        and not _looks_like_organ(lines[i])
    ]
    return text, kept
