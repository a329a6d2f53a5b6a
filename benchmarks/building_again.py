"""Building into a folder again: with nothing changed, with one input changed, and after ten kills.

    python benchmarks/building_again.py FOLDER_OF_PAGES

Every build is the command in a process of its own, so its times hold the start of Python. A kill comes
at a moment drawn anew for each, and the next build goes on in the same folder; at the end its files are
compared with those of a build from nothing, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_KILLS = 10
#: The median of so many builds with nothing changed.
_ROUNDS = 7


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        _measure(options.pages.resolve(), Path(place))


def _measure(pages: Path, place: Path) -> None:
    copy, out = place / "pages", place / "out"
    shutil.copytree(pages, copy)
    first = _build(copy, out)
    articles = sum(1 for _ in (out / "articles.jsonl").open("rb"))
    whole, cache = _files(out), sum(path.stat().st_size for path in (out / ".cache").iterdir())
    print("| build | wall s | CPU s | of the first |\n|---|---|---|---|")
    print(f"| from nothing: {articles:,} articles, {articles / first[0]:,.0f} a second | {first[0]:.2f} | {first[1]:.2f} | |")
    again = [_build(copy, out) for _ in range(_ROUNDS)]
    _row(f"nothing changed, median of {_ROUNDS}", again, first)
    _row("nothing changed, the slowest", [max(again)], first)
    page = min(path for path in copy.rglob("*") if path.is_file())
    before = page.read_bytes()
    page.write_bytes(before.replace("\u3002".encode(), "\uff0c\u53c8\u3002".encode(), 1))
    _row("one input changed", [_build(copy, out)], first)
    page.write_bytes(before)
    _row("the change undone", [_build(copy, out)], first)
    assert _files(out) == whole
    print(f"\nThe cache: {cache / 1e6:.1f} MB, beside {sum(map(len, whole.values())) / 1e6:.1f} MB of files.")
    killed = _killed(copy, place / "killed", first[0])
    print(f"Killed {_KILLS} times, after {', '.join(f'{one:.1f}' for one in killed)} s, then left to its end: the same bytes.")
    assert _files(place / "killed") == whole


def _killed(pages: Path, out: Path, usual: float) -> list[float]:
    """Kill a build into one folder again and again, and let the last one finish; return after how many seconds each."""
    chance, moments = random.Random(2026), []
    for _ in range(_KILLS):
        process = subprocess.Popen(_command(pages, out))
        moments.append(chance.uniform(0, usual))
        try:
            process.wait(timeout=moments[-1])
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    _build(pages, out)
    return moments


def _command(pages: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "lawgraph.cli", "build", str(pages), "-o", str(out), "-q"]


def _build(pages: Path, out: Path) -> tuple[float, float]:
    """Return the wall and the CPU seconds of a build, its helpers' included."""
    started, before = time.perf_counter(), os.times()
    subprocess.run(_command(pages, out), check=True)
    after = os.times()
    return time.perf_counter() - started, after.children_user + after.children_system - before.children_user - before.children_system


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _row(name: str, times: list[tuple[float, float]], first: tuple[float, float]) -> None:
    wall, cpu = (statistics.median(one[part] for one in times) for part in (0, 1))
    print(f"| {name} | {wall:.2f} | {cpu:.2f} | {wall / first[0]:.1%} of the wall, {cpu / first[1]:.1%} of the CPU seconds |")


if __name__ == "__main__":
    main()
