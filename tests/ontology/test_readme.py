"""What the ontology's own document points to is there, and what it counts is so many."""

import re

from lawgraph.graph import queries
from lawgraph.graph.queries import ontology_folder


def test_pointers_lead_somewhere():
    text = (ontology_folder() / "README.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:\.\./)[^`\s]+|[a-z]+\.(?:ttl|jsonld)|queries/)`", text)
    assert len(paths) > 25
    assert [path for path in paths if not (ontology_folder() / path).exists()] == []


def test_every_line_of_the_checklist_is_a_yes_or_a_no_with_its_reason():
    text = (ontology_folder() / "README.md").read_text(encoding="utf-8").split("## The checklist")[1]
    rows = [row.strip("|").split("|") for row in text.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 20
    for _, answer, where in rows:
        assert answer.strip().startswith("yes") or re.match(r"\*\*no\*\*[,:] \w", answer.strip()), answer
        assert where.strip() or answer.strip().startswith("**no**") or "so far" in answer


def test_counts_are_so(root):
    text = (ontology_folder() / "README.md").read_text(encoding="utf-8")
    (counted,) = re.findall(r"\| (twenty-\w+|thirty(?:-\w+)?) questions", text)
    tens, _, ones = counted.partition("-")
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    assert len(queries.names()) == {"twenty": 20, "thirty": 30}[tens] + words.index(ones)
    assert "fifteen" in text
    assert len(list((root / "tests" / "ontology" / "pitfalls").glob("*.rq"))) == 15
    for path in (*ontology_folder().glob("*.ttl"), *ontology_folder().glob("*.jsonld")):
        assert f"`{path.name}`" in text
