"""Extract many articles, in several processes where that pays."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from lawgraph.extract.extractor import extract

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.process import BaseProcess

    from lawgraph.model import Article, Extraction

#: A process takes a second to load the vocabulary, in which another extracts half a million characters.
_WORTH_A_PROCESS = 1_000_000
#: Articles that are sent to a process at a time: few enough that the last ones finish together.
_SHARE = 50


class Kept(Protocol):
    """What earlier extractions gave, by article."""

    def get(self, article: Article) -> Extraction | None:
        """Return the extraction; None where it is not known."""

    def put(self, article: Article, extraction: Extraction) -> None:
        """Keep it."""


def jobs_for(articles: Sequence[Article]) -> int:
    """Return how many processes pay for these articles: one for each million characters, up to the cores at hand."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, sum(len(article.text) for article in articles) // _WORTH_A_PROCESS))


def extract_all(articles: Sequence[Article], *, jobs: int | None = 1, kept: Kept | None = None) -> Iterator[Extraction]:
    """Yield the extraction of each article in their order, whatever the number of processes and what is ``kept``.

    ``jobs`` None takes as many as pay. The processes are started afresh (``spawn``), so a program that asks
    for more than one has to keep its own start behind ``if __name__ == "__main__"``. Where a process dies
    (killed for its memory, say), this one does the rest.
    """
    known = [kept.get(article) if kept else None for article in articles]
    missing = [article for article, found in zip(articles, known, strict=True) if found is None]
    with closing(_extract_all(missing, jobs_for(missing) if jobs is None else jobs)) as new:
        for article, found in zip(articles, known, strict=True):
            extraction = found or next(new)
            if kept and not found:
                kept.put(article, extraction)
            yield extraction


def _extract_all(articles: Sequence[Article], jobs: int) -> Generator[Extraction]:
    shares = [articles[start : start + _SHARE] for start in range(0, len(articles), _SHARE)]
    if jobs <= 1 or len(shares) <= 1:
        yield from map(extract, articles)
        return
    pool = ProcessPoolExecutor(min(jobs, len(shares)), get_context("spawn"), _end_with_parent)
    try:
        for share, future in zip(shares, [pool.submit(_extract_share, share) for share in shares], strict=True):
            try:
                extractions = future.result()
            except BrokenProcessPool:
                extractions = _extract_share(share)
            yield from extractions
    finally:
        pool.shutdown(cancel_futures=True)  # who stops early does not wait for what nobody asks for any more


def _extract_share(share: Sequence[Article]) -> list[Extraction]:
    return [extract(article) for article in share]


def _end_with_parent() -> None:
    """See to it that this process ends when the one that asks is killed: it would wait for its next share for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
