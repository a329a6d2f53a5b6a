"""Patterns: the normal form of a program's name, which programs of other launchers may share.

“枫桥式”司法所 in ten provinces are ten programs of one pattern. The form of a name is what it says
without divisions, the launcher's name, years, batches and sequence numbers. Of a name in quotation
marks the quoted words are kept, and what follows them only where they do not stand by themselves
(“枫桥式”, “8+N”). A name of common words alone (普法宣传活动) has no form.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.batches import read_name
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.resolve.division_names import opening

if TYPE_CHECKING:
    from collections.abc import Collection

_QUOTED = re.compile('[“"‘「『]([^“”"‘’「」『』]{2,40})[”"’」』]')
_MARKS = re.compile(r"[^\w+]+")
#: 第三季, 2.0版, 升级版, and a year without 年 at either end.
_SEQUENCE = re.compile(r"第[〇零一二三四五六七八九十百两0-9]{1,4}(?:季|期|轮|阶段|场|站|次|号)|[0-9]+\.[0-9]+版?|升级版|^(?:19|20)[0-9]{2}(?![0-9年+])|(?<![0-9+])(?:19|20)[0-9]{2}$")
#: Quoted words that need what follows them: “枫桥式”, “8+N”, “1234”, and those of less than four letters.
_COUNTED = re.compile(r"[^\W\d]{1,6}式|[0-9A-Za-z+一二三四五六七八九十多]+")
_ALONE = 4
#: Letters that stay when such nouns are taken off: 司法所 of 司法所建设.
_LEAST = 3
#: Letters that must be left of a quoted name, and of one without quotation marks, without the words that anybody uses.
_QUOTED_OWN, _PLAIN_OWN = 2, 4


class Pattern(NamedTuple):
    """The form of a name: ``key`` is compared, ``label`` is shown.

    One that is not ``particular`` stands without quotation marks and is made of common words: it is a
    pattern only where another program has the same words in quotation marks.
    """

    key: str
    label: str
    particular: bool = True


def pattern(name: str, launchers: Collection[str] = ()) -> Pattern | None:
    """Return the form of a program's name, None where it is common words; ``launchers`` are names of who launched it.

    Examples: 包头市“枫桥式”司法所创建 has the form “枫桥式”司法所, “法律明白人”培养工程 and
    “法律明白人”项目 have “法律明白人”, “普法宣传”活动 has none.
    """
    name = _SEQUENCE.sub("", unicodedata.normalize("NFKC", read_name(name.strip())[0]))
    found = _QUOTED.search(name)
    if found is None:
        plain = _without_works(_letters(_at_home(name, launchers)))
        return Pattern(plain.lower(), plain, particular=_own(plain) >= _PLAIN_OWN) if plain else None
    inner = _letters(_SEQUENCE.sub("", _at_home(found[1], launchers)))
    lead = _letters(_at_home(name[: found.start() + 1], launchers))
    lead = "" if lead in _words("lead") or not _own(lead) else lead
    behind = _letters(name[found.end() :])
    if _COUNTED.fullmatch(inner):
        tail = _without_works(behind)
        says = tail and not _vague(counted=not inner.endswith("式")).fullmatch(tail)
        return Pattern(f"{lead}{inner}{tail}".lower(), f"{lead}“{inner}”{tail}") if says else None
    if len(inner) < _ALONE:
        return Pattern(f"{lead}{inner}{behind}".lower(), f"{lead}“{inner}”{behind}") if behind and inner else None
    inner = _without_works(inner)
    return Pattern(f"{lead}{inner}".lower(), f"{lead}“{inner}”") if _own(inner, quoted=True) >= _QUOTED_OWN else None


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _at_home(text: str, launchers: Collection[str]) -> str:
    """Return a text without what opens it and only says where: 四川省宜宾市…, 全市…, the launcher's name."""
    before = None
    while before != text:
        before = text
        for launcher in sorted(launchers, key=lambda one: (-len(one), one)):
            text = text.removeprefix(launcher)
        text = text[opening(text) :]
        text = text.removeprefix("的")
        for word in _words("home"):
            text = text.removeprefix(word)
    return text


def _without_works(text: str) -> str:
    """Return a text without the nouns at its end that say what is done with it: 法律明白人|培养|工程, but 清风行动."""
    while word := next((one for one in _words("works") if text.endswith(one) and len(text) - len(one) >= _LEAST), ""):
        text = text.removesuffix(word)
    return text


def _own(text: str, *, quoted: bool = False) -> int:
    """Return how many letters are left of a name without the words that make no undertaking particular."""
    return len(_common(quoted=quoted).sub("", text))


@functools.cache
def _words(table: str) -> tuple[str, ...]:
    """Return the words of a table of ``[pattern]`` in programs.toml, longest first."""
    found = Vocabulary.load().programs["pattern"][table]
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))


@functools.cache
def _common(*, quoted: bool) -> re.Pattern[str]:
    """Return what anybody's program may be called; in quotation marks a verb may be the very name (“法治体检”)."""
    programs = Vocabulary.load().programs
    words = {*programs["common"], *programs["kinds"], *programs["pattern"]["works"]}
    return _any_of(words if quoted else {*words, *programs["verb_nouns"], *programs["tails"], *programs["inner"]})


@functools.cache
def _vague(*, counted: bool) -> re.Pattern[str]:
    """Return what says nothing behind quoted words; behind numbers more words do."""
    return re.compile(f"(?:{_any_of({*_words('works'), *(_words('vague') if counted else ())}).pattern})+")


def _any_of(words: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))
