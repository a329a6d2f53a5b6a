// A passage: the sentence with its words marked, and where it stands.

/** Return the sentence as pieces, each marked by what it names. Spans may overlap: 包头市 in 包头市司法局. */
function marked(passage, others = []) {
  const all = [passage, ...others];
  const spans = all.flatMap((each) => ["subject", "object"].map((name) => each[name] && [name, ...each[name]])).filter(Boolean);
  const cuts = new Set([0, passage.sentence.length, ...all.flatMap((each) => each.quote), ...spans.flatMap(([, from, to]) => [from, to])]);
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(1).map((end, i) => {
    const start = points[i];
    const piece = passage.sentence.slice(start, end);
    const names = [...new Set(spans.filter(([, from, to]) => from <= start && end <= to).map(([name]) => name))];
    if (names.length) return el("mark", { class: names.join(" ") }, piece);
    return all.some(({ quote: [from, to] }) => start >= from && end <= to) ? piece : el("span", { class: "context" }, piece);
  });
}

/** Say what a word stands for where the sentence does not name the thing itself. */
function glosses(edge, passage) {
  const gloss = (span, node, isSubject) => {
    if (!span) return isSubject ? text.dropped(node.name) : text.outside(node.name);
    const word = passage.sentence.slice(...span);
    const known = [node.name, ...(node.names || [])].some((name) => name === word);
    return known || node.name.includes(word) && node.kind !== "Institution" ? null : text.means(word, node.name);
  };
  return [gloss(passage.subject, edge.subject, true), gloss(passage.object, edge.object, false)].filter(Boolean);
}

function sourceLine(article) {
  const title = article.title || text.untitled;
  const safe = article.url && /^https?:\/\//i.test(article.url);
  return el("p", { class: "source" },
    safe ? el("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, el("bdi", null, title), el("span", { class: "out", "aria-hidden": "true" }, " ↗"))
      : el("bdi", null, title),
    article.publisher ? [" · ", el("bdi", null, article.publisher)] : null,
    article.reported ? ` · ${article.reported}` : null,
    article.earliest ? [" · ", el("bdi", null, text.earliest(article.earliest))] : null);
}

/** The other publications of an article's text to the letter. */
function copiesView(copies) {
  if (!copies.length) return null;
  return el("details", { class: "copies" }, el("summary", null, text.copies(copies.length)), copies.map(sourceLine));
}

function passageView(edge, passage) {
  const facts = [
    passage.conferred_by && text.by(passage.conferred_by),
    passage.count && text.times(passage.count),
    passage.modality && (text.modality[passage.modality] || passage.modality),
    ...glosses(edge, passage),
  ].filter(Boolean);
  const correct = claimCommands(passage);
  return el("div", { class: "passage" },
    el("blockquote", { lang: "zh-CN", dir: "auto" }, marked(passage)),
    facts.length ? el("p", { class: "gloss" }, facts.join(" · ")) : null,
    sourceLine(passage.article),
    copiesView(passage.article.copies || []),
    el("p", { class: "rule" }, `${text.rule} ${passage.rule} · ${text.confidence} ${passage.confidence.toFixed(2)} `, correct.button), correct.box);
}

/** All passages of an edge, the first ones open. */
function passagesView(edge, open = 2) {
  if (!edge.passages.length) return el("p", { class: "gloss" }, text.inferredEdge);
  const views = edge.passages.map((passage) => passageView(edge, passage));
  // One passage more is shorter than a line that offers it.
  if (views.length <= open + 1) return views;
  return [...views.slice(0, open), el("details", null, el("summary", null, text.more(views.length - open)), views.slice(open))];
}

/** Count the independent sources: one publisher is one, and so is one text, whoever reprints it. */
function independentSources(passages) {
  return new Set(passages.map((passage) => passage.article.source)).size;
}

/** Count the publications that repeat a text told of already, those to the letter among them. */
function copiesOf(passages) {
  const articles = [...new Set(passages.map((passage) => passage.article))];
  const publications = articles.reduce((sum, article) => sum + 1 + (article.copies || []).length, 0);
  return publications - new Set(articles.map((article) => article.text)).size;
}

/** How much stands behind it: passages, articles, independent sources, copies. */
function support(passages) {
  if (!passages.length) return null;
  const copies = copiesOf(passages);
  return el("p", { class: "gloss" }, [text.passages(passages.length), text.articles(new Set(passages.map((passage) => passage.article)).size)].join(" · "), " · ",
    el("span", { title: text.sourcesHelp }, [text.sources(independentSources(passages)), copies ? text.copies(copies) : null].filter(Boolean).join(text.and)));
}

const NOT_HELD = new Set(["proposed", "dismissed", "resigned", "former"]);

/** Tell whether a post is plainly not held: every passage says that somebody had it, lost it or may get it. */
const notHeld = (edge) => edge.passages.length > 0 && edge.passages.every((passage) => NOT_HELD.has(passage.modality));

/** What an edge says beside its two ends: role and dates. */
function roleOf(edge) {
  // "局长" and "党组书记、局长" are two posts, not three.
  const printed = edge.passages.map((passage) => passage.role).filter(Boolean).sort((a, b) => b.length - a.length);
  const roles = [...new Set(printed.flatMap((role) => role.split("、")))];
  const qualified = [...new Set(edge.passages.map((passage) => passage.modality))];
  if (roles.length && qualified.every(Boolean)) roles[roles.length - 1] += text.bracket(text.list(qualified.map((word) => text.modality[word] || word)));
  const dates = [...new Set(edge.passages.map(period).filter(Boolean))].sort();
  // Several dates are sightings, not a term of office: they are listed, never joined to a span.
  return { role: roles.join("、"), date: dates.length > 1 ? text.seen(dates.length > 3 ? [dates[0], "…", dates[dates.length - 1]] : dates) : dates.join("") };
}
