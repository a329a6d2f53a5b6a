import networkx as nx
import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.names import BASE
from lawgraph.graph.network import network
from lawgraph.model import Entity, Kind


def test_network_has_a_node_an_entity_and_an_edge_a_statement(knowledge):
    graph = network(knowledge, nodes="iri")
    assert graph.number_of_nodes() == len(knowledge.entities)
    assert graph.number_of_edges() == len(knowledge.edges())
    node = graph.nodes[BASE + "institution/150200-sifaju"]
    assert node["label"] == "包头市司法局"
    assert node["kind"] == "Institution"
    assert node["code"] == "150200"
    assert node["pinyin"] == "bao tou shi si fa ju"


def test_network_edge_shows_its_sentence(knowledge):
    graph = network(knowledge, nodes="iri")
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


def test_nodes_are_their_labels_as_networkx_draws_them(knowledge):
    graph = network(knowledge)
    assert set(graph.successors("张志刚")) == {"包头市司法局"}
    assert graph.nodes["包头市司法局"]["iri"] == BASE + "institution/150200-sifaju"
    assert {(data["property"], data["label"]) for data in graph["张志刚"]["包头市司法局"].values()} == {("leads", "领导")}
    assert nx.shortest_path(graph.to_undirected(), "张志刚", "法律顾问工作办法") == ["张志刚", "包头市司法局", "法律顾问工作办法"]


def test_namesakes_stay_two_nodes():
    entities = [Entity(local, kind, "张伟", local) for local, kind in (("zhangwei-1", Kind.OFFICIAL), ("zhangwei-2", Kind.OFFICIAL), ("zhangwei-1", Kind.PLACE))]
    graph = network(Knowledge(entities=(*entities, Entity("liming", Kind.OFFICIAL, "李明", "李明"))))
    assert set(graph) == {"张伟 (Official/zhangwei-1)", "张伟 (Official/zhangwei-2)", "张伟 (Place/zhangwei-1)", "李明"}


def test_both_ways_to_name_nodes_give_one_graph(knowledge):
    by_label, by_iri = network(knowledge), network(knowledge, nodes="iri")
    renamed = nx.relabel_nodes(by_label, {node: data["iri"] for node, data in by_label.nodes(data=True)})
    assert nx.utils.graphs_equal(renamed, by_iri)


def test_another_way_to_name_nodes_is_refused(knowledge):
    with pytest.raises(OutputError, match="LG300 nodes 'id'"):
        network(knowledge, nodes="id")


def test_networkx_draws_the_names(knowledge):
    """What ``networkx.draw(graph, with_labels=True)`` does, with the names asked of the figure."""
    matplotlib = pytest.importorskip("matplotlib", reason="pip install matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot as plt

    graph = network(knowledge)
    figure, axes = plt.subplots()
    nx.draw(graph, nx.spring_layout(graph, seed=1), ax=axes, with_labels=True)
    assert {"包头市司法局", "张志刚"} <= {text.get_text() for text in axes.texts}
    plt.close(figure)


def test_networkx_lays_out_and_tells_the_graph_without_matplotlib(knowledge):
    graph = network(knowledge)
    assert set(nx.spring_layout(graph, seed=1)) == set(graph)
    assert "包头市司法局" in "\n".join(nx.generate_network_text(graph))
    assert max(dict(nx.degree(graph)).items(), key=lambda item: item[1])[0] == "包头市司法局"
