"""JSON-LD with the published context: one node a line, read by people and by web developers.

The context is ``ontology/context.jsonld``, written into the file so that it is read without the web. What
the context has no term for is written in full, so no triple is lost.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph

from lawgraph.graph.files import atomic, read_error
from lawgraph.graph.names import BASE, NAMESPACES, PREFIXES, namespace
from lawgraph.graph.queries import ontology_folder

if TYPE_CHECKING:
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options
    from lawgraph.graph.stream import Group, Term

_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_INTEGER: Final = re.compile(r"0|-?[1-9]\d{0,14}")  # what JSON keeps exactly


@cache
def context() -> dict[str, Any]:
    """Return the published context. Raises OutputError where the installation lacks it."""
    path = ontology_folder() / "context.jsonld"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["@context"])
    except OSError as error:
        raise read_error(path, error) from error


def jsonld(built: Built, path: Path, options: Options) -> list[Path]:
    """Write one JSON object with the context and a list of nodes."""
    del options
    compactor = Compactor(built.base)
    with atomic(path) as stream:
        stream.write(b'{"@context": ' + _json(compactor.context) + b',\n"@graph": [')
        for number, group in enumerate(built.groups("Writing")):
            stream.write((b",\n" if number else b"\n") + _json(compactor.node(group)))
        stream.write(b"\n]}\n")
    return [path]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class Compactor:
    """Turns nodes into JSON by the context: terms for properties, prefixes for names."""

    def __init__(self, base: str) -> None:
        own = {kind: namespace(kind, base) for kind in NAMESPACES}
        self.context: Any = context() if base == BASE else [context(), own]
        terms = context() | own
        self._prefixes = {name: iri for name, iri in terms.items() if isinstance(iri, str) and not iri.startswith("@")}
        self._prefix_of = {iri: name for name, iri in self._prefixes.items()}
        self._aliases = {iri: name for name, iri in terms.items() if isinstance(iri, str) and iri.startswith("@")}
        # Of each property the terms, by what they make of a bare string: "@id", a language, a datatype, or text.
        self._terms: dict[str, dict[str, str]] = defaultdict(dict)
        for name, told in terms.items():
            if isinstance(told, dict):
                kind = told.get("@type") or (f"@{told['@language']}" if "@language" in told else "")
                self._terms[self._expand(told["@id"])][kind if kind == "@id" else self._expand(kind)] = name

    def node(self, group: Group) -> dict[str, Any]:
        """Return one node with its properties."""
        subject, properties = group
        node: dict[str, Any] = {self._aliases.get("@id", "@id"): self._name(subject)}
        for path, values in properties.items():
            if path == _TYPE:
                node[self._aliases.get("@type", "@type")] = [self._name(str(value)) for value in values]
                continue
            found: dict[str, list[Any]] = defaultdict(list)
            for value in values:
                key, shown = self._value(path, value)
                found[key].append(shown)
            node |= {key: shown[0] if len(shown) == 1 else shown for key, shown in found.items()}
        return node

    def _value(self, path: str, value: Term) -> tuple[str, Any]:
        terms = self._terms.get(path, {})
        # A term that makes nothing of a bare string takes every value; without one, the property's own name does.
        plain = terms.get("") or self._name(f"<{path}>")
        if not isinstance(value, pyoxigraph.Literal):
            name = self._name(str(value))
            return (terms["@id"], name) if "@id" in terms else (plain, {"@id": name})
        if value.language:
            kind = f"@{value.language}"
            return (terms[kind], value.value) if kind in terms else (plain, {"@value": value.value, "@language": value.language})
        datatype, text = value.datatype.value, value.value
        if datatype in terms:
            return terms[datatype], text
        if datatype == _XSD + "string":
            return plain, text
        if datatype == _XSD + "boolean" and text in {"true", "false"}:
            return plain, text == "true"
        if datatype == _XSD + "integer" and _INTEGER.fullmatch(text):
            return plain, int(text)
        return plain, {"@value": text, "@type": self._name(f"<{datatype}>")}

    def _name(self, term: str) -> str:
        """Return an IRI by its prefix, if one ends where its last part begins; a blank node as it is."""
        if not term.startswith("<"):
            return term
        iri = term[1:-1]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri

    def _expand(self, name: str) -> str:
        prefix, mark, local = name.partition(":")
        return self._prefixes[prefix] + local if mark and prefix in self._prefixes else name
