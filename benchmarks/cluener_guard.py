"""Measure officials in general news: what was learned on one genre should hold outside it.

Each sentence of CLUENER2020 (a sentence a line, ``label`` = {type: {mention: [[start, last]]}}) is
extracted as an article of its own. Two figures, a row for each part of the file and method:

- recall: of the names in the gold that stand within ten characters of a position in the gold, how
  many become an Official;
- precision: of the Officials found, how many are names in the gold of that sentence.

``python benchmarks/cluener_guard.py FILE [--part tuning|held-back|all] [--errors]``. The
rules were tuned on nine tenths of the lines; the other one was held back from that.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Kind

NEAR = 10
FILE = Path(__file__).parents[2] / "shared" / "corpus" / "cluener-train.jsonl"
#: Line numbers modulo ten.
PARTS = {"tuning": {0, 1, 2, 3, 4, 6, 7, 8, 9}, "held-back": {5}, "all": set(range(10))}


class Sentence(NamedTuple):
    """One sentence with its gold: all names, and those near a position."""

    text: str
    names: frozenset[str]
    wanted: frozenset[str]


def sentences(path: Path, part: str = "all") -> list[Sentence]:
    """Read the sentences of one part of the file."""
    rows = [json.loads(line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if number % 10 in PARTS[part]]
    return [of_row(row) for row in rows]


def of_row(row: dict[str, Any]) -> Sentence:
    """Make a sentence of one line of the file.

    >>> of_row({"text": "局长张三说", "label": {"name": {"张三": [[2, 3]]}, "position": {"局长": [[0, 1]]}}}).wanted
    frozenset({'张三'})
    """
    names = row["label"].get("name", {})
    posts = [span for spans in row["label"].get("position", {}).values() for span in spans]
    wanted = {
        name
        for name, spans in names.items()
        if any(max(start - last - 1, first - end - 1) <= NEAR for start, end in spans for first, last in posts)
    }
    return Sentence(row["text"], frozenset(map(plain, names)), frozenset(map(plain, wanted)))


def plain(name: str) -> str:
    """A name without punctuation and of one width: 理查德•迈尔 and 理查德·迈尔 are one.

    >>> plain("理查德•迈尔")
    '理查德迈尔'
    """
    return "".join(letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter)[0] in "LMN")


def officials(text: str) -> list[set[str]]:
    """The Officials that one sentence gives, each with all forms of its name."""
    found: dict[str, set[str]] = {}
    for one in extract(Article(text=text)).mentions:
        if one.kind is Kind.OFFICIAL:
            found.setdefault(one.name, set()).update(map(plain, (one.name, *one.aliases)))
    return [found[name] for name in sorted(found)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--part", choices=PARTS, default="held-back")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    args = parser.parse_args()
    if not args.file.is_file():
        raise SystemExit(f"{args.file} is not there: give the path of CLUENER's train.json")
    right = found = got = wanted = 0
    read = sentences(args.file, args.part)
    for sentence in read:
        people = officials(sentence.text)
        names = set().union(*people)
        right += sum(1 for forms in people if forms & sentence.names)
        found += len(people)
        got += len(names & sentence.wanted)
        wanted += len(sentence.wanted)
        if args.errors:
            for kind, rows in (("missed", sentence.wanted - names), ("wrong", {min(forms) for forms in people if not forms & sentence.names})):
                for name in sorted(rows):
                    print(kind, name, sentence.text, sep="\t")
    print(f"{args.part}: {len(read)} sentences")
    print(f"names near a position that become an Official: {got}/{wanted} = {got / max(1, wanted):.3f}")
    print(f"Officials that are names:                      {right}/{found} = {right / max(1, found):.3f}")


if __name__ == "__main__":
    main()
