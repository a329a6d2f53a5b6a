"""Extract many articles, in several processes where that pays."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from lawgraph.extract.extractor import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.model import Article, Extraction

#: A process takes a second to load the vocabulary, in which another extracts half a million characters.
_WORTH_A_PROCESS = 1_000_000
#: Articles that are sent to a process at a time: few enough that the last ones finish together.
_SHARE = 50


def jobs_for(articles: Sequence[Article]) -> int:
    """Return how many processes pay for these articles: one for each million characters, up to the cores at hand."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, sum(len(article.text) for article in articles) // _WORTH_A_PROCESS))


def extract_all(articles: Sequence[Article], *, jobs: int = 1) -> Iterator[Extraction]:
    """Yield the extraction of each article in their order, whatever the number of processes.

    The processes are started afresh (``spawn``), so a program that asks for more than one has to keep
    its own start behind ``if __name__ == "__main__"``. Where a process dies (killed for its memory, say),
    this one does the rest.
    """
    shares = [articles[start : start + _SHARE] for start in range(0, len(articles), _SHARE)]
    if jobs <= 1 or len(shares) <= 1:
        yield from map(extract, articles)
        return
    pool = ProcessPoolExecutor(min(jobs, len(shares)), mp_context=get_context("spawn"))
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
