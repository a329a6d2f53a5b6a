import copy
import json

import pytest

from lawgraph.errors import EvaluationError
from lawgraph.evaluate.gold import digest, find_pages, read_gold
from lawgraph.model import Kind, Property

from .conftest import GOLD


def changed(**fields):
    record = copy.deepcopy(GOLD)
    for place, value in fields.items():
        key, _, field = place.partition("_")
        record[key][0][field] = value
    return record


def test_gold_is_read(gold_dir):
    (gold,) = read_gold(gold_dir)
    assert (gold.name, gold.title) == ("page", "队伍教育整顿部署会召开")
    assert [one.kind for one in gold.entities] == [Kind.INSTITUTION, Kind.OFFICIAL, Kind.EVENT]
    # 该局 points back and is no name; an accepted form is compared by its letters alone.
    assert gold.entities[0].forms == {"青州市司法局", "市司法局"}
    assert [(one.property, one.optional) for one in gold.relations] == [(Property.LEADS, False), (Property.HELD, False), (Property.ATTENDED, True)]


def test_one_file_is_gold_too(gold_dir):
    assert read_gold(gold_dir / "page.json") == read_gold(gold_dir)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("no json", "is no JSON"),
        ("", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no gold"),
        ('{"entities": []}', "is no gold"),
        ('{"entities": {}, "relations": []}', "its entities are no list"),
        (json.dumps(changed(entities_type="Person")), r"entities\[0\]: its type 'Person' is none of Institution, Official"),
        (json.dumps(changed(entities_type=["Official"])), "its type"),
        (json.dumps(changed(entities_name="")), "its name is ''"),
        (json.dumps(changed(entities_name="该局", entities_accept=[])), "names nothing"),
        (json.dumps(changed(entities_accept="市司法局")), "accept is no list"),
        (json.dumps(changed(entities_id="e2")), r"entities\[1\]: its id 'e2' is another"),
        (json.dumps(changed(entities_optional="no")), "neither true nor false"),
        (json.dumps(changed(relations_type="likes")), r"relations\[0\]: its type 'likes' is none of leads"),
        (json.dumps(changed(relations_from="e9")), "no entity has the id 'e9'"),
        ('{"entities": ["包头"], "relations": []}', "is no object"),
    ],
)
def test_what_is_no_gold_is_told_with_its_place(tmp_path, content, problem):
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=problem) as caught:
        read_gold(tmp_path)
    assert "bad.json" in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe{\x00")
    with pytest.raises(EvaluationError, match="is no JSON"):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_told(tmp_path):
    with pytest.raises(EvaluationError, match="holds no gold"):
        read_gold(tmp_path)
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_gold(tmp_path / "nowhere")


@pytest.mark.parametrize("place", ["set/gold", "set", "set/articles", "articles"])
def test_the_page_is_found_around_the_gold(tmp_path, gold_dir, place):
    (tmp_path / "set" / "page.txt").unlink()
    (tmp_path / place).mkdir(exist_ok=True)
    page = tmp_path / place / "page.html"
    page.write_text("<p>", encoding="utf-8")
    golds = read_gold(gold_dir)
    assert {name: path.resolve() for name, path in find_pages(golds, gold_dir).items()} == {"page": page.resolve()}
    assert find_pages(golds, gold_dir, tmp_path / "elsewhere") == {}


def test_the_digest_tells_every_change_but_the_place(tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    for folder in (first, second):
        folder.mkdir()
        (folder / "a.json").write_text("1")
    assert digest(first.iterdir()) == digest(second.iterdir())
    (second / "a.json").write_text("2")
    assert digest(first.iterdir()) != digest(second.iterdir())
    (second / "a.json").rename(second / "b.json")
    (second / "b.json").write_text("1")
    assert digest(first.iterdir()) != digest(second.iterdir())
