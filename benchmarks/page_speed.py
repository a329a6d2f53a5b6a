"""Measure the page in a real Chromium, next to the page that pyvis writes of the same graph in the same run.

    python benchmarks/page_speed.py [--sizes 100 1000 5000 20000] [--repeat 3] [--limit 240] [--pyvis-up-to 1000]

For each size a graph is made by counting (tests/view/generated.py), written as our page and by
``pyvis.network.Network.generate_html`` with its default settings, and opened from a file with the network
cut. Drawn: milliseconds from the start of the navigation until the network stands still on the screen (of
pyvis: until its physics says that it has stabilized). Frames: a second while the mouse drags the map. Heap:
JavaScript's, after that. Figures of several runs are medians. WebGL ("all", sigma.js) runs in software here.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from lawgraph.graph.knowledge import Knowledge

ARGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --enable-precise-memory-info"
FRAMES = """(seconds) => new Promise((done) => { let frames = 0; const start = performance.now();
const next = (now) => { frames += 1; if (now - start < seconds * 1000) requestAnimationFrame(next); else done(frames / ((now - start) / 1000)); };
requestAnimationFrame(next); })"""


def generate(size: int) -> Knowledge:
    path = Path(__file__).parents[1] / "tests" / "view" / "generated.py"
    spec = spec_from_file_location("generated", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Knowledge = module.generate(size)
    return made


def stock(knowledge: Knowledge) -> str:
    """Return the page of pyvis: labels, colours and titles as in its tutorial, everything else as it comes."""
    from pyvis.network import Network

    from lawgraph.graph.knowledge import entity_key

    network = Network(directed=True, cdn_resources="in_line")
    colours = dict(zip(("Institution", "Official", "Program", "Honour", "Document", "Event", "Place"), ("#20456e", "#b3541e", "#1d7a5f", "#a67c00", "#6b4f9e", "#b0305c", "#5b6670"), strict=True))
    for entity in knowledge.entities:
        network.add_node("/".join(entity_key(entity)), label=entity.label, color=colours[entity.kind.value])
    for (subject, prop, obj), _ in knowledge.edges():
        network.add_edge("/".join(entity_key(subject)), "/".join(entity_key(obj)), title=prop.value)
    html: str = network.generate_html()
    return html


def measured(browser: Browser, file: Path, wait: Callable[[Page, float], float | None], limit: float, address: str = "") -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(limit * 1000)
    page.goto(file.as_uri() + address, wait_until="commit")
    drawn = wait(page, limit)
    figures: dict[str, Any] = {"drawn": drawn, "fps": None, "heap": None}
    if drawn is not None:
        page.mouse.move(400, 400)
        page.mouse.down()
        page.evaluate(f"() => {{ ({FRAMES})(3).then((fps) => {{ window.fps = fps; }}); }}")
        end = time.perf_counter() + 3
        turn = 0
        while time.perf_counter() < end:
            page.mouse.move(400 + 60 * (turn % 5), 400 + 40 * (turn % 3))
            turn += 1
        page.mouse.up()
        while page.evaluate("window.fps === undefined"):
            page.wait_for_timeout(50)
        figures["fps"] = page.evaluate("window.fps")
        figures["heap"] = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    context.close()
    return figures


def ours_ready(page: Page, limit: float) -> float | None:
    return _until(page, "window.lawgraph ? performance.now() : null", limit)


def all_ready(page: Page, limit: float) -> float | None:
    return _until(page, "window.lawgraph && window.lawgraph.whole() ? performance.now() : null", limit)


def stock_ready(page: Page, limit: float) -> float | None:
    """Wait until the physics of pyvis's page has come to rest."""
    return _until(
        page,
        """(() => { if (typeof network === "undefined" || !network) return null;
        if (!window.hooked) { window.hooked = true; const at = () => { window.still = window.still || performance.now(); };
        network.on("stabilizationIterationsDone", at); network.on("stabilized", at); if (network.physics.stabilized) at(); }
        return window.still || null; })()""",
        limit,
    )


def _until(page: Page, expression: str, limit: float) -> float | None:
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        value = page.evaluate(expression)
        if value is not None and value is not False:
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            return float(value)
        page.wait_for_timeout(20)
    return None


def row(name: str, size: int, runs: list[dict[str, Any]], bytes_: int, limit: float) -> str:
    def middle(key: str, form: str) -> str:
        values = [run[key] for run in runs if run[key] is not None]
        return form.format(statistics.median(values)) if values else "–"

    drawn = middle("drawn", "{:,.0f} ms") if any(run["drawn"] is not None for run in runs) else f"not in {limit:.0f} s"
    return f"| {size:,} | {name} | {drawn} | {middle('fps', '{:.0f}')} | {middle('heap', '{:.1f} MB')} | {bytes_ / 1e6:.2f} MB |"


def main() -> None:
    """Measure and print a table."""
    from playwright.sync_api import sync_playwright

    from lawgraph.view import render

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", nargs="+", type=int, default=[100, 1000, 5000, 20000])
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--limit", type=float, default=240, help="seconds to wait for a page")
    arguments.add_argument("--pyvis-up-to", type=int, default=1000, help="the largest graph that pyvis gets (once; it takes minutes)")
    options = arguments.parse_args()
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("No Chromium on this machine (apt-get install chromium)")
    print("| nodes | page | drawn | frames a second while panning | heap | file |\n|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS.split())
        for size in options.sizes:
            knowledge = generate(size)
            file = Path(folder) / f"{size}.html"
            file.write_text(render(knowledge), encoding="utf-8", newline="\n")
            views = [("lawgraph", ours_ready, "")]
            if size > 1500:
                views = [("lawgraph, overview", ours_ready, ""), ("lawgraph, all (sigma.js)", all_ready, "#whole=1")]
            for name, wait, address in views:
                runs = [measured(browser, file, wait, options.limit, address) for _ in range(options.repeat)]
                print(row(name, size, runs, file.stat().st_size, options.limit), flush=True)
            if size <= options.pyvis_up_to:
                other = Path(folder) / f"{size}-pyvis.html"
                other.write_text(stock(knowledge), encoding="utf-8", newline="\n")
                runs = [measured(browser, other, stock_ready, options.limit) for _ in range(options.repeat if size <= 100 else 1)]
                print(row("pyvis, as it comes", size, runs, other.stat().st_size, options.limit), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
