"""Identity across articles with known truth: ours, plain names, rapidfuzz and Splink over the same records in one run.

python benchmarks/identity.py
python benchmarks/identity.py --seed 2 --bodies 500 --officials 3000 --mentions 15000 --method lawgraph
python benchmarks/identity.py --read 500
python benchmarks/identity.py --seed 9 --bodies 600 --officials 4000 --mentions 20000 --links
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections import Counter
from typing import Any

from identity_articles import Made, write_articles
from identity_data import Shares, make_world
from identity_methods import METHODS
from identity_scores import KINDS, Scores, score

from lawgraph.model import Kind, Property


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bodies", type=int, default=3_000)
    parser.add_argument("--officials", type=int, default=20_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--method", action="append", choices=sorted(METHODS), help="one of the methods; all by default")
    parser.add_argument("--share", action="append", default=[], metavar="NAME=VALUE", help="another share of the world, such as former_stated=0.2")
    parser.add_argument("--read", type=int, metavar="N", help="extract N of the texts instead, and compare with the records")
    parser.add_argument("--links", action="store_true", help="measure instead the links of `lawgraph link` between the officials whom ours keeps apart")
    options = parser.parse_args()
    made = make(options)
    if options.read:
        read(made[:: max(1, len(made) // options.read)][: options.read])
        return
    if options.links:
        links(made)
        return
    counts = Counter(mention.kind for one in made for mention in one.extraction.mentions)
    seen = {kind: len({key for one in made for (_, of), key in one.truth.items() if of is kind}) for kind in counts}
    print(f"seed {options.seed}: {len(made)} articles; " + "; ".join(f"{counts[kind]} mentions of {seen[kind]} {kind.value.lower()}s" for kind in sorted(counts)))
    print("| method | " + " | ".join(f"{kind} P | R | F1 | B³ F1" for kind in KINDS) + " | wall s | CPU s | MB |")
    print("|" + "---|" * (4 + 4 * len(KINDS)))
    for method in options.method or METHODS:
        measure(method, options)


def make(options: argparse.Namespace) -> list[Made]:
    shares = Shares(**{key: float(value) for key, value in (one.split("=") for one in options.share)})
    world = make_world(options.bodies, options.officials, seed=options.seed, shares=shares)
    return list(write_articles(world, options.mentions, seed=options.seed, shares=shares))


def measure(method: str, options: argparse.Namespace) -> None:
    """Run a method in a process of its own and print a row for each threshold, the best by F1 of both kinds together in bold, that of each kind starred."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_run, args=(method, options, there))
    child.start()
    there.close()
    result: dict[str, Any] = here.recv()
    child.join()
    tops = {kind: max(result["scores"], key=lambda one, kind=kind: result["scores"][one][kind].f1) for kind in KINDS}
    for threshold, scores in result["scores"].items():
        mark = "**" if threshold == tops["together"] and threshold else ""
        cells = " | ".join(_cells(scores[kind], best=bool(threshold) and tops[kind] == threshold) for kind in KINDS)
        cost = f"{result['seconds'][0]:.1f} | {result['seconds'][1]:.1f} | {result['memory']:,}" if threshold == tops["together"] else " | | "
        print(f"| {mark}{method}{' ≥ ' + threshold if threshold else ''}{mark} | {cells} | {cost} |", flush=True)


def _cells(scores: Scores, *, best: bool) -> str:
    return f"{scores.precision:.4f} | {scores.recall:.4f} | {scores.f1:.4f}{'*' if best else ''} | {scores.b3:.4f}"


def _run(method: str, options: argparse.Namespace, out: Any) -> None:
    made = make(options)
    truth = {(one.extraction.article_id, start, kind): key for one in made for (start, kind), key in one.truth.items()}
    extractions = [one.extraction for one in made]
    del made
    wall, cpu = time.perf_counter(), time.process_time()
    runs = METHODS[method](extractions)
    seconds = (time.perf_counter() - wall, time.process_time() - cpu)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # with the records, which all have
    out.send({"scores": {key: score(found, truth) for key, found in runs.items()}, "seconds": seconds, "memory": memory})


def read(made: list[Made]) -> None:
    """Print how many articles give the records that were made of them, by the form of their body, and any private person found."""
    from lawgraph.extract.extractor import extract

    right: Counter[str] = Counter()
    private = 0
    for one in made:
        found = extract(one.article)
        right[one.form] += _posts(found) == _posts(one.extraction)
        private += sum(1 for mention in found.mentions if mention.kind is Kind.OFFICIAL and "某" in mention.name)
    for form, count in sorted(Counter(one.form for one in made).items()):
        print(f"{form}: {right[form]} of {count} articles read as recorded")
    print(f"private persons that became nodes: {private}")


def links(made: list[Made]) -> None:
    """Print how many of the links are of one person, and how many of the pairs left apart they find, from each score up."""
    from lawgraph.link import link_officials
    from lawgraph.resolve.resolver import resolve

    truth = {(one.extraction.article_id, start): key for one in made for (start, kind), key in one.truth.items() if kind is Kind.OFFICIAL}
    resolution = resolve(one.extraction for one in made)
    who = {one.id: Counter(truth[article, start] for article, start, _ in one.mentions).most_common(1)[0][0] for one in resolution.entities if one.kind is Kind.OFFICIAL}
    posted = {claim.subject.id for claim in resolution.claims if claim.subject.kind is Kind.OFFICIAL}
    left = sum(count * (count - 1) // 2 for count in Counter(who[one] for one in posted).values())
    found = link_officials(resolution.claims)
    print(f"{len(posted)} officials with a post, {left} pairs of them one person\n| score | links | P | R |\n|---|---|---|---|")
    for least in (0.5, 0.7, 0.9, 0.95):
        chosen = [one for one in found if one.score >= least]
        right = sum(who[one.left] == who[one.right] for one in chosen)
        print(f"| ≥ {least} | {len(chosen)} | {right / max(1, len(chosen)):.3f} | {right / max(1, left):.3f} |")


def _posts(extraction: Any) -> set[tuple[str, str, str, str | None]]:
    return {
        (claim.subject.name, claim.property.value, claim.object.name, claim.object.code)
        for claim in extraction.claims
        if claim.property in {Property.LEADS, Property.HOLDS_POST}
    }


if __name__ == "__main__":
    main()
