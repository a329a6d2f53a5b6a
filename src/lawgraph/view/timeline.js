// The timeline: what is told of one node, or of all, by date. A chart above, the sentences below.

const ROWS = 300; // sentences at once, over all years; each row is some twenty elements
const LANES = ["holdsPost", "awarded", "launched", "issued", "held", "attended", "implements", "cooperatesWith", "partOf"];

function timelineView() {
  const node = focus.node;
  const edges = (node ? node.edges : graph.edges).filter((edge) => kept.edges.has(edge));
  const dated = [], undated = [];
  edges.forEach((edge) => {
    const dates = datesWithin(edge);
    if (dates.length) dated.push({ edge, dates });
    else undated.push({ edge, dates: [] });
  });
  dated.sort((a, b) => (a.dates[0].date < b.dates[0].date ? 1 : a.dates[0].date > b.dates[0].date ? -1 : a.dates[0].passage.turn - b.dates[0].passage.turn || a.edge.id - b.edge.id));
  const years = new Map();
  dated.forEach((item) => { const year = yearOf(item.dates[0].date); (years.get(year) || years.set(year, []).get(year)).push(item); });
  const rows = Math.max(10, Math.floor(ROWS / (years.size + 1)));
  return [
    el("h2", null, node ? [sign(node.kind, node.shape), el("bdi", null, text.timelineTitle(node.name))] : text.timelineTitle()),
    yearBar(),
    unseen(node),
    node ? chart(node, dated) : null,
    dated.length ? null : el("p", { class: "gloss" }, text.noneDated),
    [...years].map(([year, items]) => yearSection(text.year(year), items, node, rows)),
    undated.length ? yearSection(text.noDate, undated, node, rows) : null,
  ];
}

/** A bar for each year, which is a button: press it to see that year alone. */
function yearBar() {
  const span = yearSpan();
  if (!span) return null;
  const most = Math.max(...span.counts.values());
  const years = [...span.counts.keys()].sort((a, b) => a - b);
  const alone = state.since && state.since === state.until ? Number(state.since) : null;
  const whole = !state.since && !state.until;
  return el("div", { class: "yearBar", role: "group", "aria-label": text.years },
    el("button", { type: "button", "data-year": "all", "aria-pressed": String(whole), onclick: () => go({ since: null, until: null, undated: null }) }, text.allYears),
    years.map((year) => {
      const bar = el("i", { "aria-hidden": "true" });
      bar.style.height = `${3 + Math.round(33 * span.counts.get(year) / most)}px`;
      return el("button", { type: "button", "data-year": String(year), "aria-pressed": String(year === alone),
        onclick: () => go(year === alone ? { since: null, until: null, undated: null } : { since: String(year), until: String(year), undated: null }) },
      bar, String(year), el("span", { class: "count" }, String(span.counts.get(year))));
    }));
}

/** What the years leave out because nobody dated it is said, and can be had. */
function unseen(node) {
  const count = (node ? node.edges : graph.edges).filter((edge) => !datesOf(edge).length && !kept.without.has(edge.property) && !kept.hidden.has(edge.subject.kind) && !kept.hidden.has(edge.object.kind)).length;
  if (!count || !(state.since || state.until) || state.undated) return null;
  return el("p", { class: "gloss unseen-note" }, text.leftOut(count), " ", el("button", { type: "button", class: "quiet", onclick: () => go({ undated: "1" }) }, text.showThem));
}

function yearSection(title, items, node, rows) {
  const groups = bySentence(items);
  const list = el("ol", { class: "events" });
  const more = el("button", { type: "button", class: "more", onclick: () => fill() });
  let shown = 0;
  function fill() {
    list.append(...groups.slice(shown, shown + rows).map((group) => eventItem(group, node)));
    shown += rows;
    more.hidden = shown >= groups.length;
    more.textContent = text.showNext(Math.min(rows, groups.length - shown));
  }
  fill();
  return el("section", { class: "yearSection" }, el("h3", null, title, el("span", { class: "count" }, String(items.length))), list, more);
}

