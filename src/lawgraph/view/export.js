// What is seen, as a file: PNG and SVG of the map, CSV with the sentences, GEXF for Gephi and networkx.

/** The nodes and edges of the present view. */
function seen() {
  if (whole && !state.view) return { nodes: whole.nodes.filter((node) => kept.nodes.has(node)), edges: graph.edges.filter((edge) => kept.edges.has(edge)) };
  if ((state.view || "map") === "map") return { nodes: graph.nodes.filter(visible), edges: graph.edges.filter(visibleEdge) };
  let edges = graph.edges.filter((edge) => kept.edges.has(edge));
  if (state.view === "timeline" && focus.node) edges = edges.filter((edge) => edge.subject === focus.node || edge.object === focus.node);
  if (state.view === "tree") edges = edges.filter((edge) => edge.property === "partOf");
  const ends = new Set(edges.flatMap((edge) => [edge.subject, edge.object]));
  return { nodes: graph.nodes.filter((node) => (state.view === "table" ? kept.nodes.has(node) : ends.has(node))), edges };
}

function renderFormats() {
  const map = (state.view || "map") === "map";
  const formats = { png: savePng, svg: () => save("svg", "image/svg+xml", svgOf()), csv: () => save("csv", "text/csv", csvOf()), gexf: () => save("gexf", "application/gexf+xml", gexfOf()),
    print: () => print(), link: () => copy(location.href, null) };
  byId("formats").replaceChildren(...Object.entries(formats).map(([name, run]) => el("button", { type: "button", "data-format": name, disabled: !map && ["png", "svg"].includes(name),
    onclick: () => { disclose(byId("export"), byId("formats"), false); run(); } }, text[name], !map && ["png", "svg"].includes(name) ? el("small", null, ` · ${text.onlyMap}`) : null)));
}

