"""What a page says of its article, gathered line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lawgraph.read.byline import names
from lawgraph.read.dates import find_date
from lawgraph.read.furniture import HAN, find_labels, key, vocabulary

# A line of labels holds at most this much; a longer one is text.
MAX_LABEL_LINE = 160

_VALUE_ENDS = re.compile(r" {2,}|[【\[|｜]")
_SPACE = re.compile(r"\s+")
_COPYRIGHT = re.compile(r"(?:©|(?i:copyright)|版权所有|版權所有)")
_COPYRIGHT_NOISE = re.compile(
    r"(?i:copyright|all rights? reserved|corporation|corp\.?|co\.?,? ?ltd\.?|inc\.?|\(c\))|©|版权所有|版權所有|未经.*|不得转载|\d{4}(?:[-—~至年]+\d{4})?年?|[:：,，.。|·]",
)
_OWNER = re.compile("[\u4e00-\u9fff·《》]{3,20}")
# A company runs the site and does not publish the paper.
_COMPANY = ("公司", "科技", "网络技术")


class Label(NamedTuple):
    """A labelled value: ``("publisher", "千龙网")``."""

    kind: str
    value: str


@dataclass(slots=True)
class Page:
    """A page while it is read; the first value found for a field stays."""

    title: str = ""
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    creators: list[str] = field(default_factory=list)
    outlet: str | None = None  # whose dateline opens the text ("千龙网讯")
    owner: str | None = None  # who the foot of the page says owns the site
    foot_date: str | None = None

    def add_creators(self, found: tuple[str, ...]) -> None:
        """Add names in the order of the page, each once."""
        for name in found:
            if name not in self.creators:
                self.creators.append(name)

    def add_labels(self, found: list[Label]) -> None:
        """Take in what a line of labels says."""
        for label in found:
            if label.kind == "publisher":
                self.publisher = self.publisher or publisher_name(label.value)
            elif label.kind == "date":
                self.date = self.date or find_date(label.value, partial=True, compact=True)
            elif label.kind == "creator":
                self.add_creators(names(label.value))


def labels(line: str) -> list[Label]:
    """Return the labelled values of a line that is made of labels, or nothing.

    Example: ``labels("时间:2019-08-28  来源:法治报道")`` is a date and a publisher.
    """
    if len(line) > MAX_LABEL_LINE or "。" in line:
        return []
    words = vocabulary()
    matches = find_labels(line)
    # What stands before the first label must be a date, an edition number or nothing: a sentence
    # with a colon somewhere is not a line of labels.
    if not matches or (
        len(HAN.findall(line[: matches[0].start()])) > 8 and find_date(line[: matches[0].start()]) is None
    ):
        return []
    found: list[Label] = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = line[match.end() : following.start() if following else len(line)].strip()
        kind = words.labels[match["label"] or match["slashed"]]
        if kind != "date":
            value = _VALUE_ENDS.split(value, maxsplit=1)[0].strip(" 】])）>|｜")
        found.append(Label(kind, value))
    return found


def publisher_name(value: str) -> str | None:
    """Return the name in the value of 来源, without the tools that follow it.

    Example: ``publisher_name("人民网-人民日报 小字号")`` is ``"人民网-人民日报"``.
    """
    words = vocabulary()
    value = _VALUE_ENDS.split(value.strip(), maxsplit=1)[0]
    kept: list[str] = []
    for token in _SPACE.split(value.strip(' :：;；,，.。“”"')):
        if find_date(token) or key(token) in words.words or token.startswith(words.starts):
            break
        kept.append(token)
    name = " ".join(kept).strip()
    if not name or len(name) > 40 or name.startswith(words.not_names) or not HAN.search(name):
        return None
    return name


def owner(line: str) -> str | None:
    """Return who a copyright line names: ``"Copyright © 2011 内蒙古法制报"`` gives ``"内蒙古法制报"``."""
    if len(line) > MAX_LABEL_LINE or not _COPYRIGHT.search(line):
        return None
    for found in _OWNER.findall(_COPYRIGHT_NOISE.sub(" ", line)):
        if not found.endswith(_COMPANY) and found.endswith(vocabulary().organs):
            return str(found)
    return None
