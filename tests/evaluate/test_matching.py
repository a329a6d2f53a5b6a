"""Each case of matching by itself; test_evaluation.py compares the sums with those of another scorer."""

import json

import pytest

from lawgraph.evaluate.gold import read_gold
from lawgraph.evaluate.matching import compare
from lawgraph.model import Kind, Property


@pytest.fixture
def gold(tmp_path):
    """Return a function that reads gold from names ("name|form", "?name" optional) and relations ("?" optional)."""

    def make(names, relations=()):
        ids = {}
        entities = []
        for kind, labels in names.items():
            for label in labels:
                name, *accept = label.lstrip("?").split("|")
                ids[name] = f"e{len(ids)}"
                entities.append({"id": ids[name], "type": kind, "name": name, "accept": accept, "optional": label[0] == "?"})
        rows = [
            {"type": prop.lstrip("?"), "from": ids[one], "to": ids[other], "optional": prop[0] == "?", "quote": quote}
            for one, prop, other, quote in relations
        ]
        (tmp_path / "one.json").write_text(json.dumps({"entities": entities, "relations": rows}), encoding="utf-8")
        return read_gold(tmp_path)[0]

    return make


def counts(outcome, kind):
    found = outcome.counts[kind]
    return found["tp"], found["fp"], found["fn"], found["split"]


def test_a_node_matches_by_any_form_of_its_class(gold, graph):
    outcome = compare(
        gold({"Program": ["“法润青州”品牌|法润青州普法品牌", "平安行动"], "Official": ["周立群"]}),
        graph({"Program": ["法润青州 品牌", "周立群"]}, text="青州市实施平安行动。"),
    )
    assert counts(outcome, Kind.PROGRAM) == (1, 1, 1, 0)
    assert counts(outcome, Kind.OFFICIAL) == (0, 0, 1, 0)
    assert {(one.problem, one.kind, one.what) for one in outcome.errors} == {
        ("wrong", Kind.PROGRAM, "周立群"), ("missed", Kind.PROGRAM, "平安行动"), ("missed", Kind.OFFICIAL, "周立群"),
    }  # fmt: skip
    assert next(one.sentence for one in outcome.errors if one.what == "平安行动") == "青州市实施平安行动。"


def test_one_thing_told_as_two_nodes_is_found_and_split(gold, graph):
    outcome = compare(gold({"Event": ["全市司法行政工作会议|工作会议"]}), graph({"Event": ["全市司法行政工作会议", "工作会议"]}))
    assert counts(outcome, Kind.EVENT) == (1, 0, 0, 1)
    assert [one.problem for one in outcome.errors] == ["split"]


def test_what_is_optional_counts_for_nothing(gold, graph):
    outcome = compare(
        gold({"Institution": ["青州市司法局", "?青州市人民政府"], "Official": ["周立群"]}, [("周立群", "?leads", "青州市司法局", "")]),
        graph(
            {"Institution": ["青州市司法局", "青州市人民政府"], "Official": ["周立群"]},
            [("周立群", "leads", "青州市司法局", "post.x/1"), ("周立群", "holdsPost", "青州市人民政府", "post.y/1")],
        ),
    )
    assert counts(outcome, Kind.INSTITUTION) == (1, 0, 0, 0)
    assert counts(outcome, Property.LEADS) == (0, 0, 0, 0)
    assert counts(outcome, Property.HOLDS_POST) == (0, 0, 0, 0)
    # Of the rules, the first was right and of the second gold says nothing.
    assert outcome.verdicts == [("post.x/1", True), ("post.y/1", None)]


def test_an_edge_needs_its_property_and_both_ends(gold, graph):
    names = {"Institution": ["青州市司法局", "临江县司法局"], "Document": ["《规范》"]}
    outcome = compare(
        gold(names, [("青州市司法局", "issued", "《规范》", "印发《规范》")]),
        graph(names, [("临江县司法局", "issued", "《规范》", "a/1"), ("青州市司法局", "implements", "《规范》", "b/1")], text="青州市司法局印发《规范》。其他从略。"),
    )
    assert counts(outcome, Property.ISSUED) == (0, 1, 1, 0)
    assert counts(outcome, Property.IMPLEMENTS) == (0, 1, 0, 0)
    assert outcome.verdicts == [("a/1", False), ("b/1", False)]
    errors = {(one.problem, one.kind.value): one for one in outcome.errors}
    assert errors["wrong", "issued"].rules == ("a/1",)
    assert errors["missed", "issued"].sentence == "青州市司法局印发《规范》。"


def test_a_head_post_told_again_as_a_post_is_no_error(gold, graph):
    names = {"Institution": ["青州市司法局"], "Official": ["周立群"]}
    edges = [("周立群", "leads", "青州市司法局", "a/1"), ("周立群", "holdsPost", "青州市司法局", "b/1")]
    outcome = compare(gold(names, [("周立群", "leads", "青州市司法局", "")]), graph(names, edges))
    assert counts(outcome, Property.LEADS) == (1, 0, 0, 0)
    assert counts(outcome, Property.HOLDS_POST) == (0, 0, 0, 0)


def test_cooperation_has_no_direction(gold, graph):
    names = {"Institution": ["青州市司法局", "青州市律师协会", "青州市公证处"]}
    edges = [("青州市律师协会", "cooperatesWith", "青州市司法局", "a/1"), ("青州市公证处", "cooperatesWith", "青州市司法局", "a/1")]
    outcome = compare(gold(names, [("青州市司法局", "cooperatesWith", "青州市律师协会", "")]), graph(names, edges))
    # One that is wrong is wrong both ways, and listed once.
    assert counts(outcome, Property.COOPERATES_WITH) == (1, 2, 0, 0)
    assert outcome.verdicts == [("a/1", True), ("a/1", False)]
    assert [one.what for one in outcome.errors] == ["青州市公证处 → 青州市司法局"]


def test_nothing_against_nothing(gold, graph):
    outcome = compare(gold({}), graph({}))
    assert outcome.errors == []
    assert dict(outcome.counts) == {}
