"""Where nodes stand."""

import time

from lawgraph.model import Kind
from lawgraph.view.layout import Item, place


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


def test_the_same_graph_gets_the_same_places():
    assert place(*star(12, 8)) == place(*star(12, 8))


def test_nodes_keep_apart():
    spots = place(*star(12, 8))
    assert all(abs(a[0] - b[0]) > 15 or abs(a[1] - b[1]) > 15 for i, a in enumerate(spots) for b in spots[:i])


def test_an_institution_stands_amid_its_own():
    spots = place(*star(4, 10))
    for hub in range(0, 44, 11):
        own = spots[hub + 1 : hub + 11]
        assert min(y for _, y, _, _ in own) < spots[hub][1] < max(y for _, y, _, _ in own)
        assert {side for _, _, side, _ in own} == {-1, 1}


def test_people_stand_on_the_left_and_work_on_the_right():
    items, pairs = star(1, 10)
    spots = place(items, pairs)
    assert all(spots[n][2] == (-1 if items[n].kind is Kind.OFFICIAL else 1) for n in range(1, 11))


def test_odd_graphs_are_placed_too():
    lone = [Item(Kind.HONOUR, "荣誉", 8)]
    assert place([], []) == []
    assert len(place(lone, [(0, 0)])) == 1
    assert len(place(lone * 3, [(0, 1), (1, 2), (2, 0)])) == 3
    assert len(place([Item(Kind.PLACE, "", 8)] * 40, [(n, n + 1) for n in range(39)])) == 40


def test_a_thousand_nodes_take_seconds_not_minutes():
    start = time.perf_counter()
    place(*star(100, 9))
    assert time.perf_counter() - start < 10
