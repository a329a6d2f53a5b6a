from lawgraph.graph.names import BASE
from lawgraph.graph.network import network


def test_network_has_a_node_an_entity_and_an_edge_a_statement(knowledge):
    graph = network(knowledge)
    assert graph.number_of_nodes() == len(knowledge.entities)
    assert graph.number_of_edges() == len(knowledge.edges())
    node = graph.nodes[BASE + "institution/150200-sifaju"]
    assert node["label"] == "包头市司法局"
    assert node["kind"] == "Institution"
    assert node["code"] == "150200"
    assert node["pinyin"] == "bao tou shi si fa ju"


def test_network_edge_shows_its_sentence(knowledge):
    graph = network(knowledge)
    edge = graph.edges[BASE + "official/zhangzhigang-3f9a1c", BASE + "institution/150200-sifaju", "leads"]
    assert edge["label"] == "领导"
    (evidence,) = edge["evidence"]
    assert evidence["quote"].startswith("包头市司法局党组书记、局长张志刚")
    assert evidence["title"] == "草原上的法律管家"
    assert evidence["role"] == "党组书记、局长"
    assert evidence["source"] == "baotou.txt"


def test_network_marks_edges_that_no_article_states(knowledge):
    inferred = [key for *_, key, data in network(knowledge).edges(keys=True, data=True) if data["inferred"]]
    assert inferred == ["partOf"]
    assert all(bool(d["evidence"]) != d["inferred"] for *_, d in network(knowledge).edges(data=True))
