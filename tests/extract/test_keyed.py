"""What is looked for first has to stand wherever what is looked for next can be found."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from pathlib import Path

import pytest

from lawgraph import extract
from lawgraph.extract.nodes.honour_lists import PERSONAL
from lawgraph.extract.registry import RULES
from lawgraph.extract.text import Keyed, fold
from lawgraph.lexicon.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
KEYED = {
    f"{module.name.removeprefix('lawgraph.extract.')}.{name}": value
    for module in pkgutil.walk_packages(extract.__path__, "lawgraph.extract.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Keyed)
}


def texts() -> list[str]:
    """Every text of our own: the rules' examples, the example sentences, the sample pages."""
    found = [rule.example for rule in RULES]
    for path in sorted((ROOT / "tests/data/sentences").glob("*.toml")):
        found += [case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    found += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [line for text in found for line in fold(text).split("\n")]


def test_patterns_with_key_words_are_found():
    assert len(KEYED) > 8


@pytest.mark.parametrize("keyed", KEYED.values(), ids=KEYED.keys())
def test_a_key_word_stands_wherever_its_pattern_fits(keyed):
    for text in texts():
        assert [match.span() for match in keyed.finditer(text)] == [match.span() for match in keyed.pattern.finditer(text)], text


@pytest.mark.parametrize("keyed", KEYED.values(), ids=KEYED.keys())
def test_every_key_word_is_written_in_its_pattern(keyed):
    plain = keyed.pattern.pattern
    for word in keyed.words:
        assert all(letter in plain for letter in word), word


def test_a_text_without_a_key_word_is_not_searched():
    keyed = Keyed("甲|乙", "甲")
    assert list(keyed.finditer("乙")) == []
    assert [match.group() for match in keyed.finditer("乙甲")] == ["乙", "甲"]
    assert [match.start() for match in keyed.finditer("甲甲甲", 1, 2)] == [1]
    assert keyed.search("乙乙甲", 0, 2) is None  # the word stands behind the stretch
    assert keyed.search("乙乙甲", 1).start() == 1


@pytest.mark.parametrize("word", PERSONAL.split("|"))
def test_what_a_person_is_honoured_as_holds_a_mark_of_distinction(word):
    assert any(mark in word for mark in Vocabulary.load().honours["marks"])
