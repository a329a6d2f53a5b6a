"""Floors: what the file says, and the floors of this project."""

from collections import Counter
from pathlib import Path

import pytest

from lawgraph.errors import EvaluationError
from lawgraph.evaluate import evaluate
from lawgraph.evaluate.floors import Digests, check_set, falls, floors_of, raised, read_floors, write_floors
from lawgraph.evaluate.matching import Outcome
from lawgraph.evaluate.scores import score
from lawgraph.model import Kind, Property

DIGESTS = Digests("a", "b")
FLOORS = Path(__file__).parents[1] / "data" / "floors"
ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "gold" / "articles"


def rows(tp=9, fp=0, fn=1, split=0):
    return score([Outcome("one", {Kind.OFFICIAL: Counter(tp=tp, fp=fp, fn=fn, split=split), Property.LEADS: Counter(tp=tp, fp=fp)})])


@pytest.mark.parametrize(
    ("name", "gold"),
    [
        ("seeds", ROOT / "seeds" / "gold"),
        pytest.param("reports", REPORTS, marks=pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports and their gold (../shared) are not beside this checkout")),
    ],
)
def test_no_figure_of_ours_has_fallen(name, gold):
    """If it was meant: lawgraph evaluate GOLD --write-floor FILE, with --lower, or --new-set for other gold."""
    evaluation = evaluate(gold)
    floors = read_floors(FLOORS / f"{name}.toml")
    check_set(floors, evaluation.digests(), FLOORS / f"{name}.toml")
    assert falls(floors, evaluation.rows()) == ()


def test_floors_come_back_as_written(tmp_path):
    floors = floors_of(rows(), DIGESTS)
    write_floors(floors, tmp_path / "f.toml")
    assert read_floors(tmp_path / "f.toml") == floors
    # Every F1 that gold has something for, and how right the leaders are.
    assert set(floors.figures) == {"Official f1", "leads f1", "leads precision", "NODES core f1", "NODES all f1", "EDGES core f1", "EDGES all f1"}
    assert falls(floors, rows()) == ()


def test_a_figure_that_falls_is_named():
    floors = floors_of(rows(), DIGESTS)
    fallen = {one.figure: (one.floor, round(one.now, 4)) for one in falls(floors, rows(tp=8, fp=1))}
    assert fallen["leads precision"] == (1.0, 0.8889)
    assert fallen["Official f1"] == (0.9473, 0.8889)
    assert [one.figure for one in falls(floors, rows(split=1))] == ["split nodes"]
    assert "Official f1" in {one.figure for one in falls(floors, rows(tp=0, fn=0))}


def test_a_floor_rises_and_sinks_only_on_demand():
    old, better, worse = (floors_of(rows(tp=tp), DIGESTS) for tp in (9, 19, 4))
    assert raised(old, better, lower=False) == better
    assert raised(old, worse, lower=False) == old
    assert raised(old, worse, lower=True) == worse


def test_floors_of_another_set_are_refused():
    floors = floors_of(rows(), DIGESTS)
    check_set(floors, DIGESTS, Path("f.toml"))
    with pytest.raises(EvaluationError, match=r"f\.toml: its floors were measured on other gold .*--new-set"):
        check_set(floors, Digests("x", "b"), Path("f.toml"))
    with pytest.raises(EvaluationError, match="other gold and other articles"):
        check_set(floors, Digests("x", "y"), Path("f.toml"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("= =", "is no TOML"),
        ('gold = "a"', "is no file of floors"),
        ('gold = "a"\narticles = "b"\nsplit = 0\nfloors = 3', "is no file of floors"),
        ('gold = "a"\narticles = "b"\nsplit = 0\n[floors]\n"NODES core f1" = "high"', "is no file of floors"),
        ('gold = "a"\narticles = "b"\nsplit = 0\n[floors]\n"Person f1" = 0.5', "pins 'Person f1', which is no figure"),
    ],
)
def test_what_is_no_file_of_floors_is_told(tmp_path, content, problem):
    path = tmp_path / "f.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=problem):
        read_floors(path)


def test_floors_that_are_not_there_are_told(tmp_path):
    with pytest.raises(EvaluationError, match=r"cannot be read.*--write-floor"):
        read_floors(tmp_path / "none.toml")
