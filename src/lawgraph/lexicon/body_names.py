"""Names of bodies that stand in no division: which are one body's own, and which could be anybody's.

俄罗斯外交部 and 中国科学院 are one body wherever they are named; 商业银行 and 上市公司 name a sort of body.
"""

from __future__ import annotations

import functools
import re

from lawgraph.errors import LexiconError
from lawgraph.lexicon.vocabulary import Vocabulary, table

_FILE = "body_names.toml"


class BodyNames:
    """The tables of ``body_names.toml``, as patterns.

    >>> names = BodyNames.load()
    >>> names.own("俄外交部"), names.own("中国科学院"), names.own("宏远公司")
    ('俄罗斯外交部', '中国科学院', None)
    >>> names.is_generic("商业银行"), names.is_generic("美国公司"), names.is_generic("工商银行")
    (True, True, False)
    """

    def __init__(self) -> None:
        words = table("body_names")
        try:
            self._in_full: dict[str, str] = dict(words["countries_in_full"])
            countries: list[str] = sorted({*Vocabulary.load().relations["countries"], *self._in_full, *self._in_full.values()}, key=lambda word: (-len(word), word))
            country, kinds = _one_of(countries), _one_of(sorted(words["kinds"], key=lambda word: -len(word)))
            sorts = _one_of(words["sorts"])
            self._generic = re.compile(f"(?:中国|{country})?{sorts}*{kinds}|(?:{sorts}|{_one_of(words['fields'])})*{kinds}")
            self._known = frozenset(words["known"])
            self._no_organ = re.compile(f".*{_any_of(words['no_organs'])}")
            self._no_opening = tuple(words["no_openings"])
            of_countries = re.compile(_any_of(words["of_a_country"]))
            self._abroad = [(one, of_countries) for one in countries]
            self._at_home = [
                ("联合国", re.compile(_any_of(words["of_the_united_nations"]))),
                ("国家", re.compile(_any_of(words["of_the_state"]))),
                *((opening, re.compile(_any_of(words["of_the_whole"]))) for opening in ("中国", "中华")),
            ]
        except (KeyError, TypeError, re.error) as error:
            raise LexiconError(_FILE, f"cannot be used: {error}", "Mend the table that it names") from error
        self._national: dict[str, str] = {form: body.name for body in Vocabulary.load().national for form in (body.name, *body.aliases) if form not in body.rhetorical}

    @classmethod
    @functools.cache
    def load(cls) -> BodyNames:
        """Return the one table of this process, read on the first call. Raises LexiconError for a table that is wrong."""
        return cls()

    def own(self, name: str) -> str | None:
        """Return the full form of a name that is one body's own, None for one that may be many bodies'."""
        if name.startswith(self._no_opening) or self.is_generic(name) or name.count("(") != name.count(")"):
            return None
        if (home := name.removeprefix("中国")) != name and home in self._national:
            return self._national[home]  # 中国外交部
        if name in self._known:
            return name
        for opening, pattern in self._at_home:
            if name.startswith(opening) and pattern.fullmatch(name, len(opening)):
                return name
        for country, pattern in self._abroad:
            if name.startswith(country) and pattern.fullmatch(name, len(country)):
                return self._in_full.get(country, country) + name[len(country) :]
        return None

    def is_generic(self, name: str) -> bool:
        """Return whether a name tells what sort of body it is and not which one."""
        found = self._no_organ.fullmatch(name) or self._generic.fullmatch(name)
        return found is not None and name not in self._known


def _one_of(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _any_of(patterns: list[str]) -> str:
    return f"(?:{'|'.join(patterns)})"
