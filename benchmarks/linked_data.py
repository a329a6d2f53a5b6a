"""Measure writing, loading, validating, verifying and asking a large graph, next to rdflib alone.

    python benchmarks/linked_data.py FOLDER [--claims 1000000] [--peer-claims 10000]

Makes two builds in FOLDER (``benchmarks/generated.py``): a large one, on which lawgraph is measured, and a small one,
on which rdflib's memory store and lawgraph do the same. Each step is a process of its own, so that its memory is its
own too. Prints Markdown tables; figures that were taken so are in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

#: Seconds after which rdflib's answer to one question is no longer waited for.
_PATIENCE = 60


def main() -> None:
    """Run every step in a process of its own and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--peer-claims", type=int, default=10_000)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        globals()[f"_{options.step}"](options.folder, options.claims)
        return
    large, small = options.folder / "large", options.folder / "small"
    print(f"## {options.claims:,} claims\n\n| step | wall s | CPU s | peak MB | |\n|---|---|---|---|---|")
    made = _run("make the build", "make", large, options.claims)
    _run("load: make the index on disk", "index", large)
    command = [sys.executable, "-m", "lawgraph.cli"]
    _measured("`lawgraph validate`", [*command, "validate", str(large), "-q"])
    _measured("`lawgraph verify`", [*command, "verify", str(large), "-q"])
    asked = _run("the questions, one after another", "ask", large)
    print(f"\n## {options.peer_claims:,} claims, lawgraph and rdflib\n\n| step | wall s | CPU s | peak MB | |\n|---|---|---|---|---|")
    ours = _run("lawgraph: make and write", "make", small, options.peer_claims)
    ours_asked = _run("lawgraph: load and ask", "ask_in_memory", small)
    theirs = _run("rdflib: load, write, ask", "peer", small)
    print(f"\nWriting Turtle: {made['triples_a_second']:,.0f} triples a second on the large build, ", end="")
    print(f"{ours['triples_a_second']:,.0f} on the small one; rdflib {theirs['triples_a_second']:,.0f}: ", end="")
    print(f"{ours['triples_a_second'] / theirs['triples_a_second']:.0f} times.\n")
    print("| question | rows, large | s at first, large | s again, large | ms, small | rdflib ms, small | ratio |\n|---|---|---|---|---|---|---|")
    for name, (rows, cold, warm) in asked["questions"].items():
        small_rows, quick, _ = ours_asked["questions"][name]
        their_rows, slow = theirs["questions"][name]
        told = f"{slow * 1000:,.0f}" if their_rows is not None else f"over {_PATIENCE},000"
        same = "" if their_rows in {None, small_rows} else " (other rows!)"
        print(f"| {name} | {rows:,} | {cold:.2f} | {warm:.2f} | {quick * 1000:,.1f} | {told}{same} | {slow / quick:,.0f} |")


def _run(title: str, step: str, folder: Path, claims: int = 0) -> dict:
    return _measured(title, [sys.executable, __file__, str(folder), "--step", step, "--claims", str(claims)])


def _measured(title: str, command: list[str]) -> dict:
    """Run a command; print its time and memory; return the JSON that it printed last, if it did."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        printed = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    lines = printed.strip().splitlines()
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    note = "" if running.returncode == 0 else f"exit status {running.returncode}"
    print(f"| {title} | {wall:.1f} | {used.ru_utime + used.ru_stime:.1f} | {used.ru_maxrss / 1024:,.0f} | {told.get('note', note)} |", flush=True)
    return told


def _make(folder: Path, claims: int) -> None:
    from generated import generate

    from lawgraph.graph import identities, records
    from lawgraph.graph.files import sha256
    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.graph.names import BASE
    from lawgraph.graph.parts import derive
    from lawgraph.graph.turtle import write_turtle
    from lawgraph.resolve.resolver import resolve

    folder.mkdir(parents=True, exist_ok=True)
    pairs = list(generate(claims))
    resolution = resolve([extraction for _, extraction in pairs])
    knowledge = Knowledge(tuple(article for article, _ in pairs), resolution.entities, resolution.claims)
    known_as = resolution.identities
    del pairs, resolution
    start = time.process_time()
    derived = derive(knowledge, BASE)
    derivation = time.process_time() - start
    start = time.process_time()
    write_turtle(knowledge, folder / "graph.ttl", derived=derived)
    took = time.process_time() - start
    records.write_articles(knowledge, folder / records.ARTICLES_FILE)
    records.write_claims(knowledge, folder / records.CLAIMS_FILE)
    identities.write_entities(knowledge, known_as, folder / identities.ENTITIES_FILE)
    names = (records.ARTICLES_FILE, records.CLAIMS_FILE, identities.ENTITIES_FILE, "graph.ttl")
    report = {"base_iri": BASE, "counts": knowledge.counts(), "files": {name: sha256(folder / name) for name in names}}
    (folder / records.REPORT_FILE).write_text(json.dumps(report), encoding="utf-8")
    triples = _triples(folder)
    size = (folder / "graph.ttl").stat().st_size / 1e6
    note = f"{triples:,} triples, {size:,.0f} MB of Turtle, written in {took:.1f} s CPU; reprints, tenures and patterns in {derivation:.1f} s before"
    print(json.dumps({"triples_a_second": triples / took, "note": note}))


def _triples(folder: Path) -> int:
    import pyoxigraph

    with (folder / "graph.ttl").open("rb") as stream:
        return sum(1 for _ in pyoxigraph.parse(stream, format=pyoxigraph.RdfFormat.TURTLE))


def _index(folder: Path, _: int) -> None:
    from lawgraph.graph.index import index_of

    index = index_of(folder / "graph.ttl")
    size = sum(path.stat().st_size for path in index.iterdir()) / 1e6
    print(json.dumps({"note": f"{size:,.0f} MB"}))


def _ask(folder: Path, _: int) -> None:
    from lawgraph.graph.index import index_of, open_index

    store = open_index(index_of(folder / "graph.ttl"))
    _questions(store)


def _ask_in_memory(folder: Path, _: int) -> None:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(folder / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    _questions(store)


def _questions(store: pyoxigraph.Store) -> None:
    from lawgraph.graph import queries
    from lawgraph.graph.store import query

    took = {}
    for name in queries.names():
        sparql = queries.load(name).sparql
        times = []
        for _ in range(2):  # the first finds the pages of the index on disk, the second in memory
            start = time.perf_counter()
            answer = query(store, sparql)
            times.append(time.perf_counter() - start)
        took[name] = (len(answer.rows), *times)
    slowest = max(took, key=lambda name: took[name][2])
    print(json.dumps({"questions": took, "note": f"slowest when asked again: {slowest}, {took[slowest][2]:.2f} s"}))


def _peer(folder: Path, _: int) -> None:
    """Do the same with rdflib alone: its parser, its memory store, its serialiser, its SPARQL."""
    import rdflib

    from lawgraph.graph import queries

    graph = rdflib.Graph(bind_namespaces="none").parse(folder / "graph.ttl")
    start = time.process_time()
    graph.serialize(format="turtle")
    writing = time.process_time() - start
    signal.signal(signal.SIGALRM, _give_up)
    took: dict[str, tuple[int | None, float]] = {}
    for name in queries.names():
        start = time.perf_counter()
        signal.alarm(_PATIENCE)
        try:
            rows: int | None = len(graph.query(queries.load(name).sparql))
        except TimeoutError:
            rows = None
        signal.alarm(0)
        took[name] = (rows, time.perf_counter() - start)
    print(json.dumps({"triples_a_second": len(graph) / writing, "questions": took}))


def _give_up(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
