// A search box: the results follow the typing; arrows choose, Enter opens, Escape closes.

class Finder {
  /** `pick` takes the hit that the reader chose: { node } or { year }. */
  constructor(box, list, pick, { years = false } = {}) {
    Object.assign(this, { box, list, pick, years, hits: [], active: -1 });
    box.addEventListener("input", () => this.render());
    box.addEventListener("focus", () => { box.select(); if (box.value.trim()) this.render(); });
    box.addEventListener("blur", () => this.close());
    box.addEventListener("keydown", (event) => this.key(event));
  }

  render() {
    const words = this.box.value.trim();
    this.hits = [...(this.years ? yearHits(words) : []), ...search(words, graph.nodes)];
    this.active = this.hits.length ? 0 : -1;
    const items = this.hits.map((hit, i) => this.item(hit, i));
    this.list.replaceChildren(...(items.length ? items : words ? [el("li", { class: "none" }, text.none)] : []));
    this.list.hidden = !words;
    this.box.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark();
  }

  item(hit, i) {
    const choose = (event) => { event.preventDefault(); this.choose(i); };
    const option = (...parts) => el("li", { role: "option", id: `${this.list.id}${i}`, onmousedown: choose }, parts);
    if (hit.year) return option(el("span", { class: "found year" }, text.yearHit(hit.year), el("small", null, text.things(hit.count))));
    const letters = [...hit.name].map((char, at) => (hit.hits.has(at) ? el("b", null, char) : char));
    return option(sign(hit.node.kind, hit.node.shape), el("span", { class: "found" }, el("bdi", null, letters), el("small", null, el("bdi", null, about(hit.node)))));
  }

  mark() {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    const item = this.active >= 0 ? this.list.children[this.active] : null;
    if (item) { item.scrollIntoView({ block: "nearest" }); this.box.setAttribute("aria-activedescendant", item.id); }
    else this.box.removeAttribute("aria-activedescendant");
  }

  choose(i) {
    if (!this.hits[i]) return;
    this.close();
    this.pick(this.hits[i]);
  }

  close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.isComposing) return; // Enter in an input method chooses a character
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], count = this.hits.length;
    if (step && count) { this.active = (this.active + step + count) % count; this.mark(); event.preventDefault(); }
    else if (event.key === "Enter") { event.preventDefault(); this.choose(this.active); }
    else if (event.key === "Escape") { if (this.list.hidden) this.box.value = ""; this.close(); event.stopPropagation(); }
  }
}

/** A year is a thing to look for too: 2021 leads to what happened then. */
function yearHits(words) {
  const found = /^((?:19|20)\d\d)\s*\u5e74?$/.exec(words.normalize("NFKC"));
  if (!found) return [];
  const year = Number(found[1]);
  const count = graph.edges.filter((edge) => datesOf(edge).some(({ date }) => yearOf(date) === year)).length;
  return count ? [{ year, count }] : [];
}
