"""What every test may use: the sample pages, what was built from them, and the command itself."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import lawgraph
from lawgraph.cli import main

ROOT = Path(__file__).parents[1]
ARGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


def pytest_addoption(parser):
    parser.addoption(
        "--update-answers",
        action="store_true",
        help="Write what is found now into tests/data/ and the READMEs; read the difference before you commit it.",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of sample pages."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def graph(seeds) -> lawgraph.Graph:
    """The graph of the sample pages."""
    return lawgraph.build([seeds])


@pytest.fixture(scope="session")
def built(graph, tmp_path_factory) -> Path:
    """The folder that a build of the sample pages wrote. Read only: all tests share it."""
    folder = tmp_path_factory.mktemp("built") / "output"
    graph.write(folder)
    return folder


def _chromium():
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    reason = None if found else "no Chromium on this machine (apt-get install chromium)"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright, reason = None, "playwright is not installed (pip install playwright)"
    if reason:
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found, sync_playwright


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium."""
    path, sync_playwright = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS.split())
        yield browser
        browser.close()


@pytest.fixture
def expected(request):
    """Return a function that compares a text with a file, or writes it there with --update-answers."""
    update = request.config.getoption("--update-answers")

    def compare(text: str, path: Path) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is not there: write it with pytest --update-answers"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} says otherwise; if it is outdated: pytest --update-answers"

    return compare


class Done(NamedTuple):
    """What came of a command: its exit status and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch, capsys):
    """Return a function that runs ``lawgraph`` with these arguments, in this process."""
    monkeypatch.setenv("COLUMNS", "400")  # wide enough that no table breaks its lines
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")

    def run(*args: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["lawgraph", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        return Done(status, *capsys.readouterr())

    return run
