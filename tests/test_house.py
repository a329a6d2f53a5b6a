"""The order of the house: what a reader may rely on without reading everything."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from lawgraph.cli import app
from lawgraph.extract.registry import RULES
from lawgraph.graph import queries

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "lawgraph").rglob("*.py"))
STAGES = ("read", "extract", "resolve", "graph", "view")
DATA = Path(__file__).parent / "data"
README, CHINESE, ARCHITECTURE = (ROOT / name for name in ("README.md", "README.zh-CN.md", "ARCHITECTURE.md"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """The files that are part of the project: git's, or all where this is no checkout."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
        paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for folder in ("src", "tests", "ontology", "seeds", "tools") for path in (ROOT / folder).rglob("*")]
        paths += ROOT.glob("*.*")
    return [path for path in paths if path.is_file()]


# The code


def test_no_stage_imports_a_later_one():
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_contract_names_every_stage():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {name.strip() for layer in contracts[0]["layers"] for name in layer.split("|")}
    parts = {f"lawgraph.{path.stem}" for path in (ROOT / "src" / "lawgraph").glob("*.py") if path.stem != "__init__"}
    parts |= {f"lawgraph.{path.parent.name}" for path in (ROOT / "src" / "lawgraph").glob("*/__init__.py")}
    assert layers == parts


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_module_says_what_it_is_and_is_short_enough_to_read(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} has no docstring"
    assert text.count("\n") <= 400


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name != "cli"], ids=name_of)
def test_library_prints_nothing_and_reads_no_clock_no_chance_and_no_network(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in called
    imported = {alias.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported & {"time", "random", "secrets", "uuid", "locale", *({"socket"} if path.stem != "running" else ()), "http", "requests", "urllib3"} == set()
    text = path.read_text(encoding="utf-8")
    assert "urllib.request" not in text
    assert not re.search(r"\b(date)?time\.(now|today|utcnow)\(|\bdate\.today\(", text)


def test_rules_are_those_on_record(expected):
    """A new rule, or a new version of one, is seen in the difference of this file."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    expected(json.dumps([rule.name for rule in RULES], indent=1) + "\n", DATA / "rules.json")


# What is installed


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, unpacked: what a user gets from ``pip install``."""
    from hatchling import build

    folder = tmp_path_factory.mktemp("wheel")
    here = Path.cwd()
    os.chdir(ROOT)  # the build backend's own contract
    try:
        name = build.build_wheel(str(folder))
    finally:
        os.chdir(here)
    with zipfile.ZipFile(folder / name) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_wheel_holds_code_data_ontology_and_licence(wheel):
    held = {path.relative_to(wheel / "lawgraph").as_posix() for path in (wheel / "lawgraph").rglob("*") if path.is_file()}
    package = ROOT / "src" / "lawgraph"
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    wanted = {path.relative_to(package).as_posix() for path in files}
    wanted |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "ontology").rglob("*") if path.is_file()}
    assert wanted <= held
    assert list(wheel.glob("*.dist-info/licenses/LICENSE"))


def test_wheel_builds_and_answers_outside_the_checkout(wheel, seeds, tmp_path):
    environment = os.environ | {"PYTHONPATH": str(wheel), "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*args: object) -> str:
        arguments = [sys.executable, "-m", "lawgraph.cli", *map(str, args)]
        done = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [sys.executable, "-c", "import lawgraph; print(lawgraph.__file__)"]
    place = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert place.stdout.startswith(str(wheel))
    run("build", seeds, "-o", "out", "-q")
    assert "杨国庆" in run("query", "out", "leaders", "-f", "csv")


# The documents


def test_changelog_opens_with_the_version_of_the_package():
    found = re.findall(r"^## \[?(\d[^\]\s]*)\]?", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found[0] == PROJECT["version"]


@pytest.mark.parametrize("path", [README, CHINESE], ids=name_of)
def test_readme_tells_every_command_question_and_output_file(path, built):
    text = path.read_text(encoding="utf-8")
    commands = {one.name or one.callback.__name__ for one in app.registered_commands}
    for name in commands:
        assert f"lawgraph {name} " in text
    for name in (*queries.names(), *(file.name for file in built.iterdir())):
        assert f"`{name}`" in text
    for target in ("make demo", "make test"):
        assert target in text


def test_both_readmes_hold_the_same_code():
    def commands(path: Path) -> list[str]:
        blocks = re.findall(r"^```(?:sh|python)\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        return [re.sub(r" *#.*", "", line) for block in blocks for line in block.splitlines()]

    assert commands(README) == commands(CHINESE)


@pytest.mark.parametrize("path", [README, CHINESE], ids=name_of)
def test_answer_in_the_readme_is_the_real_one(path, built, command, expected, monkeypatch):
    """The block that follows ``$ lawgraph query …`` is what the command prints."""
    text = path.read_text(encoding="utf-8")
    (shown,) = re.finditer(r"^```console\n\$ lawgraph query output ([^\n]*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    done = command("query", built, *shlex.split(shown[1]))
    assert done.status == 0, done.err
    monkeypatch.setenv("COLUMNS", "100")
    expected(text[: shown.start(2)] + done.out + text[shown.end(2) :], path)


@pytest.mark.parametrize("path", [README, CHINESE], ids=name_of)
def test_python_in_the_readme_runs(path, seeds, tmp_path, monkeypatch):
    (tmp_path / "seeds").symlink_to(seeds)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.print", lambda *_: None)
    (code,) = re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(code, path.name, "exec"), {})


@pytest.mark.parametrize("path", [README, CHINESE, ARCHITECTURE, ROOT / "CHANGELOG.md", ROOT / "seeds" / "README.md"], ids=name_of)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_architecture_names_every_stage_and_paths_that_there_are():
    text = ARCHITECTURE.read_text(encoding="utf-8")
    assert all(f"`{stage}/`" in text for stage in STAGES)
    paths = [path for path in re.findall(r"`((?:src|ontology|tests|seeds|tools)/[^`\s]+)`", text) if "NAME" not in path]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_no_file_names_a_place_of_one_machine():
    folders = "work|farm|root|home/[a-z]|Users/[A-Za-z]"
    places = re.compile(rf"(?<![\w.~<*/])/(?:{folders})(?:/|\b(?=\s))|\b[A-Z]:\\Users\\|\b(?:index-url|trusted-host)\b")
    found = {}
    for path in tracked():
        if path.suffix in {".png", ".gz", ".pdf", ".tsv"} or path == Path(__file__):
            continue
        for match in places.finditer(path.read_text(encoding="utf-8", errors="replace")):
            found.setdefault(name_of(path), match[0])
    assert found == {}
