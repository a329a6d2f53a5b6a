"""A validation for machines: as JSON, and as the validation report that SHACL defines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgraph.check.constraints import SH
from lawgraph.check.words import component, problem
from lawgraph.graph.literals import string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.check.context import Passage
    from lawgraph.check.validate import Result, Validation


def to_json(validation: Validation, passages: dict[str, Passage]) -> str:
    """Return a JSON object: ``conforms``, the numbers, and the results that were kept."""
    record = {
        "conforms": validation.conforms,
        "nodes": validation.checked,
        "total": validation.total,
        "results": [_record(result, passages.get(result.focus)) for result in validation.results],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _record(result: Result, passage: Passage | None) -> dict[str, Any]:
    return {
        "node": result.focus.removeprefix("<").removesuffix(">"),
        "path": ("^" if result.shape.inverse else "") + result.path if result.path else None,
        "value": None if result.value is None else str(result.value),
        "component": component(result),
        "problem": problem(result),
        "article": passage.title if passage else None,
        "sentence": passage.sentence if passage else None,
    }


def to_turtle(validation: Validation) -> str:
    """Return a SHACL validation report (https://www.w3.org/TR/shacl/#validation-report) of the results that were kept."""
    return "".join(_report(validation))


def _report(validation: Validation) -> Iterator[str]:
    yield f"@prefix sh: <{SH}> .\n\n"
    conforms = str(validation.conforms).lower()
    if not validation.results:
        yield f"[] a sh:ValidationReport ;\n    sh:conforms {conforms} .\n"
        return
    names = [f"_:r{number}" for number in range(len(validation.results))]
    yield f"[] a sh:ValidationReport ;\n    sh:conforms {conforms} ;\n    sh:result {', '.join(names)} .\n"
    for name, result in zip(names, validation.results, strict=True):
        path = f"<{result.path}>" if result.path else None
        statements = {
            "sh:focusNode": result.focus,
            "sh:resultPath": f"[ sh:inversePath {path} ]" if path and result.shape.inverse else path,
            "sh:value": None if result.value is None else str(result.value),
            "sh:sourceShape": result.shape.id,
            "sh:sourceConstraintComponent": f"<{result.constraint.component}>",
            "sh:resultSeverity": f"<{result.shape.severity}>",
            "sh:resultMessage": string(problem(result)),
        }
        told = " ;\n    ".join(f"{predicate} {value}" for predicate, value in statements.items() if value)
        yield f"\n{name} a sh:ValidationResult ;\n    {told} .\n"
