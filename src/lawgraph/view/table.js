// The table view: every kind in a table of its own, and all relations in one. It is the equal of the
// picture for readers who do not see it, and the quickest way to a list.

const STEP = 500; // rows at once: a table of 20,000 rows would hold up the page

const collator = () => new Intl.Collator("zh-CN", { numeric: true });

function tableView() {
  const kinds = graph.kinds.filter((kind) => graph.nodes.some((node) => node.kind === kind));
  const sheet = kinds.includes(state.sheet) ? state.sheet : "edges";
  const tabs = ["edges", ...kinds].map((name) => el("button", { type: "button", "data-sheet": name, "aria-current": name === sheet ? "true" : null,
    onclick: () => go({ sheet: name === "edges" ? null : name }) }, name === "edges" ? text.allEdges : text[name]));
  const items = sheet === "edges" ? graph.edges.filter((edge) => kept.edges.has(edge)) : graph.nodes.filter((node) => node.kind === sheet && kept.nodes.has(node));
  const newest = (edge) => (datesOf(edge).length ? datesOf(edge)[datesOf(edge).length - 1].date : "");
  items.sort((a, b) => (sheet === "edges" ? newest(b).localeCompare(newest(a)) : b.edges.length - a.edges.length) || a.id - b.id);
  const bar = el("div", { class: "sheets", role: "group", "aria-label": text.sheets }, tabs);
  return [bar, sortable(sheet === "edges" ? text.allEdges : text[sheet], sheet, items, sheet === "edges" ? edgeColumns() : nodeColumns(sheet))];
}

// A column is [its name, what it is sorted and found by, what it shows].

function edgeColumns() {
  const newest = (edge) => { const dates = datesWithin(edge); return dates.length ? dates[dates.length - 1].date : ""; };
  return [
    [text.subject, (e) => e.subject.name, (e) => nodeLink(e.subject)],
    [text.relation, (e) => text.verbs[e.property]],
    [text.object, (e) => e.object.name, (e) => nodeLink(e.object)],
    [text.columns.posts, (e) => roleOf(e).role],
    [text.columns.date, newest, (e) => el("span", { class: "date" }, newest(e))],
    [text.evidence, (e) => (e.passages.length ? e.passages[0].sentence : ""), (e) => el("a", { href: hashFor({ edge: e.key }) },
      e.passages.length ? [el("span", { class: "clip" }, el("bdi", null, e.passages[0].sentence)), e.passages.length > 1 ? ` +${e.passages.length - 1}` : null] : text.inferredEdge)],
  ];
}

function nodeColumns(kind) {
  const names = text.columns;
  const seen = (node) => node.edges.flatMap(datesOf).map(({ date }) => date).sort();
  const date = [names.date, (n) => { const all = seen(n); return [...new Set([all[0], all[all.length - 1]])].filter(Boolean).join(" – "); }];
  const relations = [names.relations, (n) => n.edges.length];
  const ends = (name, property, side) => [name, (n) => othersBy(n, property, side).map((node) => node.name).join(" "), (n) => links(othersBy(n, property, side))];
  const counted = (name, property) => [name, (n) => othersBy(n, property, 0).length, (n) => othersBy(n, property, 0).length || ""];
  const division = [text.division, (n) => (graph.divisions[n.code] || []).join(" ")];
  const columns = {
    Institution: [division, ends(names.leaders, "leads", 1), ends(names.parent, "partOf", 0), counted(names.programs, "launched"), counted(names.honours, "awarded"), counted(names.documents, "issued"), counted(names.events, "held")],
    Official: [[names.posts, postsOf, postLinks], ends(names.honours, "awarded", 0), ends(names.events, "attended", 0), date],
    Program: [ends(names.launchedBy, "launched", 1), ends(names.implementedBy, "implements", 1), date],
    Honour: [ends(names.awardedTo, "awarded", 1), [names.conferredBy, (n) => [...new Set(n.edges.flatMap((edge) => edge.passages.map((p) => p.conferred_by)).filter(Boolean))].join(" ")], date],
    Document: [ends(names.issuedBy, "issued", 1), ends(names.implementedBy, "implements", 1), date],
    Event: [ends(names.heldBy, "held", 1), ends(names.attendedBy, "attended", 1), date],
    Place: [division, ends(names.honours, "awarded", 0), date],
  };
  return [[text.name, (n) => n.name, (n) => [nodeLink(n), el("small", { class: "pinyin" }, n.pinyin || "")]], ...columns[kind], relations];
}

const othersBy = (node, property, side) => node.edges.filter((edge) => edge.property === property && kept.edges.has(edge) && !notHeld(edge) && (side ? edge.object : edge.subject) === node).map((edge) => otherEnd(edge, node));

function links(nodes, most = 3) {
  return [nodes.slice(0, most).map((node) => nodeLink(node)), nodes.length > most ? el("span", { class: "count" }, `+${nodes.length - most}`) : null];
}

const postEdges = (node) => node.edges.filter((edge) => edge.subject === node && ["leads", "holdsPost"].includes(edge.property));
const postsOf = (node) => postEdges(node).map((edge) => `${edge.object.name} ${roleOf(edge).role}`).join(" ");
const postLinks = (node) => postEdges(node).slice(0, 3).map((edge) => el("span", { class: "post" }, nodeLink(edge.object), " ", el("bdi", null, roleOf(edge).role)));

function sortable(title, name, items, columns) {
  let shown = STEP, order = { column: -1, up: true }, rows = items;
  const isNumber = ([, value]) => items.length > 0 && typeof value(items[0]) === "number";
  const body = el("tbody");
  const count = el("span", { class: "count", role: "status" });
  const more = el("button", { type: "button", class: "more", onclick: () => { shown += STEP; fill(); } }, text.showMore);
  const box = el("input", { type: "search", class: "within", placeholder: text.search2, "aria-label": text.search2, oninput: find });
  const heads = columns.map(([head], i) => el("th", { scope: "col", class: isNumber(columns[i]) ? "number" : null }, el("button", { type: "button", onclick: () => sort(i) }, head)));
  function find() {
    const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    rows = items.filter((item) => { const line = columns.map(([, value]) => value(item)).concat(item.pinyin || "").join(" ").toLowerCase(); return words.every((word) => line.includes(word)); });
    shown = STEP;
    fill();
  }
  function sort(i) {
    order = { column: i, up: order.column === i ? !order.up : !isNumber(columns[i]) };
    heads.forEach((head, j) => (j === i ? head.setAttribute("aria-sort", order.up ? "ascending" : "descending") : head.removeAttribute("aria-sort")));
    const { compare } = collator(), keys = new Map(items.map((item) => [item, columns[i][1](item)]));
    items.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if ((x === "") !== (y === "")) return x === "" ? 1 : -1; // what is not known comes last, either way
      const sign = typeof x === "number" ? x - y : compare(x, y);
      return (order.up ? sign : -sign) || a.id - b.id;
    });
    find();
  }
  function fill() {
    body.replaceChildren(...rows.slice(0, shown).map((item) => el("tr", null, columns.map(([, value, show], i) =>
      el(i ? "td" : "th", i ? null : { scope: "row" }, show ? show(item) : el("bdi", null, String(value(item))))))));
    more.hidden = shown >= rows.length;
    count.textContent = text.matches(rows.length);
  }
  fill();
  return el("div", { class: "tableBox" }, el("div", { class: "tableTop" }, el("h2", { id: "tableTitle" }, title), count, box),
    el("table", { class: `${name}Table`, "aria-labelledby": "tableTitle" }, el("thead", null, el("tr", null, heads)), body), more);
}
