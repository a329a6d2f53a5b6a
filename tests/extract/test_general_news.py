"""General news, far from the genre: who stands beside a post is found, and what is found is a person."""

import importlib.util
from pathlib import Path

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Kind

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
    assert got / wanted >= 0.73
    assert right / found >= 0.92


def test_a_name_is_compared_without_marks():
    spec = importlib.util.spec_from_file_location("cluener_guard", ROOT / "benchmarks" / "cluener_guard.py")
    guard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guard)
    assert guard.plain("理查德•迈尔") == guard.plain("理查德·迈尔") == "理查德迈尔"
    row = {"text": "局长张三说,过了很久很久,王小二才来", "label": {"name": {"张三": [[2, 3]], "王小二": [[15, 17]]}, "position": {"局长": [[0, 1]]}}}
    assert guard.of_row(row).wanted == {"张三"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("全国政协主席王沪宁出席,宣读习近平总书记贺信并致辞。贺信说,青州是好地方。", ["王沪宁"]),
        ("国家主席习近平会见阿根廷总统费尔南德斯。", ["费尔南德斯"]),
        ("青州市司法局局长苏丹走访企业。", ["苏丹"]),
    ],
)
def test_a_country_and_a_letter_are_no_officials(text, people):
    assert [one.name for one in extract(Article(text=text)).mentions if one.kind is Kind.OFFICIAL] == people


@pytest.mark.parametrize(("title", "people"), [("", ["周立群"]), ("17", ["周立群"]), ("记者周立群到场。", ["周立群"]), ("青州展会开幕", [])])
def test_only_a_page_has_reporters_who_are_its_makers(title, people):
    """A row of a collection of sentences has no title, a number for one, or the sentence itself."""
    found = extract(Article(text="记者周立群到场。", title=title))
    assert [one.name for one in found.mentions if one.kind is Kind.OFFICIAL] == people
