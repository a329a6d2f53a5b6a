"""Measure how fast reading and extraction are, next to jieba merely tagging the same text; and how fast the program starts.

    python benchmarks/extraction_speed.py PATH... [--characters 300000] [--rounds 5] [--profile] [--json FILE]

Each PATH is a text of its own. A round reads and extracts all of it, again and again until so many
characters are done, and lets ``jieba.posseg.cut`` tag so many characters of the same text, taken
from all its parts; the two take turns, so that a busy machine slows both. CPU seconds of one
process, the median of the rounds. Starts are wall seconds, the median of five, byte code compiled
before. Prints Markdown tables; ``--json`` writes the same figures. ``--profile`` tells instead where
the time of extraction goes, as the interpreter's own profiler counts it (calls of small functions
weigh more there than they do). Figures that were taken so are in
``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgraph.extract.extractor import extract
from lawgraph.read import read_paths

if TYPE_CHECKING:
    from collections.abc import Callable

#: Pieces of a text that jieba is given at a time: one every so often, so that all parts are in the sample.
_PIECE = 4_000
_STARTS = 5
#: What the article of a one-article build says.
_PAGE = "青州市司法局召开队伍教育整顿部署会\n2021-03-09\n3月9日,青州市司法局召开队伍教育整顿部署会,市司法局局长周立群出席并讲话。\n"


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that ``work`` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def sample(text: str, characters: int) -> list[str]:
    """Return pieces from all parts of a text, so many characters in all; a short text gives its pieces again."""
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    step = max(1, len(text) // characters)
    chosen = pieces[::step]
    while sum(map(len, chosen)) < characters:
        chosen += pieces
    return chosen


def warm_up(path: Path) -> None:
    """Read and extract a text once: what our side of the comparison needs in memory is then there."""
    for article in read_paths([path]).articles:
        extract(article)


def measure(path: Path, characters: int, rounds: int) -> dict[str, Any]:
    """Return the figures of one text."""
    import jieba.posseg

    articles = read_paths([path]).articles
    text = "".join(article.text for article in articles)
    times = -(-characters // len(text))
    pieces = sample(text, characters)
    jieba.setLogLevel("WARNING")
    jieba.posseg.lcut("青州市司法局")  # loads its dictionary
    reading, extracting, tagging = [], [], []
    for _ in range(rounds):
        reading.append(seconds(lambda: [read_paths([path]) for _ in range(times)]) / times)
        extracting.append(seconds(lambda: [extract(article) for _ in range(times) for article in articles]) / times)
        tagging.append(seconds(lambda: [jieba.posseg.lcut(piece) for piece in pieces]))
    ours = len(text) / statistics.median(map(sum, zip(reading, extracting, strict=True)))
    theirs = sum(map(len, pieces)) / statistics.median(tagging)
    return {
        "text": path.name,
        "articles": len(articles),
        "characters": len(text),
        "claims": sum(len(extract(article).claims) for article in articles),
        "reading_ms": round(statistics.median(reading) * 1000, 1),
        "extraction_ms": round(statistics.median(extracting) * 1000, 1),
        "characters_per_s": round(ours),
        "jieba_characters_per_s": round(theirs),
        "ratio": round(ours / theirs, 1),
    }


#: What the profiler's entries belong to, by the first of these that the file's or function's name holds.
_PARTS = {
    "Jieba": "tags: rjieba", "AhoCorasick": "words of the vocabulary: ahocorasick_rs", "re.Pattern": "patterns: re",
    "official": "officials", "institution": "institutions", "honour": "honours", "program": "programs", "event": "events", "document": "documents",
    "names": "officials", "name_": "officials", "post_": "officials", "appointment": "officials", "modalities": "officials",
    "place": "places", "division": "places", "rules": "rules", "subjects": "who does what", "abstentions": "abstentions",
    "text.py": "sentences, clauses, tokens", "tokens": "sentences, clauses, tokens", "matcher": "sentences, clauses, tokens", "scene": "sentences, clauses, tokens",
    "affixes": "sentences, clauses, tokens",
    "<string>": "records", "dataclasses": "records", "extractor": "records", "bisect": "sentences, clauses, tokens",
}  # fmt: skip


def profile(path: Path, characters: int) -> list[dict[str, Any]]:
    """Return the share of each part of extraction in its own time."""
    articles = read_paths([path]).articles
    profiler = cProfile.Profile()
    times = -(-characters // sum(len(article.text) for article in articles))
    profiler.runcall(lambda: [extract(article) for _ in range(times) for article in articles])
    own: Counter[str] = Counter()
    for (file, _, name), (_, _, seconds_own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        place = name if file == "~" else "/".join(Path(file).parts[-2:])
        own[next((part for mark, part in _PARTS.items() if mark in place), "built-in functions" if file == "~" else "other")] += seconds_own
    return [{"text": path.name, "part": part, "share": f"{100 * spent / own.total():.0f} %"} for part, spent in own.most_common()]


def start(*arguments: str) -> dict[str, Any]:
    """Return how long the program takes with these arguments, and the most memory that it held."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "lawgraph.cli", *arguments]
    walls = []
    for _ in range(_STARTS + 1):
        before = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        walls.append(time.perf_counter() - before)
    return {"command": f"lawgraph {arguments[0]}", "wall_s": round(statistics.median(walls[1:]), 2)}


def starts() -> list[dict[str, Any]]:
    """Return the starts: the help, and the build of one article."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        page.write_text(_PAGE, encoding="utf-8")
        found = [start("--help"), start("build", str(page), "-o", str(Path(folder, "out")), "-q", "--fresh")]
    found[1]["peak_mb"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """Return records as a Markdown table."""
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([f"{row[name]:,}" if isinstance(row[name], int) else str(row[name]) for name in names] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--characters", type=int, default=300_000, help="characters of a round, at least")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--profile", action="store_true", help="show where the time goes and leave")
    arguments.add_argument("--json", type=Path, help="write the figures here too")
    options = arguments.parse_args()

    if options.profile:
        for path in options.paths:
            warm_up(path)
            print(table(profile(path, options.characters)), end="\n\n")
        return
    commands = starts()  # first: a child's memory is counted from its parent's on
    for path in options.paths:
        warm_up(path)
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)  # before jieba takes its own
    texts = [measure(path, options.characters, options.rounds) for path in options.paths]
    print(table(texts))
    print(f"\nreading and extracting these: peak memory {memory} MB")
    for row in commands:
        print(f"{row['command']}: {row['wall_s']} s" + (f", peak memory {row['peak_mb']} MB" if "peak_mb" in row else ""))
    if options.json:
        options.json.write_text(json.dumps({"texts": texts, "peak_mb": memory, "starts": commands}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
