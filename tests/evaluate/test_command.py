"""``lawgraph evaluate`` as a user runs it."""

import csv
import io
import json
import tomllib

import pytest

import lawgraph

from .conftest import GOLD


@pytest.fixture
def wrong(gold_dir):
    """The gold with an error of each sort to find: a leader too many, a program that is missed."""
    record = json.loads(json.dumps(GOLD))
    record["entities"].append({"id": "e4", "type": "Program", "name": "“法润青州”品牌"})
    record["relations"] = [{"type": "launched", "from": "e1", "to": "e4", "quote": "主持会议"}, *record["relations"][1:]]
    (gold_dir / "page.json").write_text(json.dumps(record), encoding="utf-8")
    return gold_dir


def test_the_table_tells_figures_and_how_sure_they_are(command, gold_dir):
    done = command("evaluate", gold_dir)
    assert done.status == 0, done.err
    assert f"1 article with gold in {gold_dir}, built alone" in done.out
    (row,) = [line.split() for line in done.out.splitlines() if line.startswith("EDGES all")]
    assert row == ["EDGES", "all", "1.00", "1.00-1.00", "1.00", "1.00-1.00", "1.00", "1.00-1.00", "2", "0", "0"]
    assert "2000 resamples of the 1 article. Of so few articles they say little." in done.out
    assert "Place" not in done.out


def test_the_table_fits_a_narrow_screen(command, gold_dir, monkeypatch):
    # The fixture's screen is wide; the figures must fit one of 80 columns too.
    done = command("evaluate", gold_dir)
    assert max(len(line.rstrip()) for line in done.out.splitlines() if "0-1.00" in line) <= 80


def test_errors_are_listed_by_rule_with_the_sentence(command, wrong):
    done = command("evaluate", wrong, "--errors")
    assert done.status == 0, done.err
    text = done.out
    assert "wrong post.title-before-name/" in text
    assert "page  leads  周立群 → 青州市司法局" in text
    assert "青州市司法局局长周立群主持会议。" in text
    assert "missed launched (1)" in text
    assert "青州市司法局 → “法润青州”品牌" in text


def test_csv_and_json_say_the_same(command, wrong):
    listed = list(csv.DictReader(io.StringIO(command("evaluate", wrong, "--format", "csv").out)))
    record = json.loads(command("evaluate", wrong, "--format", "json", "--errors", "--rules").out)
    assert [row["name"] for row in listed] == [row["name"] for row in record["scores"]]
    leads = next(row for row in record["scores"] if row["name"] == "leads")
    assert (leads["precision"], leads["recall"], leads["found"], leads["wrong"]) == (0.0, None, 0, 1)
    assert next(row for row in listed if row["name"] == "leads")["recall"] == ""
    assert {one["problem"] for one in record["errors"]} == {"wrong", "missed"}
    assert {one["rule"]: one["n"] for one in record["rules"]}["post.title-before-name"] == 1
    errors = list(csv.DictReader(io.StringIO(command("evaluate", wrong, "--format", "csv", "--errors").out)))
    assert [one["what"] for one in errors] == [one["what"] for one in record["errors"]]
    rules = list(csv.DictReader(io.StringIO(command("evaluate", wrong, "--format", "csv", "--rules").out)))
    assert [one["rule"] for one in rules] == [one["rule"] for one in record["rules"]]


def test_rules_show_how_many_claims_they_stand_on(command, wrong):
    done = command("evaluate", wrong, "--rules")
    (row,) = [line.split() for line in done.out.splitlines() if line.startswith("post.title-before-name")]
    assert row[:5] == ["post.title-before-name", "1", "0", "0", "0.33"]
    assert "(right + 1) / (n + 2)" in done.out


def test_a_built_folder_is_scored(command, gold_dir, tmp_path):
    lawgraph.build([gold_dir.parent / "page.txt"]).write(tmp_path / "out")
    done = command("evaluate", gold_dir, tmp_path / "out")
    assert done.status == 0, done.err
    assert f"as {tmp_path / 'out'} has it" in done.out


