import json

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.identities import Identified, iter_entities, write_entities
from lawgraph.graph.knowledge import Knowledge, entity_key
from lawgraph.model import Anchor, Entity, Identity, Kind, Merge, MergeReason

BUREAU = Entity("150200-sifaju", Kind.INSTITUTION, "包头市司法局", "150200|包头市司法局", ("市司法局",), "150200", "justice-bureau", mentions=(("a1", 0, 6), ("a2", 9, 9)))
SUPERIOR = Entity("150000-sifating", Kind.INSTITUTION, "内蒙古自治区司法厅", "150000|内蒙古自治区司法厅", inferred=True)
ONE, OTHER = (Anchor(Kind.INSTITUTION, article, start, end, "包头市司法局") for article, start, end in BUREAU.mentions)
IDENTITIES = {
    entity_key(BUREAU): Identity((ONE, OTHER), (Merge(ONE, OTHER, MergeReason.SAME_KEY, "150200|包头市司法局"),), ("d0123456789abcdef",)),
}


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "entities.jsonl"
    write_entities(Knowledge(entities=(BUREAU, SUPERIOR)), IDENTITIES, path)
    return path


def test_entities_read_back_as_they_were(written):
    assert list(iter_entities(written)) == [Identified(SUPERIOR), Identified(BUREAU, IDENTITIES[entity_key(BUREAU)])]


def test_a_line_points_into_its_own_mentions_and_leaves_out_what_says_nothing(written):
    inferred, bureau = map(json.loads, written.read_text("utf-8").splitlines())
    assert bureau["merges"] == [{"left": 0, "right": 1, "reason": "same key", "detail": "150200|包头市司法局"}]
    assert set(inferred) == {"kind", "id", "label", "key", "inferred"}


def test_the_bytes_are_the_same_whatever_the_order(written, tmp_path):
    write_entities(Knowledge(entities=(SUPERIOR, BUREAU)), IDENTITIES, tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["merges"][0].update(right=7),
        lambda record: record["merges"][0].update(reason="a whim"),
        lambda record: record["mentions"][0].pop("name"),
        lambda record: record.update(kind="Ghost"),
        lambda record: record.update(merges=5),
    ],
)
def test_a_damaged_line_is_named(written, change):
    lines = written.read_text("utf-8").splitlines()
    record = json.loads(lines[1])
    change(record)
    written.write_text(f"{lines[0]}\n{json.dumps(record)}\n", encoding="utf-8")
    with pytest.raises(OutputError, match="line 2 is no record"):
        list(iter_entities(written))
