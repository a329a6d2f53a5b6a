import io
import os
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgraph.errors import ReadError
from lawgraph.model import Article
from lawgraph.read import FORMATS, list_inputs, read_input, read_paths, reader, stream
from lawgraph.read.stream import Stream
from lawgraph.read.webpage import read_html

SENTENCE = "云岭市司法局召开会议，局长何志远主持。"


def test_formats(data):
    reading = read_paths([data])
    assert [article.source.rpartition("/")[2] for article in reading.articles] == [
        "day.md#1",
        "day.md#3",
        "gov.txt",
        "lines.jsonl#1",
        "lines.jsonl#6",
        "page.html",
        "paper.txt",
        "single.md",
        "traditional.txt",
        "wechat.txt",
    ]
    assert [error.subject.rpartition("/")[2] for error in reading.failures] == [
        f"lines.jsonl#{n}" for n in (2, 3, 5)
    ]
    assert [name for name, _ in reading.inputs] == list(list_inputs([data]))
    assert all(len(digest) == 64 for _, digest in reading.inputs)


def by_name(data, name):
    (article,) = read_paths([data / name]).articles
    return article


def test_html(data):
    article = by_name(data, "page.html")
    assert article.title == "云岭市司法局开展普法宣传活动"
    assert (article.publisher, article.date) == ("云岭市司法局", "2022-06-01")
    assert article.creators == ("周明", "李大明")
    assert article.url == "https://example.org/a/1.html"
    assert article.text.split("\n")[2] == "下一步，该局将继续推进普法工作。"
    assert len(article.text.split("\n")) == 3


def test_html_title_without_h1_is_plain_text():
    page = f"<title>云岭市司法局召开会议<script>alert(1)</script> | 法治网</title><p>{SENTENCE}</p>"
    article = read_html(page, "x")
    assert article.title.startswith("云岭市司法局召开会议")
    assert "<" not in article.title


def test_html_that_trafilatura_finds_empty_falls_back(monkeypatch):
    monkeypatch.setattr("lawgraph.read.webpage._main_text", lambda _: "")
    assert read_html(f"<div>首页</div><div>{SENTENCE}</div>", "x").text == SENTENCE


def test_markdown_day(data):
    first, second = read_paths([data / "day.md"]).articles
    assert (first.title, first.date, first.publisher) == ("云岭召开普法会议", "2023-01-02", "法治网")
    assert first.text == "1月1日，云岭市司法局召开会议。\n局长何志远\n出席。"
    assert first.url == "https://example.org/1.html"
    assert second.text == "临河县法律援助中心为农民工提供法律援助。"


def test_markdown_single(data):
    article = by_name(data, "single.md")
    assert (article.title, article.date, article.publisher) == (
        "云岭市司法局年度小结",
        "2022-12",
        "云岭市司法局",
    )
    assert article.creators == ("何志远", "周明")
    assert article.text == "一年来，云岭市司法局扎实推进工作。\n强化监督\n开展执法监督检查，成效明显。"


def test_jsonl(data):
    first, last = read_paths([data / "lines.jsonl"]).articles
    assert (first.title, first.date, first.url, first.creators) == (
        "任职",
        "2022-03-01",
        "https://example.org/1",
        ("周明",),
    )
    assert (last.text, last.creators, last.date) == ("临河县司法局召开会议。", ("林小雨", "周明"), None)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100000,
        '{"text": ' + "9" * 5000 + "}",
        '{"text": "\\ud800"',
        "null",
        '{"text": " "}',
        '{"text":"甲","date":5}',
    ],
)
def test_jsonl_hostile_lines(tmp_path, line):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{line}\n{{"text": "{SENTENCE}"}}', encoding="utf-8")
    reading = read_paths([path])
    assert [error.subject for error in reading.failures] == [f"{path}#1"]
    assert [article.source for article in reading.articles] == [f"{path}#2"]


def test_jsonl_line_over_the_limit_stops_no_other():
    handle = io.BytesIO(b"a" * 700_000 + b"\nbc\nd")
    assert list(Stream(handle, "x").lines(1000)) == [(1, None), (2, b"bc"), (3, b"d")]


