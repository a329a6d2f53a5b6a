from lawgraph.graph import divisions
from lawgraph.graph.turtle import to_turtle
from lawgraph.lexicon.divisions import EDITION
from lawgraph.model import Entity, Kind
from lawgraph.resolve.ids import entity_id


def place(label: str, code: str | None) -> Entity:
    return Entity(entity_id(Kind.PLACE, label, "x", code), Kind.PLACE, label, "x", code=code)


def test_divisions_up_to_the_province_come_with_a_body():
    body = Entity("150203-x", Kind.INSTITUTION, "昆都仑区司法局", "x", code="150203")
    found = divisions.around([body])
    assert [one.label for one in found] == ["内蒙古自治区", "包头市", "昆都仑区"]
    assert all(one.inferred for one in found)
    assert divisions.above("150203") == divisions.division("150200")
    assert divisions.above("150000") is None


def test_division_that_an_article_names_is_not_added_again():
    named = place("包头市", "150200")
    assert named.id == divisions.division("150200").id == "150200-baotoushi"
    assert [one.label for one in divisions.around([named])] == ["内蒙古自治区"]


def test_village_is_no_division_and_lies_in_one():
    village = place("曹一村", "442000")
    assert not divisions.is_division(village)
    assert divisions.is_division(place("中山市", "442000"))
    assert "442000-zhongshanshi" in {one.id for one in divisions.around([village])}


def test_unknown_code_and_no_code_add_nothing():
    assert divisions.around([place("某地", "999999"), place("某地", None)]) == ()
    assert divisions.division("999999") is None


def test_code_has_its_standard_and_edition():
    assert divisions.standard("150200") == "lgc:GBT2260"
    assert divisions.standard("150203001") == "lgc:GBT10114"
    assert divisions.edition("150200") == EDITION
    assert divisions.edition("512722") < EDITION  # 郫县 had it until it went to 成都


def test_edition_is_the_year_that_the_table_tells(root):
    header = (root / "src/lawgraph/lexicon/data/divisions.tsv").read_text(encoding="utf-8")[:2000]
    assert f"fetched on {EDITION}-" in header


def test_bodies_point_to_their_division_and_carry_no_code_of_their_own(knowledge):
    text = to_turtle(knowledge).decode()
    block = text.split("\ninstitution:150200-sifaju a ")[1].split("\n\n")[0]
    assert "lg:division place:150200-baotoushi" in block
    assert "skos:notation" not in block
    assert text.count("\nplace:150200-baotoushi a lg:Place") == 1
