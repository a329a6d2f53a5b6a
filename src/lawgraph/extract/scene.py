"""Everything known about one article while the rules run over it."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgraph.extract.text import Text
from lawgraph.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.extract.findings import Award, Citation, Holding, Launch, Place, Posting, Setting
    from lawgraph.lexicon.vocabulary import Vocabulary
    from lawgraph.model import Article, Mention


class _Bodies:
    """Institutions by where their names begin and end."""

    __slots__ = ("ending", "of", "starting", "starts")

    def __init__(self, institutions: list[Mention]) -> None:
        self.of = institutions
        self.starting: dict[int, list[Mention]] = {}
        self.ending: dict[int, list[Mention]] = {}
        self.starts = [one.start for one in institutions]
        for one in institutions:
            self.starting.setdefault(one.start, []).append(one)
            self.ending.setdefault(one.end, []).append(one)


@dataclass(slots=True)
class Scene:
    """An article, its words, and the mentions found so far.

    ``extract.extractor`` lets the recognisers fill the lists, each standing on those before it;
    the rules then read them and change nothing.
    """

    article: Article
    vocabulary: Vocabulary
    text: Text
    tokens: Tokens
    setting: Setting
    places: list[Place]
    year: int | None = None
    institutions: list[Mention] = field(default_factory=list)
    officials: list[Mention] = field(default_factory=list)
    place_mentions: list[Mention] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    launches: list[Launch] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    focus: Mention | None = None
    headings: Sequence[Mention] = ()
    """The bodies of the article's title."""
    publishers: Sequence[Mention] = ()
    """The bodies of its publisher and byline."""
    withheld: int = 0
    folded: str = field(init=False)
    """The folded text: rules match here, offsets hold in the article too."""
    _bodies: _Bodies = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.folded = self.text.folded
        self._bodies = _Bodies(self.institutions)

    def bodies_from(self, start: int) -> Sequence[Mention]:
        """The institutions whose names begin at ``start``, in order."""
        return self._indexed().starting.get(start, ())

    def bodies_to(self, end: int) -> Sequence[Mention]:
        """The institutions whose names end at ``end``, in order."""
        return self._indexed().ending.get(end, ())

    def bodies_behind(self, position: int) -> Iterator[Mention]:
        """The institutions whose names begin at ``position`` or behind it, in order."""
        known = self._indexed()
        return itertools.islice(known.of, bisect.bisect_left(known.starts, position), None)

    def places_within(self, start: int, end: int) -> Sequence[Place]:
        """The places whose names begin in [start, end), in order."""
        first = bisect.bisect_left(self.places, (start,))
        return self.places[first : bisect.bisect_left(self.places, (end,), first)]

    def _indexed(self) -> _Bodies:
        # A recogniser that adds to the institutions puts a new list in the place of the old one.
        if self._bodies.of is not self.institutions:
            self._bodies = _Bodies(self.institutions)
        return self._bodies

    def quote(self, start: int, end: int) -> str:
        """The article's own words at [start, end)."""
        return self.article.text[start:end]


def words_of(text: str) -> tuple[Text, Tokens]:
    """Fold, cut and tag a text: the common ground of body and title."""
    folded = Text.of(text)
    return folded, Tokens(folded.folded)
