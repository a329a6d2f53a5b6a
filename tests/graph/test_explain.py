"""Why a node is one thing, read from a built folder."""

import json

import pytest

import lawgraph
from lawgraph.errors import OutputError, QueryError
from lawgraph.graph.explain import explain, find
from lawgraph.graph.reasons import told_key, told_merge, told_scope, told_state
from lawgraph.graph.records import read_claims
from lawgraph.graph.statements import find_statement
from lawgraph.model import Anchor, Entity, Kind, Merge, MergeReason

TEXTS = {
    "one.txt": "包头市司法局局长张志刚主持会议[b]甲[/b]。市司法局打造“法润鹿城”普法品牌。",
    "two.txt": "近日，包头市司法局局长张志刚走访企业。该局推出“法润鹿城”品牌。",
    "three.txt": "丰台区司法局局长张伟讲话。",
    "four.txt": "海淀区司法局局长张伟讲话。",
}
INFERENCE = """
inference:i0123456789abcdef a lg:Inference ;
    rdf:subject institution:150200-sifaju ;
    rdf:predicate lg:partOf ;
    rdf:object institution:110106-sifaju ;
    lg:rule "hierarchy.test/1" ;
    lg:basis "《法》“第一条”;第二条"@zh .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    source, target = (tmp_path_factory.mktemp(name) for name in ("pages", "out"))
    for name, text in TEXTS.items():
        (source / name).write_text(text, encoding="utf-8")
    lawgraph.build([source]).write(target)
    return target


def _one(folder, term):
    (found,) = find(folder, term)
    return found


@pytest.mark.parametrize(
    "term",
    [
        "150200-sifaju",
        "institution:150200-sifaju",
        "https://w3id.org/lawgraph/id/institution/150200-sifaju",
        "<https://w3id.org/lawgraph/id/institution/150200-sifaju>",
        "包头市司法局",
        " 包头市司法局 ",
    ],
)
def test_a_node_is_found_by_iri_prefixed_name_local_id_and_label(folder, term):
    assert _one(folder, term).entity.id == "150200-sifaju"


def test_another_name_finds_a_node_where_no_label_does(folder):
    found = _one(folder, "包头市司法局")
    assert found.entity.alt_labels
    assert all(_one(folder, other) == found for other in found.entity.alt_labels)


def test_a_label_of_several_nodes_finds_all_of_them(folder):
    assert {one.entity.key.split("|")[1] for one in find(folder, "张伟")} == {"丰台区司法局", "海淀区司法局"}


@pytest.mark.parametrize("term", ["", "司法", "official:150200-sifaju", "claim:c0123", "不在此处", '"', "\\", "\ud800", "institution:"])
def test_what_is_no_node_is_an_error_with_a_remedy(folder, term):
    with pytest.raises(QueryError) as caught:
        find(folder, term)
    assert caught.value.remedy


def test_labels_near_to_a_wrong_one_are_shown(folder):
    with pytest.raises(QueryError, match="包头市司法局"):
        find(folder, "头市司法")


def test_a_folder_that_is_no_build_is_an_error(tmp_path):
    with pytest.raises(OutputError):
        find(tmp_path, "包头市司法局")


def test_each_mention_has_its_sentence_with_the_mention_in_it(folder):
    explanation = explain(folder, _one(folder, "张志刚"))
    assert explanation.iri.startswith("https://w3id.org/lawgraph/id/official/zhangzhigang-")
    assert len(explanation.passages) == len(explanation.found.identity.mentions) == 2
    for passage in explanation.passages:
        assert passage.text[passage.start : passage.end] == "张志刚"
        assert passage.text.endswith("。")
        assert passage.text.count("。") == 1


def test_a_damaged_line_of_the_node_is_named(folder, tmp_path):
    for name in ("build.json", "entities.jsonl"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    lines = (folder / "entities.jsonl").read_text("utf-8").splitlines()
    place = next(place for place, line in enumerate(lines) if "150200-sifaju" in line)
    lines[place] = lines[place][:-9]
    (tmp_path / "entities.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(OutputError, match=f"line {place + 1} is no record"):
        find(tmp_path, "150200-sifaju")


def test_what_follows_by_rule_is_told_with_the_rule_at_both_ends(folder, tmp_path):
    for path in folder.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (folder / "graph.ttl").read_text("utf-8")
    prefixes, mark, rest = text.partition("\n\n")
    header = prefixes + "\n@prefix inference: <https://w3id.org/lawgraph/id/inference/> ." * ("@prefix inference:" not in prefixes)
    (tmp_path / "graph.ttl").write_text(header + "\n" + INFERENCE + mark.removeprefix("\n") + rest, encoding="utf-8")
    (lower,) = [one for one in explain(tmp_path, _one(tmp_path, "150200-sifaju")).consequences if one.rule == "hierarchy.test/1"]
    assert (lower.subject, lower.predicate, lower.object) == ("institution:150200-sifaju", "lg:partOf", "institution:110106-sifaju")
    assert (lower.subject_label, lower.object_label) == ("包头市司法局", "丰台区司法局")
    assert lower.details == (("basis", "《法》“第一条”;第二条"),)
    assert lower.passage is None
    (upper,) = [one for one in explain(tmp_path, _one(tmp_path, "110106-sifaju")).consequences if one.rule == "hierarchy.test/1"]
    assert upper == lower
    assert find_statement(tmp_path, "inference:i0123456789abcdef") == lower


def test_the_claims_are_not_read_for_it(folder, tmp_path):
    for path in folder.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    blocks = (folder / "graph.ttl").read_text("utf-8").split("\n\n")
    first = next(place for place, block in enumerate(blocks) if " a lg:Claim" in block)
    (tmp_path / "graph.ttl").write_text("\n\n".join(blocks[:first]) + "\n\nclaim:c1 a lg:Claim ;\n    this is no Turtle", encoding="utf-8")
    found = _one(folder, "150200-sifaju")
    assert explain(tmp_path, found) == explain(folder, found)


def test_the_command_prints_sentences_reasons_and_no_markup_of_theirs(folder, command):
    done = command("explain", folder, "包头市司法局")
    assert done.status == 0
    assert "one key: the name 包头市司法局, in 内蒙古自治区包头市 (150200)" in done.out
    assert "[b]甲[/b]" in done.out
    assert "State  settled" in done.out


def test_the_limit_is_told(folder, command):
    done = command("explain", folder, "包头市司法局", "--limit", 1)
    mentions = len(_one(folder, "包头市司法局").identity.mentions)
    assert f"and {mentions - 1} more" in done.out


def test_the_command_lists_the_nodes_of_one_label(folder, command):
    done = command("explain", folder, "张伟")
    assert done.status == 1
    assert "at 丰台区司法局" in done.out
    assert "at 海淀区司法局" in done.out
    rows = json.loads(command("explain", folder, "张伟", "-f", "json").out)["several"]
    assert sorted(row["label"] for row in rows) == ["张伟", "张伟"]
    for row in rows:
        assert command("explain", folder, row["name"]).status == 0


def test_json_holds_what_the_table_tells(folder, command):
    told = json.loads(command("explain", folder, "150200-sifaju", "-f", "json").out)
    assert told["key_in_words"] == "the name 包头市司法局, in 内蒙古自治区包头市 (150200)"
    assert all(mention["sentence"] for mention in told["mentions"])
    assert all(merge["in_words"] for merge in told["merges"])


def test_a_node_that_is_not_there_ends_with_status_2(folder, command):
    done = command("explain", folder, "不在此处")
    assert done.status == 2
    assert "is no node of this build" in done.err


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("150200|包头市司法局", "the name 包头市司法局, in 内蒙古自治区包头市 (150200)"),
        ("national|司法部", "the name 司法部, of the whole country"),
        ("own|俄罗斯外交部", "the name 俄罗斯外交部, which one body bears"),
        ("a0123456789abcdef|市司法局", "the name 市司法局, within article a0123456789abcdef alone"),
        ("150200|包头市司法局|张志刚", "the name 张志刚, at 包头市司法局, in 内蒙古自治区包头市 (150200)"),
        ("15|全区先进集体", "the name 全区先进集体, in 内蒙古自治区 (15)"),
        ("honour|全国先进集体", "the name 全国先进集体, whoever awards it"),
        ("2021-03-09|部署会", "the name 部署会, on 2021-03-09"),
        ("999999|某局", "the name 某局, in division (999999)"),
        ("|某地", "the name 某地, in no division that the text settles"),
        ("某物", "the name 某物, in no division that the text settles"),
    ],
)
def test_a_key_is_told_in_words(key, told):
    assert told_key(key) == told


def test_every_reason_is_told_in_words():
    anchor = Anchor(Kind.PROGRAM, "a1", 0, 2, "法润")
    for reason in MergeReason:
        told = told_merge(Merge(anchor, anchor, reason, "150200|包头市司法局|法润"))
        assert "法润" in told
        assert told_merge(Merge(anchor, anchor, reason))
    assert told_scope("patterns") == "within patterns"


def test_states_are_told():
    bare = {"id": "x", "kind": Kind.INSTITUTION, "label": "司法厅", "key": "k"}
    told = [told_state(Entity(**bare, **more)) for more in ({}, {"provisional": True}, {"inferred": True})]
    assert [one.partition(":")[0] for one in told] == ["settled", "provisional", "inferred"]


def test_a_claim_is_told_with_its_sentence_and_the_record_of_its_rule(folder, command):
    for claim in read_claims(folder / "claims.jsonl"):
        statement = find_statement(folder, f"claim:{claim.id}")
        assert (statement.subject_label, statement.object_label, statement.rule) == (claim.subject.label, claim.object.label, claim.claim.rule)
        assert statement.passage.text[statement.passage.start : statement.passage.end]
        assert statement.passage.article_id == claim.article_id
        done = command("explain", folder, statement.iri)
        assert done.status == 0
        assert claim.claim.rule in done.out
        assert statement.passage.text[statement.passage.start : statement.passage.end] in done.out.replace("\n", "")
        told = json.loads(command("explain", folder, f"claim:{claim.id}", "-f", "json").out)
        assert told["predicate"] == f"lg:{claim.claim.property.value}"
        assert told["sentence"]


def test_every_edge_that_no_article_says_tells_its_rule(folder, command):
    told = explain(folder, _one(folder, "包头市司法局")).consequences
    assert [one.object_label for one in told if one.predicate == "lg:partOf"] == ["内蒙古自治区司法厅"]
    for one in told:
        done = command("explain", folder, one.iri)
        assert done.status == 0
        assert one.rule in done.out
        assert "No article says it" in done.out


@pytest.mark.parametrize("term", ["claim:c0000000000000000", "claim:", "inference:i0", "inference:", "https://w3id.org/lawgraph/id/claim/c0", 'claim:"'])
def test_a_statement_that_is_not_there_is_an_error(folder, term):
    with pytest.raises(QueryError, match="of this build"):
        find_statement(folder, term)


def test_a_node_is_no_statement(folder):
    assert find_statement(folder, "institution:150200-sifaju") is None
    assert find_statement(folder, "包头市司法局") is None