function save(ending, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  el("a", { href: url, download: `${fileName()}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

const fileName = () => ((focus.node && focus.node.name) || graph.title || "lawgraph").replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60);
const xml = (words) => String(words).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A cell that a spreadsheet would run as a formula begins with an apostrophe instead. */
function cell(value) {
  const words = value === null || value === undefined ? "" : String(value);
  const safe = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A line for each passage of each edge that is seen; an edge that no article states has one line without a passage. */
function csvOf() {
  const lines = [text.csvColumns];
  for (const edge of seen().edges) {
    const { subject, object } = edge;
    for (const passage of edge.passages.length ? edge.passages : [null]) {
      const article = passage ? passage.article : {};
      lines.push([subject.name, text.one[subject.kind], text.verbs[edge.property], object.name, text.one[object.kind],
        ...(passage ? [passage.role, passage.date, passage.since, passage.until, passage.sentence] : ["", "", "", "", text.inferredEdge]),
        article.title, article.publisher, article.reported, article.url, passage && passage.rule, passage && passage.confidence.toFixed(2), iriOf(subject), iriOf(object)]);
    }
  }
  // Excel takes UTF-8 for what it is only with this mark.
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function gexfOf() {
  const { nodes, edges } = seen();
  const attributes = (type, list) => `<attributes class="${type}">${list.map((name) => `<attribute id="${name}" title="${name}" type="${["confidence"].includes(name) ? "double" : ["passages"].includes(name) ? "integer" : "string"}"/>`).join("")}</attributes>`;
  const values = (pairs) => `<attvalues>${Object.entries(pairs).filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => `<attvalue for="${name}" value="${xml(value)}"/>`).join("")}</attvalues>`;
  const nodeLines = nodes.map((node) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(node.color.slice(at, at + 2), 16));
    const spot = node.drawn ? `<viz:position x="${node.x}" y="${-node.y}" z="0"/>` : "";
    return `<node id="${node.id}" label="${xml(node.name)}">${values({ kind: node.kind, iri: iriOf(node), code: node.code, pinyin: node.pinyin })}<viz:color r="${r}" g="${g}" b="${b}"/><viz:size value="${node.size}"/>${spot}</node>`;
  });
  const edgeLines = edges.map((edge) => `<edge id="${edge.id}" source="${edge.from}" target="${edge.to}" label="${xml(text.verbs[edge.property])}">${values({
    property: edge.property, role: roleOf(edge).role, date: edge.date, passages: edge.passages.length, confidence: edge.passages.length ? Math.max(...edge.passages.map((p) => p.confidence)) : "",
    sentence: edge.passages.length ? edge.passages[0].sentence : "" })}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n<graph defaultedgetype="directed" mode="static">\n`
    + `${attributes("node", ["kind", "iri", "code", "pinyin"])}\n${attributes("edge", ["property", "role", "date", "passages", "confidence", "sentence"])}\n`
    + `<nodes>\n${nodeLines.join("\n")}\n</nodes>\n<edges>\n${edgeLines.join("\n")}\n</edges>\n</graph>\n</gexf>\n`;
}

/** The map as it stands on the screen, with its title and legend, as a drawing that scales. */
function svgOf() {
  const field = byId("map"), [width, height, top, foot] = [field.clientWidth, field.clientHeight, 52, 40];
  const drawing = picture(), { map, toScreen } = drawing, round = (number) => Math.round(number * 10) / 10;
  const spot = (node) => { const { x, y } = drawing.spot(node); return [x, y]; };
  const { nodes, edges } = seen(), { lit } = focus;
  const inside = ([x, y]) => x > -40 && y > -40 && x < width + 40 && y < height + 40;
  const lines = edges.map((edge) => {
    const [[x1, y1], [x2, y2]] = [spot(edge.subject), spot(edge.object)];
    if (!inside([x1, y1]) && !inside([x2, y2])) return "";
    const on = !lit || (focus.node ? edge.subject === focus.node || edge.object === focus.node : focus.edges.has(edge));
    return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${on && lit ? palette.accent : palette.line}" stroke-width="${on && lit ? 1.8 : 1.2}"${on ? "" : ' opacity="0.2"'}${edge.passages.length ? "" : ' stroke-dasharray="5 5"'}><title>${xml(`${edge.subject.name} ${text.verbs[edge.property]} ${edge.object.name}`)}</title></line>`;
  });
  const shape = (kind, form, x, y, r, extra = "") => (form === "dot" ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${palette[kind]}"${extra}/>`
    : `<polygon points="${POINTS[form]}" transform="translate(${round(x - r)} ${round(y - r)}) scale(${round(r) / 8})" fill="${palette[kind]}"${extra}/>`);
  const signs = nodes.map((node) => { const [x, y] = spot(node); return inside([x, y]) ? shape(node.kind, node.shape, x, y, drawing.spot(node).r, !lit || lit.has(node) ? "" : ' opacity="0.16"') : ""; });
  const names = labelTexts.map(({ words, font, soft, x, y }) => {
    const [, weight, size] = /^(\d+ )?(\d+)px/.exec(font);
    return `<text x="${round(x)}" y="${round(y)}" dominant-baseline="central" font-size="${size}"${weight ? ` font-weight="${weight.trim()}"` : ""}${soft ? ` fill="${palette.soft}"` : ` stroke="${palette.paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`}>${xml(words)}</text>`;
  });
  const fields = map.fields.map((each) => {
    const [left, upper] = toScreen(each.x, each.y), [right, lower] = toScreen(each.x + each.width, each.y + each.height);
    return each.level ? `<path d="M${round(left + 8)} ${round(upper)}H${round(right - 8)}" stroke="${palette.rule}"/>`
      : `<rect x="${round(left)}" y="${round(upper)}" width="${round(right - left)}" height="${round(lower - upper)}" rx="10" fill="${palette.field}"/>`;
  });
  const shapes = new Map(nodes.map((node) => [node.kind, node.shape]));
  let at = 20;
  const key = graph.kinds.filter((kind) => shapes.has(kind)).map((kind) => { const x = at; at += 34 + 15 * text.one[kind].length * (text === TEXTS.zh ? 1 : 0.6); return `${shape(kind, shapes.get(kind), x + 7, height + top + 18, 6)}<text x="${x + 20}" y="${height + top + 18}" dominant-baseline="central" font-size="13">${xml(text.one[kind])}</text>`; });
  const title = [graph.title || text.title, focus.node && focus.node.name].filter(Boolean).join(" · ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + top + foot}" width="${width}" height="${height + top + foot}" font-family="${xml(FONT)}" fill="${palette.ink}">\n<title>${xml(title)}</title>\n`
    + `<rect width="100%" height="100%" fill="${palette.paper}"/>\n<text x="20" y="33" font-size="20" font-weight="700">${xml(title)}</text>\n`
    + `<svg y="${top}" width="${width}" height="${height}">\n${fields.join("\n")}\n${lines.filter(Boolean).join("\n")}\n${signs.filter(Boolean).join("\n")}\n${names.join("\n")}\n</svg>\n${key.join("\n")}\n</svg>\n`;
}

/** The same drawing as pixels, two to a point. */
function savePng() {
  const picture = new Image();
  picture.onload = () => {
    const canvas = el("canvas", { width: String(picture.width * 2), height: String(picture.height * 2) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save("png", "image/png", blob));
  };
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf())}`;
}
