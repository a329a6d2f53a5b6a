"""A few processes that answer queries, each stopped and replaced where a query outlives its limit.

The store's library cannot be told to give up, and a thread cannot be stopped: hence processes. They
share the index on disk, so another one costs some megabytes and a tenth of a second.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from lawgraph.errors import LawgraphError
from lawgraph.serve.worker import Question, Reply, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from lawgraph.serve.limits import Limits

T = TypeVar("T")

#: Seconds within which a new worker opens the index: measured at 0.4 s on two busy cores.
_START_SECONDS = 60.0


class ServeError(LawgraphError):
    """A server that cannot start or answer."""

    code = "LG900"


class BusyError(ServeError):
    """Every worker was busy for as long as a request may wait."""

    code = "LG901"


class TimeLimitError(ServeError):
    """A query ran longer than it may, and was stopped."""

    code = "LG902"


class _Worker:
    """One process and the connection to it."""

    def __init__(self, index: Path, base_iri: str, memory_bytes: int) -> None:
        # Not forked: a fork of a process with threads may hang.
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(theirs, str(index), base_iri, memory_bytes), daemon=True)
        self.process.start()
        theirs.close()

    def ready(self) -> bool:
        try:
            if self.connection.poll(_START_SECONDS):
                self.connection.recv()
                return True
        except (EOFError, OSError):
            pass
        return False

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()

    def ask(self, question: Question, seconds: float) -> Reply | None:
        """Return the reply, None where it does not come in time; raise EOFError where the process died."""
        self.connection.send(question)
        if not self.connection.poll(seconds):
            return None
        reply: Reply = self.connection.recv()
        return reply


class Pool:
    """The workers of a server. Start it, ask it from one event loop, stop it."""

    def __init__(self, index: Path, base_iri: str, limits: Limits) -> None:
        self._index = index
        self._base_iri = base_iri
        self._limits = limits
        self._idle: asyncio.Queue[_Worker | None] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._asking: set[asyncio.Task[Reply]] = set()
        self._threads = ThreadPoolExecutor(limits.workers, thread_name_prefix="lawgraph-pool")

    async def start(self) -> None:
        """Start the workers. Raises ServeError where one cannot open the graph."""
        started = await asyncio.gather(*(self._start_one() for _ in range(self._limits.workers)))
        for worker in started:
            self._idle.put_nowait(worker)

    def stop(self) -> None:
        """Stop the workers, whatever they are at."""
        for worker in self._all:
            worker.stop()
        self._all.clear()
        self._threads.shutdown(wait=False)

    async def ask(self, question: Question) -> Reply:
        """Return the reply to a question. Raises BusyError, TimeLimitError, and ServeError where the worker dies of it."""
        try:
            worker = await asyncio.wait_for(self._idle.get(), self._limits.queue_seconds)
        except TimeoutError:
            raise BusyError("the server", "is busy", "Ask again in a moment") from None
        # A task of its own: the client may leave, but a worker is not handed on while it is at work.
        asking = asyncio.create_task(self._ask(worker, question))
        self._asking.add(asking)
        asking.add_done_callback(self._asked)
        return await asyncio.shield(asking)

    def _asked(self, asking: asyncio.Task[Reply]) -> None:
        self._asking.discard(asking)
        if not asking.cancelled():
            asking.exception()  # told to the client if it is still there

    async def _ask(self, worker: _Worker | None, question: Question) -> Reply:
        seconds = self._limits.query_seconds
        try:
            if worker is None or not worker.process.is_alive():
                worker = await self._replace(worker)
            reply = await self._in_thread(worker.ask, question, seconds)
            if reply is not None:
                return reply
            self._discard(worker)
            worker = None
            problem = f"ran longer than {seconds:g} s and was stopped"
            raise TimeLimitError("the query", problem, "Ask for less, or start the server with a longer --timeout")
        except (EOFError, OSError) as error:
            if worker is not None:
                self._discard(worker)
                worker = None
            raise ServeError("the query", "needed more memory than it may have, or broke the store", "Ask for less") from error
        finally:
            self._idle.put_nowait(worker)  # None: the next question starts a new one

    async def _in_thread(self, function: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)

    async def _replace(self, worker: _Worker | None) -> _Worker:
        if worker is not None:
            self._discard(worker)
        return await self._start_one()

    def _discard(self, worker: _Worker) -> None:
        if worker in self._all:
            self._all.remove(worker)
            worker.stop()

    async def _start_one(self) -> _Worker:
        worker = _Worker(self._index, self._base_iri, self._limits.memory_bytes)
        self._all.add(worker)
        if not await self._in_thread(worker.ready):
            self._discard(worker)
            raise ServeError(str(self._index), "cannot be opened", "Start the server again; it makes its index anew")
        return worker
