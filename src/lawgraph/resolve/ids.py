"""Local names of IRIs: readable first, ASCII, and always the same for the same key."""

from __future__ import annotations

import hashlib
import re

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind

#: Long names are cut for the eye; the digest behind them keeps them apart.
_MAX_SLUG = 48


def digest(text: str, length: int = 6) -> str:
    """Return the first ``length`` hexadecimal digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]


def slug(text: str, *, person: bool = False) -> str:
    """Return the pinyin of a name in letters and digits: 司法局 is ``sifaju``."""
    spelt = re.sub(r"[^a-z0-9]+", "", pinyin(text, person=person).lower())
    return spelt[:_MAX_SLUG] or "x"


def entity_id(kind: Kind, label: str, key: str, code: str | None) -> str:
    """Return an entity's local name.

    A body of a division is its code and the rest of its name (包头市司法局: ``150200-sifaju``), a
    division its code and its name (包头市: ``150200-baotoushi``); anything else is its pinyin and a
    digest of its key.
    """
    if kind is Kind.INSTITUTION and code is not None:
        division = Gazetteer.load().by_code(code)
        if division is not None and label.startswith(division.name) and len(label) > len(division.name):
            return f"{code}-{slug(label[len(division.name) :])}"
        return f"{code}-{slug(label)}"
    if kind is Kind.PLACE and code is not None:
        division = Gazetteer.load().by_code(code)
        if division is not None and label == division.name:
            return f"{code}-{slug(label)}"
    return f"{slug(label, person=kind is Kind.OFFICIAL)}-{digest(key)}"
