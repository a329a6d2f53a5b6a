"""General news, far from the genre: who stands beside a post is found, and what is found is a person."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE = ROOT.parent / "shared" / "corpus" / "cluener-train.jsonl"


@pytest.mark.skipif(not FILE.is_file(), reason="CLUENER2020 is not beside the checkout")
def test_officials_of_the_part_held_back_hold_their_floor():
    """The figures are those of benchmarks/README.md, a little below: 156 names, so one name is 0.6 points."""
    spec = importlib.util.spec_from_file_location("cluener_guard", ROOT / "benchmarks" / "cluener_guard.py")
    guard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guard)
    right = found = got = wanted = 0
    for sentence in guard.sentences(FILE, "held-back"):
        people = guard.officials(sentence.text)
        names = set().union(*people)
        right += sum(1 for forms in people if forms & sentence.names)
        found += len(people)
        got += len(names & sentence.wanted)
        wanted += len(sentence.wanted)
    assert wanted > 150
    assert got / wanted >= 0.67
    assert right / found >= 0.88


def test_a_name_is_compared_without_marks():
    spec = importlib.util.spec_from_file_location("cluener_guard", ROOT / "benchmarks" / "cluener_guard.py")
    guard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guard)
    assert guard.plain("理查德•迈尔") == guard.plain("理查德·迈尔") == "理查德迈尔"
    row = {"text": "局长张三说,过了很久很久,王小二才来", "label": {"name": {"张三": [[2, 3]], "王小二": [[15, 17]]}, "position": {"局长": [[0, 1]]}}}
    assert guard.of_row(row).wanted == {"张三"}
