"""Running the application on a socket until it is told to stop."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from lawgraph.serve.app import LOCAL_HOSTS, application
from lawgraph.serve.pool import ServeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from lawgraph.serve.limits import Limits

#: Connections that wait for their turn: well above the 50 clients that the tests send at once.
_BACKLOG = 256


def run(
    folder: str | PathLike[str],
    *,
    host: str,
    port: int,
    limits: Limits,
    origins: Sequence[str],
    say: Callable[[str], None],
) -> None:
    """Serve the graph in ``folder`` until the process is told to stop; ``say`` hears the address.

    Raises OutputError where there is no graph, ServeError where the address cannot be had.
    """
    listening = _listen(host, port)
    try:
        say(f"Opening {folder} …")
        open_to_all = host in {"0.0.0.0", "::"}  # noqa: S104 - the user's own choice
        app = application(folder, limits=limits, hosts=("*",) if open_to_all else (*LOCAL_HOSTS, host), origins=origins)
        shown = f"[{host}]" if ":" in host else host
        say(f"Serving {folder} at http://{shown}:{listening.getsockname()[1]}/ (SPARQL at /sparql). Ctrl-C stops it.")
        config = uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False)
        server = uvicorn.Server(config)
        server.run(sockets=[listening])
        if not server.started:
            raise ServeError(str(folder), "cannot be served", "See the message above")
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise ServeError(f"the address {host}", f"is unknown: {error.strerror or error}", "Give one of this machine") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise ServeError(f"{host}:{port}", f"cannot be listened on: {error.strerror or error}", "Choose another --port") from error
    return listening
