"""CSV for spreadsheets and data frames: nodes, edges, claims.

In UTF-8 with a byte order mark: without one, a Chinese Excel reads a file as GBK, and pandas, polars, R and
DuckDB pass the mark over. A cell that a spreadsheet would run as a formula gets a leading apostrophe, since
the texts come from the web; Parquet holds the exact values.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any

from lawgraph.export.built import ClaimRow, EdgeRow, NodeRow
from lawgraph.export.registry import folder_at
from lawgraph.graph.files import atomic
from lawgraph.graph.store import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options


def csv_files(built: Built, path: Path, options: Options) -> list[Path]:
    """Write ``nodes.csv``, ``edges.csv`` and ``claims.csv`` into a folder (RFC 4180, lines end in a line feed)."""
    del options
    folder = folder_at(path)
    tables: dict[str, tuple[type, Iterable[Any]]] = {
        "nodes.csv": (NodeRow, built.nodes()),
        "edges.csv": (EdgeRow, built.edges()),
        "claims.csv": (ClaimRow, built.claims()),
    }
    for name, (row, rows) in tables.items():
        with atomic(folder / name) as stream:
            stream.write(codecs.BOM_UTF8)
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow([field.name for field in fields(row)])
            writer.writerows([_cell(value) for value in astuple(one)] for one in rows)
            text.flush()
            text.detach()
    return [folder / name for name in tables]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = "|".join(value)
    return guarded(value) if isinstance(value, str) else value
