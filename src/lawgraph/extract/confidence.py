"""How far a rule is to be trusted: its precision on the gold articles."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


@functools.cache
def _table() -> dict[str, dict[str, int]]:
    text = resources.files("lawgraph.extract").joinpath("confidence.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def confidence_of(identifier: str) -> float:
    """Return the smoothed precision (right + 1) / (n + 2) of a rule, 0.5 for one never measured.

    Laplace's rule of succession: a rule seen right twice in two cases is at 0.75, not at 1.
    """
    row = _table().get(identifier, {"right": 0, "n": 0})
    return round((row["right"] + 1) / (row["n"] + 2), 2)
