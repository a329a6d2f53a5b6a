import csv
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest

from lawgraph.cli import app
from lawgraph.graph import queries

FILES = {"abstained.jsonl", "articles.jsonl", "build.json", "claims.jsonl", "entities.jsonl", "graph.ttl", "network.html"}
COMMANDS = sorted(one.name or one.callback.__name__ for one in app.registered_commands)
LEADER = "SELECT ?name WHERE { ?official lg:leads ?body ; rdfs:label ?name . ?body rdfs:label '宜宾市司法局'@zh }"


def page(title: str, body: str) -> str:
    return f"{title}\n\n来源:示例法治报 2022-09-22 15:11\n\n{body}\n"


PAGE = page(
    "表彰大会召开",
    "本报讯 9月2日,表彰大会在北京召开。宜宾市司法局获评“全国司法行政系统先进集体”。"
    "宜宾市司法局党委书记、局长杨国庆说,党建和业务要一起谋划。",
)


def written(folder):
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


# build


def test_build_reads_a_file(command, seeds, tmp_path):
    done = command("build", seeds / "seed-003.txt", "-o", tmp_path / "out")
    assert done.status == 0, done.err
    assert written(tmp_path / "out") == FILES


def test_build_reads_files_and_folders_together(command, seeds, tmp_path):
    more = tmp_path / "more"
    more.mkdir()
    (more / "page.txt").write_text(PAGE, encoding="utf-8")
    done = command("build", seeds / "seed-003.txt", more, "--output", tmp_path / "out")
    assert done.status == 0, done.err
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert [one["source"] for one in report["inputs"]] == sorted([str(more / "page.txt"), str(seeds / "seed-003.txt")])


