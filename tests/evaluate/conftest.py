import json

import pytest

from lawgraph.evaluate.stated import Ground, StatedGraph, node
from lawgraph.model import Kind, Property

#: A page and what a reader finds in it: one wrong leader, one missed event.
PAGE = "队伍教育整顿部署会召开\n\n来源:示例法治报 2021-04-07\n\n3月9日,青州市司法局召开队伍教育整顿部署会。青州市司法局局长周立群主持会议。\n"
GOLD = {
    "id": "page",
    "source": {"title": "队伍教育整顿部署会召开"},
    "entities": [
        {"id": "e1", "type": "Institution", "name": "青州市司法局", "accept": ["市司法局", "该局"], "optional": False},
        {"id": "e2", "type": "Official", "name": "周立群"},
        {"id": "e3", "type": "Event", "name": "队伍教育整顿部署会", "accept": []},
    ],
    "relations": [
        {"type": "leads", "from": "e2", "to": "e1", "role": "局长", "quote": "青州市司法局局长周立群"},
        {"type": "held", "from": "e1", "to": "e3", "quote": "召开队伍教育整顿部署会", "optional": False},
        {"type": "attended", "from": "e2", "to": "e3", "quote": "主持会议", "optional": True},
    ],
}


@pytest.fixture
def gold_dir(tmp_path):
    """A folder of gold with its page in the folder above."""
    (tmp_path / "set" / "gold").mkdir(parents=True)
    (tmp_path / "set" / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "set" / "gold" / "page.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path / "set" / "gold"


@pytest.fixture
def graph():
    """Return a function that makes a graph: names by kind, edges as (subject, property, object, rule)."""

    def make(names, edges=(), text=""):
        made = StatedGraph(texts=(text,))
        for kind, labels in names.items():
            for label in labels:
                first, *others = label.split("|")
                made.nodes[first] = node(Kind(kind), first, (first, *others))
        for subject, prop, obj, rule in edges:
            made.add((Property(prop), subject, obj), Ground(rule, f"{subject}:{obj}"))
            if prop == "cooperatesWith":
                made.edges.setdefault((Property(prop), obj, subject), [])
        return made

    return make
