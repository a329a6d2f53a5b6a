"""Parquet: the tables of the CSV with their types and exact texts, by pyarrow (extra ``parquet``)."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from lawgraph.export.built import ClaimRow, EdgeRow, NodeRow
from lawgraph.export.registry import folder_at
from lawgraph.graph.files import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options

#: Rows a group: some megabytes in memory, and large enough to be packed well.
_GROUP: Final = 50_000


def parquet_files(built: Built, path: Path, options: Options) -> list[Path]:
    """Write ``nodes.parquet``, ``edges.parquet`` and ``claims.parquet`` into a folder, packed with Zstandard."""
    del options
    import pyarrow as pa  # noqa: PLC0415 - of an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    folder = folder_at(path)
    tables: dict[str, tuple[type, Iterable[Any]]] = {
        "nodes.parquet": (NodeRow, built.nodes()),
        "edges.parquet": (EdgeRow, built.edges()),
        "claims.parquet": (ClaimRow, built.claims()),
    }
    for name, (row, rows) in tables.items():
        schema = pa.schema([_field(pa, field.name, get_type_hints(row)[field.name]) for field in fields(row)])
        with atomic(folder / name) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            remaining = iter(rows)
            while batch := list(islice(remaining, _GROUP)):
                columns = {field.name: [getattr(one, field.name) for one in batch] for field in fields(row)}
                writer.write_table(pa.table(columns, schema=schema))
    return [folder / name for name in tables]


def _field(pa: Any, name: str, kind: Any) -> Any:
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), tuple[str, ...]: pa.list_(pa.string())}
    for plain, arrow in types.items():
        if kind in (plain, plain | None):
            return pa.field(name, arrow, nullable=kind != plain)
    raise TypeError(f"{name} is of no type that a column has: {kind}")  # pragma: no cover - a row of a new kind
