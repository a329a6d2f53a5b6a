import json
import random
import re
import shutil

import pyoxigraph
import pytest
import rdflib

import lawgraph
from lawgraph.diff.difference import diff
from lawgraph.diff.patch import CHANGESET, patch
from lawgraph.errors import OutputError

CS = rdflib.Namespace(CHANGESET)
TEXTS = {
    "a": "宜宾市司法局获评“全国司法行政系统先进集体”。宜宾市司法局党委书记、局长杨国庆说,党建和业务要一起谋划。",
    "b": "丰台区司法局启动“法律明白人”培养工程。丰台区司法局局长张志刚出席启动仪式。",
    "c": "包头市中级人民法院与包头市律师协会签订合作协议。包头市中级人民法院院长李晓明主持会议。",
    "d": "通州区司法局印发《法治建设实施方案》。通州区司法局副局长王建国出席会议。",
}


def article(name: str, **changes) -> dict:
    record = {"title": f"标题{name}", "text": TEXTS.get(name, ""), "date": "2022-09-22", "publisher": "示例法治报", "url": f"https://example.org/{name}"}
    return record | changes


def built(folder, articles, **options):
    folder.mkdir()
    page = folder / "pages.jsonl"
    page.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
    lawgraph.build([page], **options).write(folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    return built(tmp_path_factory.mktemp("diff") / "old", map(article, "abc"))


def rewritten(folder, target, *changes):
    """Copy a build with other words in all its files."""
    shutil.copytree(folder, target)
    for name in ("graph.ttl", "claims.jsonl", "entities.jsonl", "articles.jsonl"):
        text = (target / name).read_text(encoding="utf-8")
        for pattern, other in changes:
            text = re.sub(pattern, other, text)
        (target / name).write_text(text, encoding="utf-8")
    return target


def id_of(folder, label):
    return next(one["id"] for one in map(json.loads, (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()) if one["label"] == label)


def labels(changes):
    return [one.label for one in changes]


def shown(changes):
    return [(one.subject, one.key[1], one.object) for one in changes]


# Articles


def test_a_build_does_not_differ_from_itself(old, tmp_path):
    shutil.copytree(old, tmp_path / "copy")
    found = diff(old, tmp_path / "copy")
    assert found.same
    assert not (found.removed | found.added)
    assert found.nodes.changed == found.edges.changed == found.articles.changed == ()


def test_what_an_added_article_brings(old, tmp_path):
    found = diff(old, built(tmp_path / "new", map(article, "abcd")))
    assert [one["title"] for one in found.articles.added] == ["标题d"]
    assert "text" not in found.articles.added[0]
    assert found.articles.withdrawn == found.articles.edited == found.articles.changed == ()
    assert {"通州区司法局", "王建国", "《法治建设实施方案》"} <= set(labels(found.nodes.gained))
    assert found.nodes.lost == found.edges.lost == ()
    assert ("王建国", "holdsPost", "通州区司法局") in shown(found.edges.gained)
    (edge,) = [one for one in found.edges.gained if one.key[1] == "issued"]
    assert edge.evidence[0].quote.startswith("通州区司法局印发")
    assert edge.evidence[0].title == "标题d"
    assert 0 < edge.evidence[0].confidence < 1
    assert all(one.evidence[0].quote in TEXTS["d"] for one in found.nodes.gained if one.mentions)


def test_what_a_withdrawn_article_takes_along(old, tmp_path):
    found = diff(old, built(tmp_path / "new", map(article, "ac")))
    assert [one["title"] for one in found.articles.withdrawn] == ["标题b"]
    assert "丰台区司法局" in labels(found.nodes.lost)
    assert labels(found.nodes.officials_gone) == ["张志刚"]
    assert ("张志刚", "leads", "丰台区司法局") in shown(found.edges.lost)
    assert found.nodes.gained == found.edges.gained == ()
    assert all(one.evidence[0].quote in TEXTS["b"] for one in found.edges.lost if one.key[1] != "partOf")  # which may follow by rule


@pytest.mark.parametrize("how", ["url", "title and publisher"])
def test_an_edited_article_is_told_by_its_address_or_its_title(old, tmp_path, how):
    changes = {"title": "别的标题"} if how == "url" else {"url": "https://example.org/moved"}
    new = built(tmp_path / "new", [article("a", text=TEXTS["a"] + "会议次日结束。", **changes), article("b"), article("c")])
    found = diff(old, new)
    ((before, after),) = found.articles.edited
    assert (before["url"], before["title"]) == ("https://example.org/a", "标题a")
    assert before["id"] != after["id"]
    assert found.articles.added == found.articles.withdrawn == ()
    assert found.edges.gained == found.edges.lost == found.nodes.officials_gone == ()


def test_articles_with_one_title_are_not_taken_for_edited(tmp_path):
    many = [article("a", title="简讯", url=None), article("b", title="简讯", url=None)]
    found = diff(built(tmp_path / "old", many), built(tmp_path / "new", [article("c", title="简讯", url=None)]))
    assert found.articles.edited == ()
    assert len(found.articles.withdrawn) == 2
    assert len(found.articles.added) == 1


def test_another_title_of_the_same_text_is_a_change(old, tmp_path):
    found = diff(old, built(tmp_path / "new", [article("a", title="新标题", date="2022-09-23"), article("b"), article("c")]))
    ((one, changes),) = found.articles.changed
    assert one["title"] == "新标题"
    assert changes == {"title": ["标题a", "新标题"], "date": ["2022-09-22", "2022-09-23"]}
    assert found.nodes.gained == found.nodes.lost == found.edges.gained == found.edges.lost == ()
    assert any(name == "last_seen" for edge in found.edges.changed for name, *_ in edge.changes)


def test_copies_that_came_and_went_are_told(old, tmp_path):
    copies = [article("a", publisher=name, url=f"https://example.org/{name}", date="2022-10-01") for name in ("甲报", "乙报")]
    found = diff(old, built(tmp_path / "new", [*map(article, "abc"), *copies]))
    ((_, changes),) = found.articles.changed
    assert sorted(changes["copies"][1]) == ["2022-10-01 乙报 https://example.org/乙报", "2022-10-01 甲报 https://example.org/甲报"]
    assert changes.keys() == {"copies"}
    assert changes["copies"][0] == []
    assert found.nodes.gained == found.edges.gained == found.articles.added == ()


def test_where_an_article_lies_is_no_difference(old, tmp_path):
    found = diff(old, built(tmp_path / "elsewhere", map(article, "abc")))
    assert found.same
    assert found.articles.changed == ()


# Nodes and edges


def test_another_iri_with_the_same_mentions_is_a_rename(old, tmp_path):
    former = id_of(old, "杨国庆")
    found = diff(old, rewritten(old, tmp_path / "new", (former, "yangguoqing-000000")))
    assert [(one.former, one.key, one.label) for one in found.nodes.renamed] == [(("Official", former), ("Official", "yangguoqing-000000"), "杨国庆")]
    assert found.nodes.gained == found.nodes.lost == found.nodes.changed == ()
    assert found.edges.gained == found.edges.lost == found.edges.changed == ()
    assert found.added
    assert found.removed


def test_a_node_of_an_edited_article_is_the_same_where_its_key_names_the_article(tmp_path):
    def at(text):
        return [article("a", text=text)]

    # No article settles which 横栏 this is, so the body is scoped to its article, and so is its IRI.
    text = "横栏司法所召开推进会。横栏司法所印发《调解工作手册》。"
    one, other = built(tmp_path / "old", at(text)), built(tmp_path / "new", at("昨天," + text))
    assert id_of(one, "横栏司法所") != id_of(other, "横栏司法所")
    found = diff(one, other)
    assert "横栏司法所" in labels(found.nodes.renamed)
    assert found.nodes.lost == found.nodes.gained == ()


def test_what_became_of_the_mentions_of_a_lost_node_is_told(old, tmp_path):
    court, bar = id_of(old, "包头市中级人民法院"), id_of(old, "包头市律师协会")
    merged = tmp_path / "new"
    shutil.copytree(old, merged)
    records = [json.loads(line) for line in (merged / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = next(one for one in records if one["id"] == court)
    taken = next(one for one in records if one["id"] == bar)
    kept["mentions"] += taken["mentions"]
    kept["alt_labels"] = sorted({*kept.get("alt_labels", ()), taken["label"]})
    records.remove(taken)
    (merged / "entities.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    found = diff(old, merged)
    (lost,) = found.nodes.lost
    assert lost.elsewhere == ((("Institution", court), len(taken["mentions"])),)
    assert found.nodes.renamed == ()
    (changed,) = found.nodes.changed
    (name, before, after) = changed.changes[0]
    assert name == "alt_labels"
    assert set(after) - set(before or ()) == {"包头市律师协会"}
    assert "包头市律师协会" in changed.evidence[0].quote
    back = diff(merged, old)
    assert [one.elsewhere for one in back.nodes.gained] == [((("Institution", court), len(taken["mentions"])),)]


def test_an_official_whose_mentions_are_anothers_now_is_still_mentioned(old, tmp_path):
    one, other = id_of(old, "杨国庆"), id_of(old, "张志刚")
    records = [json.loads(line) for line in (old / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    gone = next(record for record in records if record["id"] == one)
    next(record for record in records if record["id"] == other)["mentions"].extend(gone["mentions"])
    shutil.copytree(old, tmp_path / "new")
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records if record["id"] != one)
    (tmp_path / "new" / "entities.jsonl").write_text(text, encoding="utf-8")
    found = diff(old, tmp_path / "new")
    assert labels(found.nodes.lost) == ["杨国庆"]
    assert found.nodes.officials_gone == ()


def test_another_label_and_another_confidence_are_changes(old, tmp_path):
    new = rewritten(old, tmp_path / "new", ('"label": "杨国庆"', '"label": "杨国慶"'), (r'"confidence": 0\.\d+', '"confidence": 0.11'))
    found = diff(old, new)
    (node,) = found.nodes.changed
    assert node.changes == (("label", "杨国庆", "杨国慶"),)
    assert found.edges.gained == found.edges.lost == ()
    assert found.edges.changed
    for edge in found.edges.changed:
        assert [(name, after) for name, _, after in edge.changes] == [("confidence", 0.11)]
        assert edge.evidence[0].confidence == 0.11
        assert edge.former == ()


def test_modality_and_dates_of_an_office_are_changes(tmp_path):
    one = built(tmp_path / "old", [article("a", text="丰台区司法局局长张志刚出席会议。")])
    two = built(tmp_path / "new", [article("a", text="丰台区司法局局长张志刚出席会议。"), article("b", text="会议决定免去张志刚丰台区司法局局长职务。", date="2023-05")])
    (edge,) = [edge for edge in diff(one, two).edges.changed if edge.key[1] == "leads"]
    changes = {name: (before, after) for name, before, after in edge.changes}
    assert changes["modality"] == ([], ["dismissed"])
    assert changes["last_seen"] == ("2022-09-22", "2023-05")
    assert changes["claims"] == (1, 2)
    assert [piece.quote for piece in edge.evidence] == ["会议决定免去张志刚丰台区司法局局长职务。"]
    back = next(edge for edge in diff(two, one).edges.changed if edge.key[1] == "leads")
    assert [piece.quote for piece in back.former] == ["会议决定免去张志刚丰台区司法局局长职务。"]
    assert back.evidence == ()


def test_cooperation_is_one_edge(old, tmp_path):
    found = diff(old, built(tmp_path / "new", map(article, "ab")))
    assert len([one for one in found.edges.lost if one.key[1] == "cooperatesWith"]) == 1


# The patch


def applied(graph: rdflib.Graph, changes: rdflib.Graph) -> set:
    """Apply a patch the way its vocabulary says."""
    def statements(how):
        return {(changes.value(one, rdflib.RDF.subject), changes.value(one, rdflib.RDF.predicate), changes.value(one, rdflib.RDF.object)) for one in changes.objects(None, how)}

    removed, added = statements(CS.removal), statements(CS.addition)
    assert removed <= set(graph)
    assert not added & set(graph)
    return set(graph) - removed | added


def changed_texts(seed):
    chance = random.Random(seed)
    names = [name for name in TEXTS if chance.random() < 0.7] or ["a"]
    return [article(name, **chance.choice([{}, {}, {"title": '引号"和\\斜线'}, {"text": TEXTS[name] + TEXTS[chance.choice("abcd")]}, {"date": "2021"}])) for name in names]


@pytest.mark.parametrize("seed", range(8))
def test_the_patch_makes_the_new_graph_of_the_old(tmp_path, seed):
    base = "https://example.org/id/" if seed % 4 == 3 else "https://w3id.org/lawgraph/id/"
    one, two = built(tmp_path / "old", changed_texts(seed)), built(tmp_path / "new", changed_texts(seed + 100), base_iri=base)
    found = diff(one, two)
    text = "".join(patch(found))
    changes = rdflib.Graph().parse(data=text, format="turtle")
    assert applied(rdflib.Graph().parse(one / "graph.ttl"), changes) == set(rdflib.Graph().parse(two / "graph.ttl"))
    assert not any(isinstance(term, rdflib.BNode) for triple in changes for term in triple)
    other = pyoxigraph.Store()
    other.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(other) == len(changes)
    for one_set in changes.subjects(rdflib.RDF.type, CS.ChangeSet):
        (subject,) = changes.objects(one_set, CS.subjectOfChange)
        statements = {*changes.objects(one_set, CS.removal), *changes.objects(one_set, CS.addition)}
        assert {changes.value(statement, rdflib.RDF.subject) for statement in statements} == {subject}


def test_the_patch_has_the_same_bytes_each_time(old, tmp_path):
    new = built(tmp_path / "new", map(article, "acd"))
    assert "".join(patch(diff(old, new))) == "".join(patch(diff(old, new)))


def test_another_base_iri_moves_every_triple_and_no_node(old, tmp_path):
    found = diff(old, built(tmp_path / "new", map(article, "abc"), base_iri="https://example.org/id/"))
    assert found.bases == ("https://w3id.org/lawgraph/id/", "https://example.org/id/")
    assert not found.same
    assert not any(found.counts()["nodes"].values())
    assert not any(found.counts()["edges"].values())
    assert found.record()["base_iri"] == list(found.bases)


# What is no build


def test_a_folder_that_is_no_build_is_told(old, tmp_path):
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(OutputError, match="cannot be read"):
            diff(old, folder)
        with pytest.raises(OutputError, match="cannot be read"):
            diff(folder, old)


@pytest.mark.parametrize("name", ["articles.jsonl", "claims.jsonl", "entities.jsonl", "graph.ttl"])
def test_a_build_without_one_of_its_files_is_told(old, tmp_path, name):
    shutil.copytree(old, tmp_path / "new")
    (tmp_path / "new" / name).unlink()
    with pytest.raises(OutputError, match=f"{name}: is not there"):
        diff(old, tmp_path / "new")


@pytest.mark.parametrize("name", ["articles.jsonl", "claims.jsonl", "entities.jsonl"])
@pytest.mark.parametrize("line", [b"{", b"[]", b"\xff\n", b"{}", b'{"id": 1}', b'{"id": "x"}'])
def test_a_damaged_line_is_told(old, tmp_path, name, line):
    shutil.copytree(old, tmp_path / "new")
    with (tmp_path / "new" / name).open("ab") as stream:
        stream.write(line)
    with pytest.raises(OutputError, match="again"):
        diff(old, tmp_path / "new")


@pytest.mark.parametrize(("turtle", "problem"), [("\n<a> <b> ", "no Turtle"), ("\n[] a lg:Claim .\n", "blank node")])
def test_a_graph_that_no_patch_can_be_made_of_is_told(old, tmp_path, turtle, problem):
    shutil.copytree(old, tmp_path / "new")
    with (tmp_path / "new" / "graph.ttl").open("a", encoding="utf-8") as stream:
        stream.write(turtle)
    with pytest.raises(OutputError, match=problem):
        diff(old, tmp_path / "new")


def test_a_build_that_is_replaced_while_it_is_read_is_told(old, tmp_path, monkeypatch):
    from lawgraph.diff import difference

    shutil.copytree(old, tmp_path / "new")
    real = difference.compare_nodes

    def meanwhile(*sides):
        (tmp_path / "new" / "build.json").write_text("{}")
        return real(*sides)

    monkeypatch.setattr(difference, "compare_nodes", meanwhile)
    with pytest.raises(OutputError, match="built anew while it was read"):
        diff(old, tmp_path / "new")


# The command


def test_the_command_tells_by_its_status(command, old, tmp_path):
    new = built(tmp_path / "new", map(article, "acd"))
    same = command("diff", old, old)
    assert (same.status, same.err) == (0, "")
    assert "The same" in same.out
    done = command("diff", old, new)
    assert (done.status, done.err) == (1, "")
    assert "Officials no longer mentioned" in done.out
    assert "张志刚" in done.out
    assert "丰台区司法局局长张志刚出席启动仪式。" in done.out
    none = command("diff", old, tmp_path)
    assert none.status == 2
    assert "build.json" in none.err


def test_the_command_prints_json_with_iris_and_sentences(command, old, tmp_path):
    done = command("diff", old, built(tmp_path / "new", map(article, "acd")), "--format", "json")
    assert done.status == 1
    found = json.loads(done.out)
    assert found["counts"]["articles"] == {"added": 1, "withdrawn": 1, "edited": 0, "changed": 0}
    (official,) = found["officials_no_longer_mentioned"]
    assert official["iri"] == "https://w3id.org/lawgraph/id/official/" + id_of(old, "张志刚")
    assert official["evidence"][0]["quote"] in TEXTS["b"]
    for edge in (*found["edges"]["gained"], *found["edges"]["lost"]):
        assert edge["evidence"] or edge["property"] == "partOf"
    graph = rdflib.Graph().parse(old / "graph.ttl")
    lost = next(edge for edge in found["edges"]["lost"] if edge["property"] == "leads")
    assert (rdflib.URIRef(lost["subject"]["iri"]), rdflib.URIRef("https://w3id.org/lawgraph/ontology#leads"), rdflib.URIRef(lost["object"]["iri"])) in graph


def test_the_command_prints_turtle(command, old, tmp_path, monkeypatch):
    new = built(tmp_path / "new", map(article, "acd"))
    done = command("diff", old, new, "--format", "turtle")
    assert done.status == 1
    assert done.out == "".join(patch(diff(old, new)))


def test_the_command_cuts_its_lists_and_says_so(command, old, tmp_path):
    new = built(tmp_path / "new", map(article, "d"))
    cut, whole = command("diff", old, new, "--limit", 2), command("diff", old, new, "--limit", 0)
    assert "more (--limit 0 shows all)" in cut.out
    assert "more (--limit 0 shows all)" not in whole.out
    assert len(whole.out) > len(cut.out)


def test_the_command_prints_no_character_that_drives_the_terminal(command, old, tmp_path):
    done = command("diff", old, rewritten(old, tmp_path / "new", ('"label": "杨国庆"', r'"label": "\\u001b[31m\\u202e杨国庆"')))
    assert "[31m杨国庆" in done.out
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


def test_the_command_prints_brackets_of_a_label_as_they_are(command, old, tmp_path):
    done = command("diff", old, rewritten(old, tmp_path / "new", ('"label": "杨国庆"', '"label": "[bold]杨国庆"')))
    assert "[bold]杨国庆" in done.out


def test_builds_of_two_versions_are_compared_and_the_versions_named(command, old, tmp_path):
    shutil.copytree(old, tmp_path / "new")
    report = json.loads((old / "build.json").read_bytes())
    (tmp_path / "new" / "build.json").write_text(json.dumps(report | {"lawgraph": "0.0.9"}))
    done = command("diff", old, tmp_path / "new")
    assert done.status == 0
    assert "→ 0.0.9" in done.out