def test_build_reads_stdin(command, tmp_path):
    done = command("build", "-", "-o", tmp_path / "out", stdin=PAGE.encode())
    assert done.status == 0, done.err
    article = json.loads((tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8"))
    assert article["source"] == "-"
    assert "杨国庆" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_build_reads_json_lines_from_stdin(command, tmp_path):
    lines = "".join(
        json.dumps({"title": f"第{n}篇", "text": f"宜宾市司法局召开第{n}次工作会议。", "date": "2022-09-22"}) + "\n" for n in (1, 2)
    )
    assert command("build", "-", "-o", tmp_path / "out", stdin=lines.encode()).status == 0
    articles = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["source"] for line in articles) == ["-#1", "-#2"]


def test_build_writes_into_output_where_no_folder_is_named(command, seeds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command("build", seeds / "seed-003.txt").status == 0
    assert written(tmp_path / "output") == FILES


def test_build_tells_what_it_found_and_what_to_do_next(command, seeds, tmp_path):
    done = command("build", seeds, "-o", tmp_path / "out")
    assert "5 articles" in done.out
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    cells = [cell for line in done.out.splitlines() for cell in re.split(r"[│┃]", line)]
    numbers = {cell.strip() for cell in cells if cell.strip().isdigit()}
    assert {str(report["counts"][name]) for name in ("Institution", "Honour", "leads", "nodes", "edges")} <= numbers
    assert "network.html" in done.out
    asked = re.findall(r"lawgraph query .+ (\S+)$", done.out, re.MULTILINE)
    assert asked
    assert set(asked) <= set(queries.names())
    assert "5/5" in done.err  # the progress bar


def test_build_tells_of_two_leaders_at_once(command, tmp_path):
    days = (("2021-01-10", "周立群"), ("2021-06-01", "李明远"), ("2021-12-01", "周立群"))
    pages = [{"title": day, "text": f"青州市司法局局长{name}出席{day[5:7]}月例会。", "date": day} for day, name in days]
    done = command("build", "-", "-o", tmp_path / "out", stdin="\n".join(map(json.dumps, pages)).encode())
    assert done.status == 0, done.err
    assert "1 pair of leaders cannot both be right" in " ".join(done.out.split())
    assert json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["tenures"] == {"tenures": 2, "conflicts": 1}
    answer = command("query", tmp_path / "out", "conflicts", "-f", "json")
    (row,) = json.loads(answer.out)
    assert (row["leader"], row["otherLeader"]) == ("周立群", "李明远")
    one = command("build", "-", "-o", tmp_path / "one", stdin=json.dumps(pages[0]).encode())
    assert "cannot both be right" not in one.out


def test_build_quiet_prints_nothing(command, seeds, tmp_path):
    done = command("build", seeds, "-o", tmp_path / "out", "--quiet")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_build_names_what_it_cannot_read_and_builds_the_rest(command, tmp_path):
    (tmp_path / "good.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = command("build", tmp_path, tmp_path / "absent.txt", "-o", tmp_path / "out", "-q")
    assert done.status == 1
    assert written(tmp_path / "out") == FILES
    lines = done.err.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(r"not read: LG100 .*absent\.txt: there is no such file or folder\. Check the path\.", lines[0])
    assert re.fullmatch(r"not read: LG100 .*empty\.txt: the input is empty\. .+\.", lines[1])


def test_build_of_nothing_readable_writes_nothing(command, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = command("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert done.status == 2
    assert "empty.txt" in done.err
    assert "nothing was written" in done.err
    assert not (tmp_path / "out").exists()


def test_build_shows_twenty_failures_and_says_where_the_rest_is(command, tmp_path):
    (tmp_path / "good.txt").write_text(PAGE, encoding="utf-8")
    absent = [tmp_path / f"absent-{n:02}.txt" for n in range(23)]
    done = command("build", tmp_path / "good.txt", *absent, "-o", tmp_path / "out", "-q")
    assert done.status == 1
    assert done.err.count("not read:") == 20
    assert "3 more" in done.err
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert len(report["failures"]) == 23


def test_build_into_a_place_that_cannot_be_written_says_so(command, seeds, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = command("build", seeds / "seed-003.txt", "-o", tmp_path / "file", "-q")
    assert done.status == 2
    assert re.match(r"lawgraph: LG300 .*file: .+\. .+\.", done.err)
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["[bold]", "a b", "结果", "[/]"])
def test_build_prints_the_name_of_the_folder_as_it_is(command, seeds, tmp_path, name):
    done = command("build", seeds / "seed-003.txt", "-o", tmp_path / name)
    assert done.status == 0, done.err
    assert str(tmp_path / name / "network.html") in done.out


def test_build_refuses_a_base_iri_that_is_none(command, seeds, tmp_path):
    done = command("build", seeds, "-o", tmp_path / "out", "--base-iri", "not an iri")
    assert done.status == 2
    assert done.err.startswith("lawgraph: LG")
    assert not (tmp_path / "out").exists()


def test_build_takes_another_base_iri(command, seeds, tmp_path):
    done = command("build", seeds / "seed-003.txt", "-o", tmp_path, "--base-iri", "https://data.example.org/law/", "-q")
    assert done.status == 0, done.err
    assert "<https://data.example.org/law/institution/>" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


# query


@pytest.mark.parametrize("form", ["csv", "json"])
def test_query_prints_data(command, built, graph, form):
    done = command("query", built, "leaders", "--format", form)
    assert done.status == 0, done.err
    rows = list(csv.DictReader(done.out.splitlines())) if form == "csv" else json.loads(done.out)
    answer = graph.query("leaders")
    assert [tuple(row[column] or None for column in answer.columns) for row in rows] == list(answer.rows)


def test_a_table_shows_iris_by_their_prefixes_and_nothing_that_a_terminal_obeys(command, built):
    sparql = """SELECT ?body ?class ?page ?words WHERE {
        ?body rdfs:label '宜宾市司法局'@zh ; a ?class . FILTER(?class = lg:Institution)
        BIND("https://example.com/article/1" AS ?page) BIND("\\u001B]0;x\\u0007法" AS ?words) }"""
    done = command("query", built, sparql)
    assert done.status == 0, done.err
    (row,) = [[cell.strip() for cell in line.strip("│").split("│")] for line in done.out.splitlines() if line.startswith("│")]
    assert row == ["institution:511500-sifaju", "lg:Institution", "https://example.com/article/1", "]0;x法"]
    assert done.out.endswith("1 row\n")
    assert "https://w3id.org/lawgraph/id/institution/511500-sifaju" in command("query", built, sparql, "-f", "csv").out


def test_query_prints_a_table(command, built, graph):
    done = command("query", built, "leaders")
    assert done.status == 0, done.err
    rows = graph.query("leaders").rows
    assert f"{len(rows)} rows" in done.out
    for row in rows:
        assert all(cell in done.out for cell in row if cell)


def test_query_takes_sparql(command, built):
    done = command("query", built, LEADER, "-f", "csv")
    assert (done.status, done.out) == (0, "name\n杨国庆\n")


def test_query_takes_a_file(command, built, tmp_path):
    file = tmp_path / "leader.rq"
    file.write_text("\ufeff" + LEADER, encoding="utf-8")
    assert command("query", built, file, "-f", "csv").out == "name\n杨国庆\n"


def test_query_takes_a_turtle_file_for_the_folder(command, built):
    assert command("query", built / "graph.ttl", LEADER, "-f", "csv").out == "name\n杨国庆\n"


def test_query_that_stops_at_its_limit_says_so(command, built, tmp_path):
    text = queries.load("leaders").sparql.replace("LIMIT 2000", "LIMIT 3")
    (tmp_path / "few.rq").write_text(text, encoding="utf-8")
    done = command("query", built, tmp_path / "few.rq", "-f", "csv")
    assert done.out.count("\n") == 4
    assert "stops at 3 rows" in done.err
    assert command("query", built, "leaders", "-f", "csv").err == ""


def test_query_prints_brackets_of_a_cell_as_they_are(command, built):
    assert "[bold]b[/bold]" in command("query", built, 'SELECT ("[bold]b[/bold]" AS ?cell) WHERE {}').out


def test_query_answers_ask_and_construct(command, built):
    assert command("query", built, "ASK { ?s lg:leads ?o }", "-f", "csv").out == "answer\ntrue\n"
    triples = json.loads(command("query", built, "CONSTRUCT WHERE { ?s lg:leads ?o }", "-f", "json").out)
    assert {row["predicate"] for row in triples} == {"<https://w3id.org/lawgraph/ontology#leads>"}


LEADER_ON = ("leader-on", "--institution", "宜宾市司法局")


def test_query_takes_the_values_of_a_question(command, built):
    done = command("query", built, *LEADER_ON, "--date=2022-09-22", "-f", "json")
    assert done.status == 0, done.err
    rows = json.loads(done.out)
    assert {row["leader"] for row in rows} == {"杨国庆"}
    assert {row["status"] for row in rows} == {"seen that day"}
    assert all("杨国庆" in row["sentenceBefore"] for row in rows)
    assert command("query", built, "-f", "json", *LEADER_ON, "--date", "2022-09-22").out == done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (LEADER_ON, "needs --date"),
        ((*LEADER_ON, "--date", "2021-04"), "no day"),
        ((*LEADER_ON, "--date", "2021-04-07", "--institution", "包头市司法局"), "given twice"),
        ((*LEADER_ON, "--date"), "no option with a value"),
        ((*LEADER_ON, "--date", "2021-04-07", "more"), "no option with a value"),
        ((*LEADER_ON, "--dat", "2021-04-07"), "no parameter --dat"),
        (("leaders", "--formt", "csv"), "no parameter --formt"),
        ((LEADER, "--date", "2021-04-07"), "takes no --date"),
    ],
)
def test_query_refuses_values_that_do_not_fit(command, built, words, said):
    done = command("query", built, *words)
    assert done.status == 2
    assert said in " ".join(done.err.split())


def test_query_shows_which_values_a_question_takes(command, built):
    listed = " ".join(command("query", built, "--list").out.split())
    assert "--institution NAME" in listed
    assert "--date DAY" in listed
    assert "leader-on --institution" in " ".join(command("query", "--help").out.split())


@pytest.mark.parametrize("args", [("--list",), ("-l",), ()])
def test_query_lists_the_questions(command, built, args):
    done = command("query", built, *args)
    assert done.status == 0, done.err
    for name in queries.names():
        assert queries.load(name).zh in done.out
        assert queries.load(name).en in done.out
        assert re.search(rf"\b{name}\b", done.out)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("leader", "leaders"),  # no such name: those that there are are told
        ("SELECT ?x WHERE { ?x lg:leads }", "line 1, column"),
        ("SELECT ?x WHERE { ?x nowhere:leads ?y }", "line 1, column"),
        ("SELECT * WHERE { SERVICE <https://example.org/sparql> { ?s ?p ?o } }", "SERVICE is refused"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", r"SPARQL Update \(INSERT\) is refused|SPARQL Update \(INSERT\): is refused"),
        ("DROP ALL #{", "is refused"),
    ],
)
def test_query_refuses_with_a_reason(command, built, query, said):
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    done = command("query", built, query)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("lawgraph: LG400 ")
    assert re.search(said.replace("SERVICE is", "SERVICE:? is"), done.err), done.err
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_query_of_a_folder_that_holds_no_build_says_so(command, tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        done = command("query", folder, "leaders")
        assert done.status == 2
        assert done.err.startswith(f"lawgraph: LG300 {folder}")
        assert "lawgraph build" in done.err


def test_query_of_a_file_that_is_no_turtle_says_so(command, built):
    done = command("query", built / "build.json", "leaders")
    assert done.status == 2
    assert "is no Turtle" in done.err


# the program


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_shows_examples(command, name):
    done = command(name, "--help")
    assert done.status == 0
    examples = done.out.partition("Examples")[2]
    assert examples.count(f"lawgraph {name}") >= 2


def test_no_arguments_show_the_commands(command):
    done = command()
    assert all(name in done.out + done.err for name in COMMANDS)


def test_version_is_that_of_the_package(command):
    assert command("--version").out == f"lawgraph {version('lawgraph')}\n"


@pytest.mark.parametrize("args", [("nope",), ("build",), ("build", "x", "--nope"), ("query", "x", "leaders", "-f", "xml")])
def test_wrong_usage_has_status_2(command, args):
    done = command(*args)
    assert done.status == 2
    assert "Usage" in done.err


def test_a_reader_that_closes_the_pipe_gets_no_traceback(built):
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-m", "lawgraph.cli", "query", str(built), "evidence", "--format", "json"]
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(arguments, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert b"Traceback" not in done.stderr


def test_chinese_is_printed_on_a_terminal_that_cannot_show_it(built):
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    arguments = [sys.executable, "-m", "lawgraph.cli", "query", str(built), "leaders"]
    done = subprocess.run(arguments, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ontology_shows_its_terms(command):
    done = command("ontology")
    assert done.status == 0, done.err
    assert "lg:leads" in done.out
    assert "领导" in done.out


def test_ontology_writes_a_page_and_its_turtle(command, tmp_path, root):
    assert command("ontology", "--html", "-o", tmp_path / "o.html").status == 0
    assert (tmp_path / "o.html").read_text(encoding="utf-8") == command("ontology", "--html").out
    assert command("ontology", "--turtle").out == (root / "ontology" / "lawgraph.ttl").read_text(encoding="utf-8")


def test_ontology_takes_one_form_at_a_time_and_names_the_file_that_it_cannot_write(command, tmp_path):
    assert command("ontology", "--html", "--turtle").status == 2
    done = command("ontology", "--html", "-o", tmp_path / "no" / "o.html")
    assert done.status == 2
    assert "cannot be written" in done.err
