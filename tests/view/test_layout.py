"""Where nodes stand."""

import time

import pytest

from lawgraph.model import Kind
from lawgraph.view.layout import Field, Item, place


def star(hubs, leaves):
    items, pairs = [], []
    for h in range(hubs):
        hub = len(items)
        items.append(Item(Kind.INSTITUTION, f"第{h}市司法局", 18))
        if h:
            pairs.append((hub, 0))
        for k in range(leaves):
            pairs.append((hub, len(items)))
            items.append(Item(Kind.PROGRAM if k % 2 else Kind.OFFICIAL, f"第{h}市第{k}号工程", 8))
    return items, pairs


def overlap(a: Field, b: Field) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def test_the_same_graph_gets_the_same_places():
    assert place(*star(12, 8)) == place(*star(12, 8))


def test_nodes_keep_apart():
    spots = place(*star(12, 8)).spots
    assert all(abs(a[0] - b[0]) > 15 or abs(a[1] - b[1]) > 15 for i, a in enumerate(spots) for b in spots[:i])


def test_an_institution_stands_amid_its_own():
    spots = place(*star(4, 10)).spots
    for hub in range(0, 44, 11):
        own = spots[hub + 1 : hub + 11]
        assert min(y for _, y, _, _ in own) < spots[hub][1] < max(y for _, y, _, _ in own)
        assert {side for _, _, side, _ in own} == {-1, 1}
        assert spots[hub][3] > 0
        assert all(foot == 0 for _, _, _, foot in own)


def test_people_stand_on_the_left_and_work_on_the_right():
    items, pairs = star(1, 10)
    spots = place(items, pairs).spots
    assert all(spots[n][2] == (-1 if items[n].kind is Kind.OFFICIAL else 1) for n in range(1, 11))


def test_a_small_body_is_a_line_to_read_from_left_to_right():
    spots = place(*star(1, 3)).spots
    assert spots[0][2] == -1
    assert all(spot[0] > spots[0][0] and spot[2] == 1 for spot in spots[1:])


def regional(provinces, bureaus):
    items, pairs = [], []
    for p in range(provinces):
        for b in range(bureaus):
            hub = len(items)
            items.append(Item(Kind.INSTITUTION, "某市司法局", 12, (f"{p + 11}0000", f"{p + 11}0{b % 3 + 1}00")))
            for k in range(4 + b % 3):
                pairs.append((hub, len(items)))
                items.append(Item(Kind.PROGRAM, f"第{k}号工程", 8))
    return items, pairs


@pytest.mark.parametrize("provinces", [1, 3, 9])
def test_every_node_stands_in_the_field_of_its_province_and_fields_do_not_overlap(provinces):
    items, pairs = regional(provinces, 14)
    drawn = place(items, pairs)
    fields = [field for field in drawn.fields if field.level == 0]
    assert sorted(field.key for field in fields) == [f"{p + 11}0000" for p in range(provinces)]
    assert not any(overlap(a, b) for i, a in enumerate(fields) for b in fields[:i])
    parts = [field for field in drawn.fields if field.level == 1]
    assert len(parts) == 3 * provinces
    assert not any(overlap(a, b) for i, a in enumerate(parts) for b in parts[:i])
    for key in [item.region for item in items if item.region]:
        assert any(field.key == key[1] for field in parts)
    where = {field.key: field for field in fields}
    home = ""
    for item, (x, y, _, _) in zip(items, drawn.spots, strict=True):
        home = item.region[0] if item.region else home
        field = where[home]
        assert field.x <= x <= field.x + field.width
        assert field.y <= y <= field.y + field.height


def test_many_provinces_stand_in_the_order_of_their_codes():
    fields = [field for field in place(*regional(9, 2)).fields if field.level == 0]
    assert [field.key for field in sorted(fields, key=lambda field: (field.y, field.x))] == sorted(field.key for field in fields)


def test_a_body_with_one_link_leaves_its_province_for_nobody():
    items = [
        Item(Kind.INSTITUTION, "北岭省司法厅", 9, ("990000",)),
        Item(Kind.INSTITUTION, "南山省甲市司法局", 9, ("980000",)),
        Item(Kind.INSTITUTION, "北岭省乙市司法局", 9, ("990000",)),
    ]
    spots = place(items, [(1, 0), (2, 0)]).spots
    assert spots[1][3] > 0
    assert spots[2][3] == 0


def test_a_map_without_divisions_has_no_fields():
    assert place(*star(4, 10)).fields == []


def test_odd_graphs_are_placed_too():
    lone = [Item(Kind.HONOUR, "荣誉", 8)]
    assert place([], []).spots == []
    assert len(place(lone, [(0, 0)]).spots) == 1
    assert len(place(lone * 3, [(0, 1), (1, 2), (2, 0)]).spots) == 3
    assert len(place([Item(Kind.PLACE, "", 8)] * 40, [(n, n + 1) for n in range(39)]).spots) == 40


def test_twenty_thousand_nodes_take_seconds_not_minutes():
    start = time.perf_counter()
    assert len(place(*star(2000, 9)).spots) == 20000
    assert time.perf_counter() - start < 20