def test_floors_are_written_kept_and_lowered(command, gold_dir, wrong, tmp_path):
    floors = tmp_path / "floors.toml"
    (gold_dir / "page.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert command("evaluate", gold_dir, "--write-floor", floors).status == 0
    done = command("evaluate", gold_dir, "--floor", floors)
    assert (done.status, "No figure is below its floor" in done.err) == (0, True)

    # The build is worse than it was.
    folder = tmp_path / "out"
    lawgraph.build([gold_dir.parent / "page.txt"]).write(folder)
    graph = folder / "graph.ttl"
    graph.write_text(graph.read_text(encoding="utf-8").replace("lg:leads", "lg:holdsPost"), encoding="utf-8")
    done = command("evaluate", gold_dir, folder, "--floor", floors)
    assert done.status == 1
    assert "fell: leads f1: floor 1, now 0" in done.err
    assert "fell: EDGES all f1: floor 1, now 0.5" in done.err

    done = command("evaluate", gold_dir, folder, "--write-floor", floors)
    assert done.status == 1
    assert "--lower" in done.err
    assert tomllib.loads(floors.read_text(encoding="utf-8"))["floors"]["EDGES all f1"] == 1
    assert command("evaluate", gold_dir, folder, "--write-floor", floors, "--lower").status == 0
    assert tomllib.loads(floors.read_text(encoding="utf-8"))["floors"]["EDGES all f1"] == 0.5
    # And a better one raises them again.
    assert command("evaluate", gold_dir, "--write-floor", floors).status == 0
    assert tomllib.loads(floors.read_text(encoding="utf-8"))["floors"]["EDGES all f1"] == 1


def test_nobody_scores_on_a_changed_set_unawares(command, gold_dir, tmp_path):
    floors = tmp_path / "floors.toml"
    assert command("evaluate", gold_dir, "--write-floor", floors).status == 0
    page = gold_dir.parent / "page.txt"
    page.write_text(page.read_text(encoding="utf-8") + "\n完。\n", encoding="utf-8")
    for option in ("--floor", "--write-floor"):
        done = command("evaluate", gold_dir, option, floors)
        assert done.status == 2
        assert "other articles" in done.err
        assert "--new-set" in done.err
    assert command("evaluate", gold_dir, "--write-floor", floors, "--new-set").status == 0
    assert command("evaluate", gold_dir, "--floor", floors).status == 0


def test_floors_need_the_pages(command, gold_dir, tmp_path):
    lawgraph.build([gold_dir.parent / "page.txt"]).write(tmp_path / "out")
    (gold_dir.parent / "page.txt").unlink()
    assert command("evaluate", gold_dir, tmp_path / "out").status == 0
    done = command("evaluate", gold_dir, tmp_path / "out", "--write-floor", tmp_path / "floors.toml")
    assert done.status == 2
    assert "--articles" in done.err


def test_the_precision_of_rules_is_written(command, gold_dir, tmp_path):
    done = command("evaluate", gold_dir, "--write-confidence", tmp_path / "confidence.toml")
    assert done.status == 0, done.err
    assert tomllib.loads((tmp_path / "confidence.toml").read_text(encoding="utf-8"))["held.verb"]["n"] == 1


@pytest.mark.parametrize("options", [("--lower",), ("--new-set",), ("--format", "csv", "--errors", "--rules")])
def test_options_that_make_no_sense_together_are_refused(command, gold_dir, options):
    assert command("evaluate", gold_dir, *options).status == 2


def test_what_is_not_there_is_one_line(command, tmp_path):
    done = command("evaluate", tmp_path / "none")
    assert done.status == 2
    assert done.err.startswith("lawgraph: LG600")
    assert done.err.count("\n") == 1
