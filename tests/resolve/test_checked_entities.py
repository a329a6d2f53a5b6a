"""The table of entities that were checked by reading, and the script that carries its verdicts on."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

import lawgraph

FILE = Path(__file__).parents[2] / "benchmarks" / "identity_checked.py"


@pytest.fixture(scope="module")
def checked():
    spec = importlib.util.spec_from_file_location("identity_checked", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_whole_and_within_its_limits(checked):
    rows = checked.read()
    verdicts = Counter(row.verdict for row in rows)
    assert len(rows) == checked.CHECKED
    assert verdicts["unchecked"] == 0
    assert verdicts["wrong merge"] <= checked.MERGES
    assert verdicts["wrong split"] <= checked.SPLITS
    assert [row.mentions for row in rows] == sorted((row.mentions for row in rows), reverse=True)


def test_a_verdict_is_carried_on_while_the_entity_stays_what_it_was(checked):
    was = [checked.Row("Institution", "包头市司法局", 60, 2, "right", "")]
    assert checked.carried([checked.Row("Institution", "包头市司法局", 62, 2)], was)[0].verdict == "right"
    assert checked.carried([checked.Row("Institution", "包头市司法局", 90, 3)], was)[0].verdict == "unchecked"
    assert checked.carried([checked.Row("Institution", "宜宾市司法局", 60, 2)], was)[0].verdict == "unchecked"


def test_a_wrong_verdict_is_told(checked, tmp_path):
    (tmp_path / "table.tsv").write_text("kind\tlabel\tmentions\tarticles\tverdict\tnote\nPlace\t某地\t1\t1\tmaybe\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="maybe"):
        checked.read(tmp_path / "table.tsv")


def test_the_sample_pages_mix_no_division_codes(checked, seeds):
    graph = lawgraph.build([seeds])
    assert checked.two_codes(graph) == []
    bureaus = [one for one in graph.knowledge.entities if one.label == "包头市司法局"]
    assert len(bureaus) == 1
    assert len({article for article, _, _ in bureaus[0].mentions}) == 2