/** What one sentence says on one date, and the sentence. */
function eventItem(items, node) {
  const first = items[0].dates[0], edge = items[0].edge;
  const passages = items.map((item) => (item.dates[0] ? item.dates[0].passage : item.edge.passages[0])).filter(Boolean);
  const source = passages.length ? sourceLine(passages[0].article) : null;
  return el("li", null,
    el("p", { class: "when" }, first ? el("time", { datetime: first.date }, first.date.slice(5) || first.date) : null, first && first.reported ? el("small", null, text.asReported) : null),
    el("div", null,
      items.map((item) => factLine(item, node)),
      passages.length ? [el("blockquote", { lang: "zh-CN", dir: "auto" }, marked(passages[0], passages.slice(1))), source] : el("p", { class: "gloss" }, edge.passages.length ? "" : text.inferredEdge)));
}

function factLine({ edge, dates }, node) {
  const { role } = roleOf(edge);
  const later = [...new Set(dates.slice(1).map(({ date }) => date))].filter((date) => date !== dates[0].date).slice(0, 4);
  return el("p", { class: "fact" },
    node ? [el("span", { class: "verb" }, text[edge.property][edge.subject === node ? 0 : 1]), nodeLink(otherEnd(edge, node))]
      : [nodeLink(edge.subject), el("span", { class: "verb" }, text.verbs[edge.property]), nodeLink(edge.object)],
    role ? el("span", { class: "role" }, el("bdi", null, role)) : null,
    el("a", { class: "quiet", href: hashFor({ edge: edge.key }) }, text.thisEdge),
    later.length ? el("span", { class: "role" }, text.again(later)) : null);
}

/** Join what the same sentence says on the same date, where it follows each other. */
function bySentence(items) {
  const groups = [];
  const sentence = ({ edge, dates }) => (dates[0] ? dates[0].passage : edge.passages[0] || {}).sentence;
  items.forEach((item) => {
    const last = groups[groups.length - 1];
    const same = last && sentence(item) && sentence(last[0]) === sentence(item) && (last[0].dates[0] || {}).date === (item.dates[0] || {}).date;
    if (same) last.push(item);
    else groups.push([item]);
  });
  return groups;
}

/** Lanes over the years: a bar for each leader from first to last seen, dots for all else. The list says the same. */
function chart(node, dated) {
  const moment = (date) => { const [year, month = 1, day = 1] = date.split("-").map(Number); return year + (month - 1) / 12 + (day - 1) / 365; };
  const dates = dated.flatMap((item) => item.dates.map(({ date }) => date));
  if (new Set(dates).size < 2) return null;
  const [first, last] = [Math.floor(Math.min(...dates.map(moment))), Math.floor(Math.max(...dates.map(moment))) + 1];
  const left = (date) => `${(100 * (moment(date) - first)) / (last - first)}%`;
  const spot = (tag, kind, from, title) => { const dot = el(tag, { class: kind, title }); dot.style.left = left(from); return dot; };
  const lane = (name, marks) => el("div", { class: "lane" }, el("span", { class: "name" }, name), el("span", { class: "track" }, marks));
  const leaders = dated.filter(({ edge }) => edge.property === "leads" && (edge.object === node || edge.subject === node)).map(({ edge, dates: seen }) => {
    const bar = spot("i", "bar Official", seen[0].date, null);
    const end = seen.map(({ date, until }) => until || date).sort().pop();
    bar.style.width = `calc(${(100 * (moment(end) - moment(seen[0].date))) / (last - first)}% + 9px)`;
    const other = otherEnd(edge, node);
    return lane(el("bdi", null, other.name), [bar, seen.map(({ date }) => spot("i", `dot ${other.kind}`, date, date))]);
  });
  const lanes = LANES.flatMap((property) => [0, 1].map((side) => {
    const items = dated.filter(({ edge }) => edge.property === property && (side ? edge.object === node : edge.subject === node));
    if (!items.length) return null;
    const byDate = tallies(items, (item) => item.dates[0].date);
    const kind = otherEnd(items[0].edge, node).kind;
    return lane(text[property][side], [...byDate].map(([date, count]) => {
      const dot = spot("i", `dot ${kind}`, date, `${date} (${count})`);
      if (count > 1) { dot.textContent = String(count); dot.classList.add("many"); }
      return dot;
    }));
  })).filter(Boolean);
  const step = Math.max(1, Math.ceil((last - first) / 8));
  const ticks = Array.from({ length: Math.floor((last - first - 1) / step) + 1 }, (_, i) => first + i * step).map((year) => { const tick = spot("i", "tick", String(year), null); tick.textContent = String(year); return tick; });
  return el("div", { class: "chart", "aria-hidden": "true" }, leaders, lanes, lane("", ticks));
}
