"""Verifying: each kind of damage to a built folder is found, and names the claim."""

from __future__ import annotations

import hashlib
import json
import re
import shutil

import pytest

import lawgraph
from lawgraph.check.verify import verify
from lawgraph.errors import OutputError
from lawgraph.graph.stream import Progress
from lawgraph.model import Kind, Property


@pytest.fixture
def folder(built, tmp_path):
    """A copy of the build of the sample pages, to be damaged."""
    return shutil.copytree(built, tmp_path / "build")


@pytest.fixture
def damage(folder):
    """Return a function that edits one file, writes its new hash down, and returns what verify finds."""

    def change(name, edit):
        path = folder / name
        text = edit(path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")
        report = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        report["files"][name] = hashlib.sha256(text.encode()).hexdigest()
        if name != "build.json":
            (folder / "build.json").write_text(json.dumps(report), encoding="utf-8")
        return [str(finding) for finding in verify(folder)]

    return change


def edit_record(number, **fields):
    """Return an edit of one line of a JSON Lines file."""

    def edit(text):
        lines = text.splitlines(keepends=True)
        lines[number] = json.dumps(json.loads(lines[number]) | fields, ensure_ascii=False) + "\n"
        return "".join(lines)

    return edit


@pytest.fixture
def claim(graph):
    """The first claim in claims.jsonl and graph.ttl."""
    return graph.knowledge.claims[0]


def block(text, name):
    """Return where the statements on a node begin and end."""
    start = text.index(f"\n{name} a ")
    return start, text.index(" .\n", start) + 3


def without(pattern, name):
    """Return an edit that takes a statement from a node."""

    def edit(text):
        start, end = block(text, name)
        return text[:start] + re.sub(pattern, "", text[start:end], count=1) + text[end:]

    return edit


def replaced(old, new, name):
    def edit(text):
        start, end = block(text, name)
        assert old in text[start:end]
        return text[:start] + text[start:end].replace(old, new, 1) + text[end:]

    return edit


def without_node(name):
    def edit(text):
        start, end = block(text, name)
        return text[:start] + text[end:]

    return edit


def edge(claim):
    return f"lg:{claim.claim.property.value} {claim.object.kind.value.lower()}:{claim.object.id}"


def test_a_build_is_sound(built, seeds, monkeypatch):
    stages = []
    assert list(verify(built, progress=Progress(begin=lambda name, _: stages.append(name)))) == []
    assert stages == ["Reading articles.jsonl", "Reading claims.jsonl", "Reading entities.jsonl", "Reading graph.ttl"]


def test_a_build_with_hostile_text_is_sound(tmp_path):
    page = 'title\n\n来源:示例法治报 2022-09-22\n\n本报讯 宜宾市司法局局长杨国庆说"""法"""\\ <script>。宜宾市司法局印发《"a"\\b办法》。\n'
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    graph = lawgraph.build([tmp_path / "page.txt"], base_iri="https://example.org/data#")
    assert graph.knowledge.claims
    graph.write(tmp_path / "out")
    assert [str(finding) for finding in verify(tmp_path / "out")] == []


def test_an_inferred_edge_needs_its_inference(damage, graph):
    bureau = next(entity for entity in graph.knowledge.entities if entity.label == "包头市司法局")
    (superior,) = [edge[2] for edge in graph.knowledge.inferred_edges if edge[0] == bureau]
    inference = r"\ninference:\w+ a lg:Inference ;\n    rdf:subject institution:150200-sifaju ;.*?"
    found = damage("graph.ttl", lambda text: re.sub(inference + r" \.\n", "", text, count=1, flags=re.DOTALL))
    assert f"institution:{bureau.id} lg:partOf institution:{superior.id}: has no claim, and no rule supplies it" in found


def test_a_quote_that_is_not_at_its_offsets(damage, claim):
    found = damage("claims.jsonl", edit_record(0, quote="别的话"))
    spot = f"[{claim.claim.start}, {claim.claim.end}) of article:{claim.article_id}"
    assert len(found) == 1
    assert found[0].startswith(f"claim:{claim.id}: its quote is not at {spot}: there stands “")


def test_offsets_outside_the_text(damage, claim):
    found = damage("claims.jsonl", edit_record(0, end=10**6))
    assert f"claim:{claim.id}: its quote [{claim.claim.start}, 1000000) lies outside the text of article:{claim.article_id}" in found[0]


def test_moved_offsets_differ_from_the_graph(damage, claim):
    found = damage("claims.jsonl", edit_record(0, start=claim.claim.start + 1))
    assert any(one.startswith(f"claim:{claim.id}: its quote is not at") for one in found)
    assert any(one.startswith(f"claim:{claim.id}: prov:wasDerivedFrom is “evidence:") for one in found)


def test_a_direct_edge_without_a_claim(damage, graph):
    official = next(entity for entity in graph.knowledge.entities if entity.kind is Kind.OFFICIAL)
    body = next(entity for entity in graph.knowledge.entities if entity.kind is Kind.INSTITUTION)
    name, edge = f"official:{official.id}", f"lg:holdsPost institution:{body.id}"
    found = damage("graph.ttl", replaced("a lg:Official ;", f"a lg:Official ;\n    {edge} ;", name))
    assert f"{name} {edge}: has no claim, and no rule supplies it" in found


def test_a_claim_whose_direct_edge_is_missing(damage, graph):
    claim = next(one for one in graph.knowledge.claims if one.claim.property is Property.LEADS)
    subject = f"official:{claim.subject.id}"
    found = damage("graph.ttl", without(rf" ;\n    lg:leads institution:{claim.object.id}", subject))
    assert f"claim:{claim.id}: its edge {subject} {edge(claim)} is not in graph.ttl" in found


def test_cooperation_in_one_direction(damage, graph):
    claim = next(one for one in graph.knowledge.claims if one.claim.property is Property.COOPERATES_WITH)
    subject = f"institution:{claim.object.id}"
    found = damage("graph.ttl", without(rf"(?<=cooperatesWith )institution:{claim.subject.id}, | ;\n    lg:cooperatesWith institution:{claim.subject.id}(?= )", subject))
    assert len(found) == 1
    assert found[0].startswith(f"claim:{claim.id}: its edge {subject} lg:cooperatesWith institution:{claim.subject.id} is not in graph.ttl")


def test_an_article_whose_text_was_changed(damage, graph):
    article = graph.knowledge.articles[0]
    found = damage("articles.jsonl", edit_record(0, text=article.text + "。"))
    assert f"article:{article.id}: its text is not the one that was read (SHA-256 differs)" in found
    assert f"article:{article.id}: its lg:sha256 is not that of its text" in found


def test_an_article_whose_hash_was_changed_with_its_text(damage, graph):
    """Whoever edits a text and hashes it anew still has the id that came from the old one."""
    article = graph.knowledge.articles[0]
    text = article.text + "。"
    found = damage("articles.jsonl", edit_record(0, text=text, sha256=hashlib.sha256(text.encode()).hexdigest()))
    assert f"article:{article.id}: its id does not begin its SHA-256" in found


def test_an_article_that_is_gone(damage, graph, claim):
    found = damage("articles.jsonl", lambda text: "".join(line for line in text.splitlines(keepends=True) if claim.article_id not in line[:40]))
    assert f"claim:{claim.id}: its article {claim.article_id} is not in articles.jsonl" in found
    assert f"article:{claim.article_id}: is not in articles.jsonl" in found
    assert any(one.startswith("build.json: tells of") for one in found)


def test_a_rule_that_the_installed_version_does_not_know(damage, claim):
    found = damage("claims.jsonl", edit_record(0, rule="leads.guess/1"))
    assert any(one.startswith(f"claim:{claim.id}: its rule leads.guess/1 is unknown to lawgraph ") for one in found)


def test_another_version_of_a_rule(damage, claim):
    rule, _, version = claim.claim.rule.rpartition("/")
    found = damage("claims.jsonl", edit_record(0, rule=f"{rule}/99"))
    assert any(one.startswith(f"claim:{claim.id}: its rule {rule}/99 is another version") and one.endswith(f"{rule}/{version}") for one in found)


@pytest.mark.parametrize("name", ["articles.jsonl", "claims.jsonl", "graph.ttl", "network.html"])
def test_a_file_that_the_build_did_not_write(folder, name):
    with (folder / name).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("\n" if name != "network.html" else "<!-- -->")
    assert f"{name}: is not the file that the build wrote (SHA-256 differs)" in [str(finding) for finding in verify(folder)]


@pytest.mark.parametrize("name", ["articles.jsonl", "claims.jsonl", "graph.ttl"])
def test_a_file_that_is_gone(folder, name):
    (folder / name).unlink()
    assert any(str(finding).startswith(f"{name}: cannot be read") for finding in verify(folder))


@pytest.mark.parametrize("name", ["articles.jsonl", "claims.jsonl"])
def test_a_line_that_is_no_record(damage, name):
    found = damage(name, lambda text: text.replace("{", "[", 1))
    assert f"{name}: line 1 is no record of a build" in found


def test_a_graph_that_is_no_turtle(damage):
    found = damage("graph.ttl", lambda text: text[: len(text) // 2] + "<<<")
    assert any(one.startswith("graph.ttl: is no Turtle") for one in found)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("lg:confidence 0.", "lg:confidence 0.0", "lg:confidence is"),
        ("lg:rule ", 'lg:role "党委书记"@zh ;\n    lg:rule ', "lg:role is"),
        ("rdf:object institution:", "rdf:object institution:x", "rdf:object is"),
        ("prov:wasDerivedFrom evidence:a", "prov:wasDerivedFrom evidence:b", "prov:wasDerivedFrom is"),
    ],
)
def test_a_claim_that_the_graph_tells_otherwise(damage, graph, old, new, says):
    claim = next(one for one in graph.knowledge.claims if one.object.kind is Kind.INSTITUTION and one.claim.role is None)
    found = damage("graph.ttl", replaced(old, new, f"claim:{claim.id}"))
    assert len(found) == 1
    assert found[0].startswith(f"claim:{claim.id}: {says} “")
    assert found[0].endswith("in claims.jsonl")


def test_a_claim_that_the_graph_lacks(damage, claim):
    assert f"claim:{claim.id}: is not in graph.ttl" in damage("graph.ttl", without_node(f"claim:{claim.id}"))


def test_a_claim_that_the_records_lack(damage, claim):
    found = damage("claims.jsonl", lambda text: text.partition("\n")[2])
    assert f"claim:{claim.id}: is not in claims.jsonl, or is twice in graph.ttl" in found
    assert any(one.endswith(": has no claim, and no rule supplies it") for one in found)


def test_a_claim_that_is_there_twice(damage, claim):
    assert f"claim:{claim.id}: is twice in claims.jsonl" in damage("claims.jsonl", lambda text: text.partition("\n")[0] + "\n" + text)


def test_evidence_whose_words_are_not_in_the_text(damage, claim):
    name = f"evidence:{claim.article_id}-{claim.claim.start}-{claim.claim.end}"
    found = damage("graph.ttl", replaced('oa:exact "', 'oa:exact "不', name))
    assert found == [f"{name}: its words are not at [{claim.claim.start}, {claim.claim.end}) of article:{claim.article_id}"]


def test_evidence_that_the_graph_lacks_names_its_claim(damage, claim):
    name = f"evidence:{claim.article_id}-{claim.claim.start}-{claim.claim.end}"
    found = damage("graph.ttl", without_node(name))
    assert len(found) == 1
    assert re.fullmatch(rf"claim:c\w+: its {name} is not in graph.ttl", found[0])


def test_evidence_without_an_end(damage, claim):
    name = f"evidence:{claim.article_id}-{claim.claim.start}-{claim.claim.end}"
    found = damage("graph.ttl", without(r" ;\n    oa:end \d+", name))
    assert found == [f"{name}: has not one article, start, end and text each"]


@pytest.mark.parametrize("fields", [{"subject": None}, {"start": "0"}, {"rule": 5}, {"confidence": "high"}, {"property": "likes"}])
def test_a_record_of_the_wrong_form_stops_nothing(damage, claim, fields):
    found = damage("claims.jsonl", edit_record(0, **fields))
    assert any(one.startswith(f"claim:{claim.id}: ") for one in found)


def test_an_older_build_says_so(folder):
    report = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    del report["files"]
    (folder / "build.json").write_text(json.dumps(report), encoding="utf-8")
    assert [str(finding) for finding in verify(folder)] == ["build.json: has no hashes of the files: it was written by an older version"]


def test_inputs_are_hashed_again_where_asked(tmp_path, seeds):
    page = shutil.copy(seeds / "seed-000.txt", tmp_path)
    lawgraph.build([page]).write(tmp_path / "out")
    assert list(verify(tmp_path / "out", inputs=True)) == []
    with open(page, "a", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write("。")
    assert [str(finding) for finding in verify(tmp_path / "out", inputs=True)] == [f"{page}: is not the file that was read (SHA-256 differs)"]
    assert list(verify(tmp_path / "out")) == []


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_folder_that_is_no_build(tmp_path, content):
    if content is not None:
        (tmp_path / "build.json").write_text(content, encoding="utf-8")
    with pytest.raises(OutputError):
        list(verify(tmp_path))


# The command


def test_command(command, built, folder):
    done = command("verify", built)
    assert done.status == 0, done.err
    assert "All holds" in done.out
    text = (folder / "graph.ttl").read_text(encoding="utf-8")
    (folder / "graph.ttl").write_text(text.replace("lg:confidence", "lg:confidense"), encoding="utf-8")
    done = command("verify", folder, "-q", "--limit", 2)
    assert done.status == 1
    assert done.err == ""
    count = text.count("lg:confidence") + 1
    assert done.out.splitlines()[2:] == [f"… and {count - 2} more (--limit 0 shows all)", f"{count} things do not hold."]
    done = command("verify", folder, "-q", "--format", "json", "--limit", 0)
    assert done.status == 1
    report = json.loads(done.out)
    assert (report["sound"], report["total"], len(report["findings"])) == (False, count, count)
    assert command("verify", folder.parent, "-q").status == 2


def test_other_publications_of_a_text_are_compared_too(tmp_path):
    text = "包头市司法局局长张志刚介绍，该局启动“草原法律管家”项目。"
    lines = [json.dumps({"text": text, "title": "管家", "publisher": name, "date": f"2021-03-0{n}"}, ensure_ascii=False) for n, name in enumerate(("甲报", "乙报"), 1)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    folder = tmp_path / "out"
    lawgraph.build([tmp_path / "in.jsonl"]).write(folder)
    assert list(verify(folder)) == []
    graph = (folder / "graph.ttl").read_text(encoding="utf-8")
    (copy,) = re.findall(r"\narticle:(a[0-9a-f]{16}-[0-9a-f]{6}) a lg:Article", graph)
    lost = re.sub(rf"\narticle:{copy} a lg:Article(?:.|\n)*? \.\n", "", graph)
    (folder / "graph.ttl").write_text(lost, encoding="utf-8")
    assert f"article:{copy}: is not in graph.ttl" in [str(finding) for finding in verify(folder)]
    for odd in ("x", [1, {"id": 2}], {"id": copy}):
        record = json.loads((folder / "articles.jsonl").read_text(encoding="utf-8")) | {"copies": odd}
        (folder / "articles.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
        assert list(verify(folder))


def place_of(folder, label):
    lines = (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines) if json.loads(line)["label"] == label)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda record: record["mentions"][0].update(end=10**6), "lies outside the text of article:"),
        (lambda record: record["mentions"][0].update(article="a0000000000000000"), "its article a0000000000000000 is not in articles.jsonl"),
        (lambda record: record["merges"].pop(), "its merges do not lead from each of its mentions to each other"),
        (lambda record: record["merges"].append(record["merges"][0]), "its merges do not lead from each of its mentions to each other"),
        (lambda record: record["merges"].__setitem__(0, {**record["merges"][0], "right": record["merges"][0]["left"]}), "its merges do not lead"),
        (lambda record: record["merges"][0].update(right=10**6), "is no record of a node"),
        (lambda record: record.update(mentions=[], merges=[]), "has no mention and is not inferred"),
        (lambda record: record.update(inferred=True), "is inferred and has mentions"),
    ],
)
def test_a_node_whose_mentions_or_merges_do_not_hold(folder, damage, change, told):
    number = place_of(folder, "包头市司法局")
    record = json.loads((folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()[number])
    change(record)
    found = damage("entities.jsonl", edit_record(number, **record))
    assert any(one.startswith("institution:150200-sifaju: ") and told in one for one in found)


def test_a_node_that_is_missing_or_twice_in_the_list_of_nodes(folder, damage):
    number = place_of(folder, "包头市司法局")
    lines = (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    found = damage("entities.jsonl", lambda _: "".join(lines[:number] + lines[number + 1 :]))
    assert any(one.endswith("its institution:150200-sifaju is not in entities.jsonl") for one in found)
    found = damage("entities.jsonl", lambda _: "".join([*lines, lines[number]]))
    assert "institution:150200-sifaju: is twice in entities.jsonl" in found
