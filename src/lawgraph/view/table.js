// The table view: the same nodes and edges for readers who do not use the picture.

const STEP = 500; // rows at once: a table of 20,000 rows would hold up the page

function tableView(data, visible) {
  const edges = data.edges.filter((edge) => visible(edge.subject) && visible(edge.object));
  const nodes = data.nodes.filter(visible);
  const collator = new Intl.Collator("zh-CN");
  return [
    sortable("edgesTable", edges, [
      [text.subject, (e) => e.subject.name, (e) => nodeLink(e.subject)],
      [text.relation, (e) => text.verbs[e.property]],
      [text.object, (e) => e.object.name, (e) => nodeLink(e.object)],
      [text.role, (e) => Object.values(roleOf(e)).filter(Boolean).join(" · ")],
      [text.evidence, (e) => e.passages.length, (e) => el("a", { href: hashFor({ edge: e.key }) },
        e.passages.length ? [el("span", { class: "clip" }, el("bdi", null, e.passages[0].sentence)), e.passages.length > 1 ? ` +${e.passages.length - 1}` : null] : text.inferredEdge)],
    ], collator),
    sortable("nodesTable", nodes, [
      [text.name, (n) => n.name, (n) => nodeLink(n)],
      [text.kind, (n) => text[n.kind]],
      ["Pinyin", (n) => n.pinyin || ""],
      [text.code, (n) => n.code || ""],
      [text.relation, (n) => n.edges.length, (n) => String(n.edges.length)],
    ], collator),
  ];
}

function sortable(caption, items, columns, collator) {
  let shown = STEP;
  let order = { column: -1, up: true };
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => { shown += STEP; fill(); } }, text.showMore);
  const heads = columns.map(([name], i) => el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sort(i) }, name)));
  function sort(i) {
    order = { column: i, up: order.column === i ? !order.up : true };
    heads.forEach((head, j) => (j === i ? head.setAttribute("aria-sort", order.up ? "ascending" : "descending") : head.removeAttribute("aria-sort")));
    const value = columns[i][1];
    items.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      const sign = typeof x === "number" ? x - y : collator.compare(x, y);
      return (order.up ? sign : -sign) || a.id - b.id;
    });
    fill();
  }
  function fill() {
    body.replaceChildren(...items.slice(0, shown).map((item) => el("tr", null, columns.map(([, value, show], i) =>
      el(i ? "td" : "th", i ? null : { scope: "row" }, show ? show(item) : el("bdi", null, String(value(item))))))));
    more.hidden = shown >= items.length;
  }
  fill();
  return el("div", { class: "sheet" }, el("table", { class: caption }, el("caption", null, text[caption], el("span", { class: "count" }, String(items.length))), el("thead", null, el("tr", null, heads)), body), more);
}
