"""Reprints: how many made copies are found, how many articles are joined wrongly, and how fast.

``python benchmarks/reprints.py PATH...`` takes the articles of PATH for originals that are no copies of each
other, makes copies of every third in nine ways, writes them as pages and reads those like any others (so that
bylines are cut where reading cuts them). With ``--sketches`` it times the sketches of rensa and, where that is
installed, of datasketch; with ``--articles N`` one run over N articles, half of them cut copies. Random
choices have a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from typing import TYPE_CHECKING

from lawgraph.errors import ReadError
from lawgraph.model import Article
from lawgraph.read import read_paths
from lawgraph.read.dump import read_dump
from lawgraph.resolve.reprints import find_reprints, letters, shingles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HEADS = ("本报讯（记者 王小明 通讯员 李丽）近日，", "据某某市司法局官网消息：", "核心提示：本文转载自某某市普法办公室公众号，内容有删节。\n", "某某网5月6日电 ")
_TAILS = ("（来源：某某市司法局 责任编辑：赵六）", "\n编辑：李四 校对：王五 审核：赵六", "\n记者从某某市司法局获悉，下一步，该市将继续推进有关工作。", "")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+|[^。！？\n]+$")
#: Of shorter texts two sentences make a formula, and no copy is looked for.
_LETTERS = 80


def cut(chance: random.Random, text: str, share: float) -> str:
    """Leave out each sentence with this chance."""
    kept = [one for one in _SENTENCE.findall(text) if chance.random() > share]
    return "".join(kept) or text


def framed(chance: random.Random, text: str) -> str:
    return chance.choice(_HEADS) + text + chance.choice(_TAILS)


def changed(chance: random.Random, text: str, share: float) -> str:
    return "".join(chance.choice("的了在和是有") if letter not in "。，\n" and chance.random() < share else letter for letter in text)


def first_half(text: str) -> str:
    sentences = _SENTENCE.findall(text)
    return "".join(sentences[: max(1, round(len(sentences) / 2))])


WAYS: dict[str, Callable[[random.Random, str], str]] = {
    "another head and foot": framed,
    "a fifth of the sentences cut": lambda chance, text: cut(chance, text, 0.2),
    "half of the sentences cut": lambda chance, text: cut(chance, text, 0.5),
    "the second half cut": lambda _, text: first_half(text),
    "another head and foot, a fifth cut": lambda chance, text: framed(chance, cut(chance, text, 0.2)),
    "another head and foot, half cut": lambda chance, text: framed(chance, cut(chance, text, 0.5)),
    "one letter in a hundred changed": lambda chance, text: changed(chance, text, 0.01),
    "one letter in fifty changed": lambda chance, text: changed(chance, text, 0.02),
    "another head and foot, a fifth cut, one letter in a hundred changed": lambda chance, text: framed(chance, changed(chance, cut(chance, text, 0.2), 0.01)),
}


def find_made(originals: list[Article]) -> None:
    long = [one for one in originals if len(letters(one.text)) >= _LETTERS][::3]
    told = find_reprints(originals).earliest
    print(f"{len(originals)} articles, joined without any copies: {sum(one != first for one, first in told.items())}")
    print("| copies | made | one source with its original | one source with another article |\n|---|---|---|---|")
    for way, make in WAYS.items():
        chance = random.Random(7)
        made: dict[str, tuple[Article, str]] = {}
        for one in long:
            try:
                text = read_dump(make(chance, one.text), "").text
            except ReadError:  # too little is left to be an article
                continue
            if text != one.text:
                copy = Article(text, date="9999")
                made[copy.id] = (copy, one.id)
        told = find_reprints([*originals, *(copy for copy, _ in made.values())]).earliest
        right = sum(told[copy] == told[first] for copy, (_, first) in made.items())
        wrong = sum(told[copy] != copy and told[copy] != told[first] for copy, (_, first) in made.items())
        print(f"| {way} | {len(made)} | {right / len(made):.3f} | {wrong} |", flush=True)


def time_sketches(originals: list[Article]) -> None:
    sets = [list(shingles(letters(one.text))) for one in originals]
    start = time.process_time()
    import rensa

    rensa.RMinHash.from_token_sets(sets, 128, 1)
    print(f"rensa: {len(sets) / (time.process_time() - start):,.0f} articles a CPU second")
    try:
        from datasketch import MinHash
    except ImportError:
        print("datasketch is not installed")
        return
    sets = sets[:500]
    start = time.process_time()
    for one in sets:
        MinHash(num_perm=128).update_batch([shingle.encode() for shingle in one])
    print(f"datasketch: {len(sets) / (time.process_time() - start):,.0f} articles a CPU second")


def generated(originals: list[Article], count: int) -> Iterable[Article]:
    """Yield articles of borrowed sentences, each of them with some letters twice; half are cut copies of earlier ones."""
    chance = random.Random(5)
    sentences = [sentence for one in originals for sentence in _SENTENCE.findall(one.text)]
    texts: list[str] = []
    for number in range(count):
        if texts and chance.random() < 0.5:
            text = f"某报讯 记者某某报道{number % 99}" + cut(chance, chance.choice(texts), 0.2)
        else:
            text = ""
            for sentence in chance.sample(sentences, chance.choice((5, 8, 12, 20, 30))):
                at = chance.randrange(len(sentence))
                text += sentence[:at] + sentence[at // 2 :]
        texts.append(text)
        yield Article(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--sketches", action="store_true")
    parser.add_argument("--articles", type=int)
    options = parser.parse_args()
    originals = list(read_paths(options.paths).articles)
    if options.sketches:
        time_sketches(originals)
    elif options.articles:
        articles = list(generated(originals, options.articles))
        start = time.process_time()
        told = find_reprints(articles).earliest
        spent = time.process_time() - start
        print(f"{len(articles)} articles of {sum(len(one.text) for one in articles) // len(articles)} characters: {spent:.1f} CPU s, {len(articles) / spent:,.0f} a second, {sum(one != first for one, first in told.items())} copies found")
    else:
        find_made(originals)


if __name__ == "__main__":
    main()
