"""The sentence that a difference stands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article, and where a claim stands on it, the claim's ``rule`` and ``confidence``."""

    article: str
    title: str
    date: str | None
    quote: str
    rule: str | None = None
    confidence: float | None = None
