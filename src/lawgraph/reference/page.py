"""The ontology as one page: readable in English and Chinese, every term an anchor, nothing fetched."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from lawgraph.graph import queries
from lawgraph.model import Property
from lawgraph.reference.terms import Term, Text, expanded, read

if TYPE_CHECKING:
    from collections.abc import Callable

_EDGES = frozenset(f"lg:{prop.value}" for prop in Property)
_ENTITY, _BODY, _CLAIM = "lg:Entity", "lg:Institution", "lg:Claim"


def render() -> str:
    """Return the page as HTML. The same package gives the same bytes."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only this page needs it here

    environment = Environment(
        loader=PackageLoader("lawgraph.reference", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    ontology = read()
    style = resources.files("lawgraph.reference").joinpath("style.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        ontology=ontology,
        groups=groups(),
        edges=[term for term in ontology.terms if term.name in _EDGES],
        questions=[queries.load(name) for name in queries.names()],
        expanded=expanded,
        style=style,
    )


def groups() -> list[tuple[str, Text, list[Term]]]:
    """Return the terms in groups, each term in one: an anchor, a heading and the terms in the order of the file."""
    terms = read().by_name

    def below(term: Term, name: str) -> bool:
        return name in term.above or any(below(terms[one], name) for one in term.above if one in terms)

    tests: list[tuple[str, Text, Callable[[Term], bool]]] = [
        ("kinds-of-institution", Text("Kinds of institution", "机构的类"), lambda term: below(term, _BODY)),
        ("nodes", Text("Nodes", "节点"), lambda term: term.name == _ENTITY or below(term, _ENTITY)),
        ("kinds-of-claim", Text("Kinds of claim", "陈述的类"), lambda term: below(term, _CLAIM)),
        ("records", Text("Where it is said", "出处"), lambda term: term.is_class),
        ("edges", Text("Edges", "关系"), lambda term: term.name in _EDGES),
        ("inverses", Text("Inverses (not asserted in data)", "逆关系（数据中不写出）"), lambda term: term.inverse in _EDGES or term.name in {"lg:divisionOf", "lg:contains"}),
        ("belonging", Text("Division, kind and level", "区划、类别与级别"), lambda term: "owl:ObjectProperty" in term.kinds),
        ("of-claims", Text("What a claim carries", "陈述的属性"), lambda term: term.domain == _CLAIM),
        ("of-nodes", Text("What a node or an article carries", "节点与文章的属性"), lambda _: True),
    ]
    found: dict[str, list[Term]] = {anchor: [] for anchor, _, _ in tests}
    for term in terms.values():
        found[next(anchor for anchor, _, test in tests if test(term))].append(term)
    # Kinds are read after what they are kinds of.
    order = ("nodes", "kinds-of-institution", "records", "kinds-of-claim")
    headings = {anchor: heading for anchor, heading, _ in tests}
    rest = [anchor for anchor in headings if anchor not in order]
    return [(anchor, headings[anchor], found[anchor]) for anchor in (*order, *rest)]
