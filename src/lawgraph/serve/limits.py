"""What one request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server: times in seconds, sizes in bytes.

    The defaults suit a shared machine: every shipped question takes under 2 s on a million claims,
    and an answer of 50 MB is some 200,000 rows, more than a browser shows.
    """

    query_seconds: float = 10.0
    """Time that one query may run; then its worker is stopped and another takes its place."""
    queue_seconds: float = 30.0
    """Time that a request waits for a free worker before it is asked to come again."""
    result_bytes: int = 50_000_000
    request_bytes: int = 1_000_000
    memory_bytes: int = 4_000_000_000
    """Memory of one worker (where the system can bound it: not on Windows or macOS)."""
    workers: int = 2
    """Queries that run at the same time."""
