import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

from lawgraph.cache import fingerprint

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lawgraph"
#: Stages whose results a build keeps or writes.
WRITING = ("read", "lexicon", "extract", "resolve", "graph", "view")


def imported(folder: Path) -> set[str]:
    """The third-party modules that a stage imports, wherever in its code."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"lawgraph"}


def test_every_library_of_the_stages_is_part_of_the_fingerprint():
    projects = importlib.metadata.packages_distributions()
    for stage in WRITING:
        for module in imported(PACKAGE / stage):
            names = {re.sub(r"[-_.]+", "-", name).lower() for name in projects[module]}
            assert names & fingerprint.LIBRARIES, f"{stage} imports {module}, whose version is not in the fingerprint"


def test_libraries_are_named_with_their_versions():
    known = dict(one.rsplit("-", 1) for one in fingerprint.libraries())
    for name in ("jieba", "lxml", "pyoxigraph", "trafilatura"):
        assert known[name] == importlib.metadata.version(name)


def test_the_parts_are_there():
    for part in fingerprint.EXTRACTION:
        assert (PACKAGE / part).exists()
    assert set(fingerprint.READING) < set(fingerprint.EXTRACTION)
    assert len({fingerprint.digest_of(), fingerprint.digest_of(*fingerprint.READING), fingerprint.digest_of(*fingerprint.EXTRACTION)}) == 3


def test_no_part_is_missing_that_extraction_imports():
    """What the stages of extraction import of lawgraph is in the fingerprint of extraction."""
    parts = {part.removesuffix(".py") for part in fingerprint.EXTRACTION}
    for folder in ("read", "lexicon", "extract"):
        for path in (PACKAGE / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            used = {match[1] for match in re.finditer(r"(?:from|import) lawgraph\.(\w+)", text)}
            assert used <= parts, path


@pytest.mark.parametrize("change", ["content", "name", "more", "less", "data"])
def test_any_change_of_a_file_changes_the_digest(tmp_path, change):
    for name in ("one.py", "two.py", "words.toml"):
        (tmp_path / name).write_text(f"{name} = 1\n")
    (tmp_path / "__pycache__").mkdir()
    before = fingerprint.digest([tmp_path])
    (tmp_path / "__pycache__" / "one.pyc").write_bytes(b"made by the interpreter")
    assert fingerprint.digest([tmp_path]) == before
    match change:
        case "content":
            (tmp_path / "one.py").write_text("one = 2\n")
        case "name":
            (tmp_path / "one.py").rename(tmp_path / "three.py")
        case "more":
            (tmp_path / "three.py").touch()
        case "less":
            (tmp_path / "two.py").unlink()
        case "data":
            (tmp_path / "words.toml").write_text("words = 2\n")
    assert fingerprint.digest([tmp_path]) != before
