"""Measure how fast extraction is, next to jieba merely tagging the same text.

    python benchmarks/extraction_speed.py PATH... [--jieba-characters 300000]

Reads the articles of PATH, extracts each in one process, then runs ``jieba.posseg.cut`` over the first
part of the same text, and prints characters a CPU second of both and their ratio. Figures that
were taken so are in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from lawgraph.extract.extractor import extract
from lawgraph.model import Article
from lawgraph.read import read_paths


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--jieba-characters", type=int, default=300_000)
    arguments.add_argument("--repeat", type=int, default=1, help="extract everything so many times")
    options = arguments.parse_args()

    extract(Article(text="包头市司法局召开会议。"))  # loads the lexicon
    start = time.process_time()
    articles = read_paths(options.paths).articles
    reading = time.process_time() - start
    start = time.process_time()
    claims = sum(len(extract(article).claims) for _ in range(options.repeat) for article in articles)
    extracting = (time.process_time() - start) / options.repeat
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    import jieba.posseg

    text = "".join(article.text for article in articles)
    sample = text[: options.jieba_characters]
    jieba.posseg.lcut("包头市司法局")  # loads its dictionary
    start = time.process_time()
    jieba.posseg.lcut(sample)
    tagging = time.process_time() - start

    ours = len(text) / (reading + extracting)
    theirs = len(sample) / tagging
    print(f"articles {len(articles)}, characters {len(text)}, claims {claims // options.repeat}")
    print(f"reading {reading:.2f} s, extraction {extracting:.2f} s: {ours:,.0f} characters a second, peak memory {memory:.0f} MB")
    print(f"jieba.posseg on the first {len(sample)} characters {tagging:.2f} s: {theirs:,.0f} characters a second")
    print(f"ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
