"""What reading and extraction keep: under which keys, and how often it is made to last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lawgraph.cache import fingerprint
from lawgraph.cache.store import Cache, key_of
from lawgraph.errors import ReadError
from lawgraph.model import Article, Extraction

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Extractions that a build may lose by being killed: the share that a process gets at a time. No clock is
#: looked at, so this stands for "every few seconds": 50 articles take a tenth of a second to a second.
_SHARE: Final = 50


@dataclass(frozen=True, slots=True)
class _Read:
    """What one place of an input gave: an article or a failure."""

    article: Article | None = None
    failure: tuple[str, str, str] | None = None


class Readings:
    """The articles and failures of each input, by its source and the SHA-256 of its content."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._stage = fingerprint.digest_of(*fingerprint.READING)

    def get(self, source: str, digest: str) -> list[Article | ReadError] | None:
        """Return what reading the input gave; None where that is not known."""
        found = self._cache.get(tuple[_Read, ...], self._key(source, digest))
        return None if found is None else [one.article or ReadError(*(one.failure or ("", "", ""))) for one in found]

    def put(self, source: str, digest: str, items: Sequence[Article | ReadError]) -> None:
        """Keep what reading the input gave, at once: some inputs take seconds."""
        kept = [_Read(item) if isinstance(item, Article) else _Read(None, (item.subject, item.problem, item.remedy)) for item in items]
        self._cache.put(self._key(source, digest), tuple(kept))
        self._cache.commit()

    def _key(self, source: str, digest: str) -> bytes:
        return key_of("reading", self._stage, source, digest)


class Extractions:
    """The extraction of each article, by all of the article that extraction looks at."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._stage = fingerprint.digest_of(*fingerprint.EXTRACTION)
        self._waiting = 0

    def get(self, article: Article) -> Extraction | None:
        """Return the extraction of an article; None where it is not known."""
        return self._cache.get(Extraction, self._key(article))

    def put(self, article: Article, extraction: Extraction) -> None:
        """Keep the extraction of an article."""
        self._cache.put(self._key(article), extraction)
        self._waiting += 1
        if self._waiting == _SHARE:
            self._cache.commit()
            self._waiting = 0

    def _key(self, article: Article) -> bytes:
        # Where it came from is no part: a page that was moved says what it said before.
        fields = (article.text, article.title, article.publisher, article.date, article.creators)
        return key_of("extraction", self._stage, article.text, repr(fields[1:]))
