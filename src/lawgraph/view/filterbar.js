// The legend, which is a filter, and the other filters below it.

/** A legend is a row of switches: press one to hide or show its kind. */
function legend(box, kinds, field, switchFor) {
  const off = new Set(listed(field));
  // Keep the focus where it is: a reader may press several kinds in turn.
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.kind : null;
  box.replaceChildren(...kinds.map((kind) => el("button", { type: "button", "data-kind": kind, "aria-pressed": String(!off.has(kind)), onclick: () => {
    if (!off.delete(kind)) off.add(kind);
    go({ [field]: kinds.filter((each) => off.has(each)).join(",") || null });
  } }, switchFor(kind))));
  if (focused) box.querySelector(`[data-kind="${focused}"]`).focus();
}

function tallies(items, keyOf) {
  const counts = new Map();
  items.forEach((item) => counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + 1));
  return counts;
}

function renderLegend() {
  const counts = tallies(graph.nodes, (node) => node.kind);
  const shapes = new Map(graph.nodes.map((node) => [node.kind, node.shape]));
  byId("legend").setAttribute("aria-label", text.legend);
  legend(byId("legend"), graph.kinds.filter((kind) => counts.get(kind)), "hide", (kind) =>
    [sign(kind, shapes.get(kind)), text[kind], el("span", { class: "count" }, String(counts.get(kind)))]);
  const active = activeFilters();
  byId("narrow").textContent = text.filters(active);
  byId("narrow").classList.toggle("on", active > 0);
}

/** Years of the graph: { first, last, counts }, or null where nothing has a date. */
function yearSpan() {
  if (graph.years === undefined) {
    const counts = tallies(graph.edges.flatMap((edge) => [...new Set(datesOf(edge).map(({ date }) => yearOf(date)))]), (year) => year);
    const years = [...counts.keys()];
    graph.years = years.length ? { first: Math.min(...years), last: Math.max(...years), counts } : null;
  }
  return graph.years;
}

function renderFilters() {
  const form = byId("filters");
  if (form.hidden) return;
  // Drawing anew takes the focus away: it goes back to where it was.
  const active = form.contains(document.activeElement) ? document.activeElement : null;
  const focused = active && (active.id ? `#${active.id}` : `[data-kind="${active.dataset.kind}"]`);
  const relations = tallies(graph.edges, (edge) => edge.property);
  const chips = el("div", { class: "chips", role: "group", "aria-label": `${text.relationKinds}: ${text.pressToHide}` });
  form.replaceChildren(...[
    field(text.relationKinds, chips, "wide"),
    provinceField(),
    yearSpan() ? yearField() : null,
    sureField(),
    el("div", { class: "field end" }, el("output", null, text.left(kept.nodes.size, kept.edges.size)),
      el("button", { type: "button", class: "quiet", id: "reset", disabled: !activeFilters(), onclick: () => go(Object.fromEntries(FILTERS.map((name) => [name, null]))) }, text.reset)),
  ].filter(Boolean));
  legend(chips, graph.properties.filter((property) => relations.get(property)), "without", (property) => [text.verbs[property], el("span", { class: "count" }, String(relations.get(property)))]);
  if (focused && form.querySelector(focused)) form.querySelector(focused).focus();
}

function field(name, content, extra = "") {
  return el("div", { class: `field ${extra}` }, el("span", { class: "name" }, name), content);
}

function provinceField() {
  const counts = tallies(graph.nodes.flatMap((node) => [...provincesOf(node)]), (name) => name);
  const options = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => el("option", { value: name, selected: state.province === name }, `${name} (${count})`));
  if (!options.length) return null;
  return field(text.province, el("select", { id: "province", "aria-label": text.province, onchange: (event) => go({ province: event.target.value || null }) },
    el("option", { value: "" }, text.everywhere), options));
}

/** Two thumbs on one track, over a bar for each year. */
function yearField() {
  const { first, last, counts } = yearSpan();
  const clamp = (value, otherwise) => Math.min(last, Math.max(first, Number(value) || otherwise));
  const most = Math.max(...counts.values());
  const shown = el("output", { class: "years" });
  const thumb = (id, name, value) => el("input", { type: "range", id, min: String(first), max: String(last), step: "1", value: String(value), "aria-label": name, oninput: move, onchange: commit });
  const low = thumb("since", text.fromYear, clamp(state.since, first)), high = thumb("until", text.toYear, clamp(state.until, last));
  const bars = el("span", { class: "bars", "aria-hidden": "true" }, Array.from({ length: last - first + 1 }, (_, i) => {
    const bar = el("i");
    bar.style.height = `${Math.round(22 * (counts.get(first + i) || 0) / most)}px`;
    return bar;
  }));
  function move(event) {
    if (Number(low.value) > Number(high.value)) (event.target === low ? high : low).value = event.target.value;
    show();
  }
  function show() {
    shown.textContent = low.value === high.value ? low.value : `${low.value}–${high.value}`;
    [...bars.children].forEach((bar, i) => bar.classList.toggle("in", first + i >= Number(low.value) && first + i <= Number(high.value)));
  }
  function commit() {
    const whole = Number(low.value) === first && Number(high.value) === last;
    go(whole ? { since: null, until: null, undated: null } : { since: low.value, until: high.value });
  }
  show();
  const undated = graph.edges.filter((edge) => !datesOf(edge).length).length;
  const narrowed = Boolean(state.since || state.until);
  return field(text.years, [
    el("span", { class: "range" }, bars, low, high), shown,
    undated ? el("label", { class: "tick" }, el("input", { type: "checkbox", id: "undated", disabled: !narrowed, checked: !narrowed || state.undated === "1",
      onchange: (event) => go({ undated: event.target.checked ? "1" : null }) }), text.undated(undated)) : null,
  ]);
}

function sureField() {
  const lowest = Math.min(1, ...graph.passages.map((passage) => passage.confidence));
  if (lowest >= 1) return null;
  const value = Math.max(Number(state.sure) || 0, Math.floor(lowest * 20) / 20);
  const shown = el("output", null, value.toFixed(2));
  const input = el("input", { type: "range", id: "sure", min: String(Math.floor(lowest * 20) / 20), max: "1", step: "0.05", value: String(value), "aria-label": text.sure,
    oninput: () => { shown.textContent = Number(input.value).toFixed(2); },
    onchange: () => go({ sure: input.value === input.min ? null : input.value }) });
  return field(text.sure, [input, shown]);
}
