"""The description of a dataset in VoID and DCAT: what it holds, in figures that equal the data.

https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat/.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from lawgraph.graph.literals import string
from lawgraph.graph.names import CODES, ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.graph.stream import Term

_TYPE: Final = PREFIXES["rdf"] + "type"
_HEAD: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "void": "http://rdfs.org/ns/void#",
    "xsd": PREFIXES["xsd"],
}
_TITLE: Final = ("lawgraph: Chinese news about legal administration as a graph", "法治新闻图谱")
_GZIP: Final = "https://www.iana.org/assignments/media-types/application/gzip"
_NTRIPLES: Final = "https://www.iana.org/assignments/media-types/application/n-triples"


class Description:
    """Counts the nodes of a dataset as they pass by, each once."""

    def __init__(self, dataset: str, base: str) -> None:
        self._dataset = dataset
        self._base = base
        self._subjects = 0
        self._entities = 0
        self._classes: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()

    def add(self, subject: str, properties: dict[str, list[Term]]) -> None:
        """Count a node, named as in N-Triples, and its triples."""
        self._subjects += 1
        self._entities += subject.startswith("<" + self._base)
        for path, values in properties.items():
            self._properties[path] += len(values)
        self._classes.update(str(value) for value in properties.get(_TYPE, ()))

    def turtle(self, parts: list[dict[str, Any]]) -> str:
        """Return the description, with each part (``file``, ``bytes``, ``triples``) as a distribution."""
        return "".join(self._turtle(parts))

    def _turtle(self, parts: list[dict[str, Any]]) -> Iterator[str]:
        yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in _HEAD.items())
        classes = {iri: f"<{self._dataset}/class-{number}>" for number, iri in enumerate(sorted(self._classes))}
        paths = {iri: f"<{self._dataset}/property-{number}>" for number, iri in enumerate(sorted(self._properties))}
        files = {part["file"]: f"<{self._dataset}/{part['file']}>" for part in parts}
        vocabularies = sorted({iri for iri in (ONTOLOGY, CODES, *PREFIXES.values()) if any(path.startswith(iri) for path in self._properties)})
        yield _block(
            f"<{self._dataset}>",
            {
                "a": "void:Dataset, dcat:Dataset",
                "dcterms:title": f"{string(_TITLE[0], 'en')}, {string(_TITLE[1], 'zh')}",
                "dcterms:conformsTo": f"<{ONTOLOGY.rstrip('#')}>",
                "void:uriSpace": string(self._base),
                "void:triples": self._properties.total(),
                "void:entities": self._entities,
                "void:distinctSubjects": self._subjects,
                "void:classes": len(classes),
                "void:properties": len(paths),
                "void:vocabulary": ", ".join(f"<{iri}>" for iri in vocabularies),
                "void:classPartition": ", ".join(classes.values()),
                "void:propertyPartition": ", ".join(paths.values()),
                "dcat:distribution": ", ".join(files.values()),
            },
        )
        for iri, name in classes.items():
            yield _block(name, {"a": "void:Dataset", "void:class": iri, "void:entities": self._classes[iri]})
        for iri, name in paths.items():
            yield _block(name, {"a": "void:Dataset", "void:property": f"<{iri}>", "void:triples": self._properties[iri]})
        for part in parts:
            yield _block(
                files[part["file"]],
                {
                    "a": "dcat:Distribution",
                    "dcterms:title": string(part["file"]),
                    "dcat:byteSize": f'"{part["bytes"]}"^^xsd:nonNegativeInteger',
                    "dcat:mediaType": f"<{_NTRIPLES}>",
                    "dcat:compressFormat": f"<{_GZIP}>",
                    "void:triples": part["triples"],
                },
            )


def _block(subject: str, statements: dict[str, object]) -> str:
    told = " ;\n    ".join(f"{predicate} {value}" for predicate, value in statements.items() if value != "")
    return f"\n{subject} {told} .\n"
