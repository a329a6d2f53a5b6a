import tomllib

from lawgraph.evaluate import evaluate
from lawgraph.evaluate.matching import Outcome
from lawgraph.evaluate.rules import measure_rules, to_toml
from lawgraph.extract.confidence import record_of, smoothed
from lawgraph.extract.registry import RULES


def test_right_wrong_and_open_claims_are_counted_by_rule():
    verdicts = [("launched.verb/3", True), ("launched.verb/2", False), ("launched.verb/3", None), ("launched.old/1", True)]
    scores = {one.rule: one for one in measure_rules([Outcome("a", verdicts=verdicts), Outcome("b", verdicts=verdicts[:1])])}
    assert scores["launched.verb"][1:5] == (3, 2, 1, 0.6)
    assert scores["launched.owner"][1:5] == (0, 0, 0, 0.5)
    assert [one.id for one in RULES] == list(scores)[:-1]
    assert list(scores)[-1] == "launched.old"


def test_smoothing_never_says_always_or_never():
    assert (smoothed(0, 0), smoothed(2, 2), smoothed(0, 2), smoothed(98, 98)) == (0.5, 0.75, 0.25, 0.99)


def test_what_is_written_is_what_extraction_reads(gold_dir):
    evaluation = evaluate(gold_dir)
    table = tomllib.loads(to_toml(evaluation.rules(), 1))
    assert list(table) == [rule.id for rule in RULES]
    assert table["post.title-before-name"] == {"version": next(rule.version for rule in RULES if rule.id == "post.title-before-name"), "right": 1, "n": 1}
    # The file on record has the same form.
    assert all(record_of(rule.id).right <= record_of(rule.id).n for rule in RULES)
    assert all(record_of(rule.id).version <= rule.version for rule in RULES)