def test_folder_rules(tmp_path):
    for name in ("b.txt", "a.TXT", ".hidden.txt", "README.md", "data.csv", "sub/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE + name, encoding="utf-8")
    assert [path.removeprefix(f"{tmp_path}/") for path in list_inputs([tmp_path])] == [
        "a.TXT",
        "b.txt",
        "sub/c.txt",
    ]
    assert read_paths([tmp_path / "README.md"]).articles  # named directly it is read


def test_order_of_paths_does_not_matter_and_duplicates_are_noted(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    heard: list[str] = []
    one = read_paths([tmp_path / "b.txt", tmp_path], on_article=heard.append)
    two = read_paths([tmp_path, tmp_path / "b.txt"])
    a, b = f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"
    assert one.articles == two.articles
    assert one.inputs == two.inputs
    assert [article.source for article in one.articles] == [a]
    assert one.duplicates == ((b, a),)
    assert heard == [a, b]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"GIF89a\x00\x01", "NUL"),
        ("page.docx", b"PK", "are not read"),
        ("empty.pdf", b"", "empty"),
        ("bad.pdf", b"%PDF-1.7 broken", "cannot be opened"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("english.txt", b"Only English here.", "no"),
        ("empty.html", b"<html><body></body></html>", "no"),
        ("nul\x00.txt", None, "NUL"),
    ],
)
def test_failures_are_reported(tmp_path, name, content, problem):
    path = f"{tmp_path}/{name}"
    if content is not None:
        (tmp_path / name).write_bytes(content)
    reading = read_paths([path])
    assert reading.articles == ()
    (failure,) = reading.failures
    assert problem in failure.problem
    assert failure.remedy


def test_empty_folder_and_pipe(tmp_path):
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    failures = read_paths([tmp_path / "sub", tmp_path / "pipe.txt"]).failures
    assert [error.problem[:10] for error in failures] == ["it is not ", "the folder"]


def test_pdf_without_pypdfium2_names_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (failure,) = read_paths([tmp_path / "a.pdf"]).failures
    assert 'pip install "lawgraph[pdf]"' in failure.remedy


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (f'{{"text": "{SENTENCE}"}}\n', [SENTENCE]),
        (f"<!DOCTYPE html><p>{SENTENCE}</p>", [SENTENCE]),
        (SENTENCE, [SENTENCE]),
        ("{" + SENTENCE, ["{" + SENTENCE]),
    ],
)
def test_stdin(data, texts):
    reading = read_paths(["-"], stdin=io.BytesIO(data.encode()))
    assert [article.text for article in reading.articles] == texts
    assert [name for name, _ in reading.inputs] == ["-"]


def test_stdin_that_was_not_given():
    assert read_paths(["-"]).failures[0].subject == "-"


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGE", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"a" * ((1 << 20) + 1))
    (failure,) = read_paths([tmp_path / "a.txt"]).failures
    assert "larger than 1 MiB" in failure.problem


@pytest.mark.parametrize(
    "piece", ["（记者 ", "来源：", "《", "，".replace("，", "，"), "2021-04-07 ", "[[", "<p ", "法"]
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_one_line_of_many_megabytes_takes_seconds(tmp_path, piece, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text(piece * (6 << 20 // len(piece.encode())), encoding="utf-8")
    start = time.monotonic()
    read_paths([path])
    assert time.monotonic() - start < 10


def test_markdown_of_many_lines_is_linear(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("云岭市司法局召开会议\n" * 60000 + SENTENCE, encoding="utf-8")
    start = time.monotonic()
    assert read_paths([path]).articles
    assert time.monotonic() - start < 5


def test_read_input_is_lazy(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{SENTENCE}"}}\n' * 3, encoding="utf-8")
    items = read_input(path)
    assert isinstance(next(items), Article)
    items.close()


@settings(max_examples=150, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    ),
    suffix=st.sampled_from(sorted(FORMATS)),
)
def test_any_bytes_give_articles_or_errors(data, suffix):
    for item in reader._read(Stream(io.BytesIO(data), "x"), FORMATS[suffix]):
        assert isinstance(item, (Article, ReadError))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="云岭司法局召开会议，。：来源记者张三 \n《》“”（）一、12021-04-07>|", max_size=300))
def test_any_page_of_chinese_is_read_or_refused(text):
    reading = read_paths(["-"], stdin=io.BytesIO(text.encode()))
    assert len(reading.articles) + len(reading.failures) == 1
    assert stream.MAX_PAGE > 0
