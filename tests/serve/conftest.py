"""A folder that a build wrote, one hostile article among its sources, and servers of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from starlette.testclient import TestClient

import lawgraph
from lawgraph.serve import Limits, application

HOSTILE_TITLE = '"""<script>alert(1)</script>\u202e<b>标题 {{ 7*7 }}'


@pytest.fixture(scope="session")
def folder(seeds, tmp_path_factory):
    """The sample pages and a hostile article, built."""
    place = tmp_path_factory.mktemp("served")
    hostile = {"title": HOSTILE_TITLE, "text": "包头市司法局党组书记、局长张志刚出席会议。" * 2, "date": "2021-03-23", "url": "javascript:alert(1)"}
    (place / "hostile.jsonl").write_text(json.dumps(hostile), encoding="utf-8")
    lawgraph.build([seeds, place / "hostile.jsonl"]).write(place / "output")
    return place / "output"


@pytest.fixture(scope="session")
def client(folder):
    """A client of a server whose queries may run for five seconds and answer 200 kB."""
    limits = Limits(query_seconds=5, result_bytes=200_000, request_bytes=10_000, workers=1)
    with TestClient(application(folder, limits=limits), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def ask(client):
    """Return a function that posts a query and returns the response."""

    def post(query, accept="application/sparql-results+json", **headers):
        return client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query", "Accept": accept, **headers})

    return post


@pytest.fixture(scope="session")
def address(folder):
    """The address of a server as the command starts it."""
    command = [sys.executable, "-m", "lawgraph.cli", "serve", str(folder), "--port", "0"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    for line in running.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            break
    else:
        pytest.fail("the server did not start")
    yield found[0]
    running.terminate()
    running.wait(20)
    running.stderr.close()
