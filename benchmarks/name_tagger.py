"""Try a statistical tagger of names against the rules: a CRF trained on CLUENER2020, judged on the part held back.

``python benchmarks/name_tagger.py [FILE]`` (needs ``pip install python-crfsuite``; a minute or two)
trains on the lines that ``cluener_guard`` calls tuning and prints, for its held-back part, recall
of the names near a position and precision of the people found: by the rules, by the tagger (its
names within ten characters of its positions), and by either.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from cluener_guard import FILE, NEAR, PARTS, of_row, officials, plain

from lawgraph.extract.text import fold
from lawgraph.extract.tokens import tagger
from lawgraph.lexicon.vocabulary import Vocabulary

LABELS = {"name": "N", "position": "P"}


def features(text: str) -> list[list[str]]:
    """The features of each character: letters around it, jieba's words and tags, surnames."""
    folded = fold(text)
    surnames = Vocabulary.load().surnames
    words = [
        (word, tag, "S" if len(word) == 1 else "B" if at == 0 else "E" if at == len(word) - 1 else "M")
        for word, tag in tagger()(folded)
        for at in range(len(word))
    ]

    def letter(at: int) -> str:
        return folded[at] if 0 <= at < len(folded) else "#"

    def word(at: int) -> tuple[str, str, str]:
        return words[at] if 0 <= at < len(words) else ("#", "#", "#")

    rows = []
    for at in range(len(folded)):
        row = [f"c{by}={letter(at + by)}" for by in range(-3, 4)]
        row += [f"cc{by}={letter(at + by)}{letter(at + by + 1)}" for by in range(-2, 2)]
        row += [f"t{by}={word(at + by)[1]}{word(at + by)[2]}" for by in range(-2, 3)]
        row += [f"w={word(at)[0]}", f"latin={letter(at).isascii() and letter(at).isalpha()}"]
        row += [f"surname{by}" for by in (-2, -1, 0) if letter(at + by) in surnames]
        rows.append(row)
    return rows


def marks(row: dict[str, Any]) -> list[str]:
    """The BIO labels of one line of the file."""
    out = ["O"] * len(row["text"])
    for kind, mark in LABELS.items():
        for spans in row["label"].get(kind, {}).values():
            for start, last in spans:
                out[start : last + 1] = [f"B{mark}", *[f"I{mark}"] * (last - start)]
    return out


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """The spans of BIO labels as (start, last, mark)."""
    found: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if label[0] == "B":
            found.append((at, at, label[1]))
        elif label[0] == "I" and found and found[-1][1] == at - 1 and found[-1][2] == label[1]:
            found[-1] = (found[-1][0], at, label[1])
    return found


def near(text: str, labels: list[str]) -> set[str]:
    """The names that stand within ten characters of a position."""
    found = spans(labels)
    posts = [(start, last) for start, last, mark in found if mark == "P"]
    return {
        plain(text[first : last + 1])
        for first, last, mark in found
        if mark == "N" and any(max(start - last - 1, first - end - 1) <= NEAR for start, end in posts)
    }


def main() -> None:
    import pycrfsuite

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    rows = [json.loads(line) for line in parser.parse_args().file.read_text(encoding="utf-8").splitlines()]
    trainer = pycrfsuite.Trainer(verbose=False)
    for number, row in enumerate(rows):
        if number % 10 in PARTS["tuning"]:
            trainer.append(features(row["text"]), marks(row))
    trainer.set_params({"c1": 0.3, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 2})
    crf = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "names.crf"
        trainer.train(str(model))
        print(f"model: {model.stat().st_size / 1e6:.1f} MB")
        crf.open(str(model))
        results: dict[str, list[tuple[int, int, int, int]]] = {"rules": [], "tagger": [], "either": []}
        for number, row in enumerate(rows):
            if number % 10 not in PARTS["held-back"]:
                continue
            gold = of_row(row)
            tagged = near(row["text"], crf.tag(features(row["text"])))
            people = {min(forms & gold.names or forms) for forms in officials(row["text"])}
            for method, found in (("rules", people), ("tagger", tagged), ("either", people | tagged)):
                results[method].append((len(found & gold.wanted), len(gold.wanted), len(found & gold.names), len(found)))
    for method, counts in results.items():
        got, wanted, right, found = map(sum, zip(*counts, strict=True))
        print(f"{method:8} recall {got}/{wanted} = {got / wanted:.3f}   precision {right}/{found} = {right / found:.3f}")


if __name__ == "__main__":
    main()
