"""Other people's parsers and SPARQL servers. A server is loaded with one Turtle file, on a free port, and stopped at the end."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds for a server to start or to stop; Virtuoso takes about eight to make its database.
PATIENCE = 90
GRAPH = "https://w3id.org/lawgraph/test"
_JSON = "application/sparql-results+json"
_NTRIPLES = "application/n-triples"


def need(command: str, package: str) -> str:
    """Return the path of a program. Where it is missing the test fails in CI, and is skipped elsewhere with the reason."""
    beside = Path(sys.executable).with_name(command)
    found = str(beside) if beside.is_file() else shutil.which(command)
    if found is None:
        missing(f"{command} is not installed: {package}")
    return found


def missing(reason: str) -> None:
    """Skip, or fail where continuous integration has to have everything."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL endpoint; ``graph`` is the named graph that holds the data, None where it is the default graph."""

    url: str
    graph: str | None = None

    def ask(self, sparql: str, accept: str = _JSON) -> bytes:
        """Send a query by POST and return the body of the answer."""
        fields = {"query": sparql} | ({"default-graph-uri": self.graph} if self.graph else {})
        request = urllib.request.Request(self.url, urllib.parse.urlencode(fields).encode(), {"Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.code}: {error.read().decode(errors='replace')[:800]}") from error

    def rows(self, sparql: str) -> list[tuple[str | None, ...]]:
        """Return the rows of a SELECT as bare texts, None where a variable is unbound."""
        found = json.loads(self.ask(sparql))
        columns = found["head"]["vars"]
        return [tuple(row[name]["value"] if name in row else None for name in columns) for row in found["results"]["bindings"]]

    def triples(self, sparql: str) -> set[str]:
        """Return the triples of a CONSTRUCT, each in N-Triples."""
        return {str(triple) for triple in pyoxigraph.parse(self.ask(sparql, _NTRIPLES), format=pyoxigraph.RdfFormat.N_TRIPLES)}

    def count(self) -> int:
        """Return the number of triples."""
        return int(self.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0][0])


@contextlib.contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[Endpoint]:
    """Run the Oxigraph server (PyPI ``oxigraph``) on what it loaded from ``data``."""
    program = need("oxigraph", "pip install oxigraph")
    database = folder / "oxigraph"
    subprocess.run([program, "load", "--location", database, "--file", data], check=True, capture_output=True)
    port = free_port()
    with _running([program, "serve-read-only", "--location", str(database), "--bind", f"127.0.0.1:{port}"], folder):
        endpoint = Endpoint(f"http://127.0.0.1:{port}/query")
        _wait(endpoint, folder)
        yield endpoint


@contextlib.contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[Endpoint]:
    """Run Virtuoso (Debian ``virtuoso-opensource-7``) with a database of its own in ``folder``."""
    program = need("virtuoso-t", "apt-get install virtuoso-opensource-7")
    client = need("isql-vt", "apt-get install virtuoso-opensource-7")
    shutil.copy(data, folder / "data.ttl")
    sql, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    # ResultSetMaxRows is 10,000 in Debian's own file: a longer answer comes cut, with status 200.
    settings.write_text(
        f"[Database]\nDatabaseFile = virtuoso.db\nTransactionFile = virtuoso.trx\nErrorLogFile = virtuoso.log\n"
        f"LockFile = virtuoso.lck\nxa_persistent_file = virtuoso.pxa\n"
        f"[TempDatabase]\nDatabaseFile = virtuoso-temp.db\nTransactionFile = virtuoso-temp.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nDirsAllowed = {folder}\nNumberOfBuffers = 20000\nMaxDirtyBuffers = 15000\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{http}\nServerRoot = {folder}\n"
        "[SPARQL]\nResultSetMaxRows = 1000000\n",
        encoding="ascii",
    )
    with _running([program, "+foreground", "+configfile", str(settings)], folder):
        endpoint = Endpoint(f"http://127.0.0.1:{http}/sparql", GRAPH)
        _wait(endpoint, folder)
        # One statement a line in a file: statements on one line fail.
        script = folder / "load.sql"
        script.write_text(f"ld_dir('{folder}', 'data.ttl', '{GRAPH}');\nrdf_loader_run();\ncheckpoint;\n", encoding="ascii")
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", script], check=True, capture_output=True, timeout=PATIENCE)
        yield endpoint


@contextlib.contextmanager
def _running(command: list[str], folder: Path) -> Iterator[None]:
    """Run a server, and end it whatever happens: at the end of the block, or with this process."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_die_with_parent)  # noqa: PLW1509
        try:
            yield
            assert process.poll() is None, (folder / "server.log").read_text(errors="replace")[-2000:]
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it ends, even by kill -9 (Linux only)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _wait(endpoint: Endpoint, folder: Path) -> None:
    """Wait until the endpoint answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            endpoint.ask("ASK {}")
        except (OSError, AssertionError) as error:
            if time.monotonic() > end:
                raise AssertionError((folder / "server.log").read_text(errors="replace")[-2000:]) from error
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="session")
def n3(tmp_path_factory) -> Path:
    """Return a folder in whose ``node_modules`` N3.js is: the one that CI installed, else one that has it already."""
    need("node", "apt-get install nodejs")
    for folder in (Path(sys.prefix) / "interop", Path(__file__).parents[2]):
        if (folder / "node_modules" / "n3").is_dir():
            return folder
    missing("N3.js is not installed: npm install --prefix .venv/interop n3")
    raise AssertionError


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def endpoint(request, built, tmp_path_factory) -> Iterator[Endpoint]:
    """Each server in turn, loaded with the build of the sample pages."""
    with SERVERS[request.param](built / "graph.ttl", tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(params=["oxigraph", "virtuoso"])
def loaded(request, tmp_path):
    """Return a function that counts the triples that a server keeps of a Turtle file."""

    def count(data: Path) -> int:
        with SERVERS[request.param](data, tmp_path) as found:
            return found.count()

    return count


@pytest.fixture
def parsed(request):
    """Return a function that counts the triples that a parser reads in a Turtle file."""

    def count(parser: str, data: Path) -> int:
        if parser == "rapper":
            lines = _output([need("rapper", "apt-get install raptor2-utils"), "-q", "-i", "turtle", "-o", "ntriples", str(data)])
        elif parser == "serdi":
            lines = _output([need("serdi", "apt-get install serdi"), "-i", "turtle", "-o", "ntriples", str(data)])
        else:
            folder = request.getfixturevalue("n3")
            lines = _output(["node", "-e", _N3, str(data)], cwd=folder)
            return int(lines[-1])
        return len(lines)

    return count


#: Fails where N3.js reports an error; prints the number of triples.
_N3 = """
const { StreamParser } = require("n3");
let count = 0;
require("fs").createReadStream(process.argv[1]).pipe(new StreamParser({ format: "text/turtle" }))
  .on("error", error => { console.error(String(error)); process.exit(1); })
  .on("data", () => count++).on("end", () => console.log(count));
"""

SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def _output(command: list[str], cwd: Path | None = None) -> list[str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=PATIENCE)
    # The status proves nothing, and is no reason to go on either: serdi and rapper print what they read before an error.
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-800:]
    return done.stdout.decode("utf-8").splitlines()
