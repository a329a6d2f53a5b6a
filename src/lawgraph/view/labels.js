// Names on the map, drawn over what vis-network or sigma.js drew, so that no two overlap.

const FONT = '"PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';
const MAX_LABELS = 240;
const READABLE = 12.5; // pixels from row to row at which names of 12 pixels can be read

/** Boxes on the screen, kept by cells of 64 pixels so that a clash is found without asking each. */
class Boxes {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = left >> 6; x <= right >> 6; x++) for (let y = top >> 6; y <= bottom >> 6; y++) yield x * 4096 + y;
  }
  add(box) { for (const key of this.keys(box)) (this.cells.get(key) || this.cells.set(key, []).get(key)).push(box); }
  hits(box, but) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other !== but && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
      }
    }
    return false;
  }
}

let labelBoxes = []; // what was drawn last; the tests look whether any two overlap
let labelTexts = []; // the same, and the titles of the fields, for a drawing of what is seen

/** Return the boxes of what lies over the canvas: a name under a button cannot be read. */
function covered(canvas) {
  const corner = canvas.getBoundingClientRect(), out = new Boxes();
  for (const element of document.querySelectorAll("#map .zoom, #scope")) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (right > left) out.add([left - corner.left, top - corner.top, right - corner.left, bottom - corner.top]);
  }
  return out;
}

/**
 * Draw the titles of the fields and the names of the nodes. `map` has row and fields, `scale` is pixels to
 * a unit of the map, `spot` gives { x, y, r, side, foot } of a node, its centre and radius on the screen.
 */
function drawLabels(ctx, { nodes, map, scale, toScreen, spot }) {
  const [width, height] = [ctx.canvas.clientWidth, ctx.canvas.clientHeight];
  const { node: chosen, lit } = focus;
  const pitch = map.row * scale, roomy = pitch >= READABLE, small = pitch < 17;
  const signs = new Boxes(), names = covered(ctx.canvas);
  const many = nodes.length > 2000 && !roomy; // dots: only the names of hubs are drawn, and may cover them
  const most = many ? Math.min(MAX_LABELS, (width * height) / 9000) : MAX_LABELS;
  const seen = [];
  for (const node of nodes) {
    const at = spot(node);
    const { x, y, r } = at;
    if (x < -r || y < -r || x > width + r || y > height + r) continue;
    if (many && !at.foot && !(lit && lit.has(node))) continue;
    const box = [x - r, y - r, x + r, y + r];
    if (!many) signs.add(box);
    const rank = node === chosen ? 5 : node === hovered ? 4 : lit && lit.has(node) ? 3 : 0;
    if (lit && rank === 0) continue;
    seen.push({ node, at, box, rank: rank + (at.foot ? 1 : 0) + node.size / 100 });
  }
  // Of many that are as large as one another those are named that lie apart, not the first ones.
  const turn = (node) => (many ? (node.id * 7919) % 10007 : node.id);
  seen.sort((a, b) => b.rank - a.rank || turn(a.node) - turn(b.node));
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.paper;
  labelBoxes = [];
  labelTexts = [];
  const write = (words, font, box, colour) => {
    names.add(box);
    const [x, y] = [box[0] + 2, (box[1] + box[3]) / 2];
    labelTexts.push({ words, font, soft: colour === palette.soft, x, y });
    ctx.font = font;
    ctx.fillStyle = colour;
    if (many || colour === palette.ink) ctx.strokeText(words, x, y);
    ctx.fillText(words, x, y);
  };
  for (const { words, font, box } of fieldTitles(ctx, map.fields, toScreen, [width, height])) {
    if (!names.hits(box)) write(words, font, box, palette.soft);
  }
  // The names beside a hub stand in rows: either each finds its room, or they would be a few at random.
  for (const { node, at: { x, y, r, side, foot }, box, rank } of seen.slice(0, 1000)) {
    if (labelBoxes.length >= most) break;
    if (!roomy && !foot && rank < 3 && node.kind !== "Official") continue;
    const strong = foot > 0 || node === chosen;
    const words = rank >= 4 && node.name.length <= 30 ? node.name : node.label;
    const font = strong ? `600 14px ${FONT}` : `${small ? 12 : 13}px ${FONT}`;
    const w = measure(ctx, words, font), h = strong ? 19 : small ? 12 : 17;
    const place = {
      right: [x + r + 5, y - h / 2], left: [x - r - 5 - w, y - h / 2], below: [x - w / 2, y + r + 2], foot: [x - w / 2, y + Math.max(r, foot * scale) + 4], above: [x - w / 2, y - r - h - 2],
    };
    // A name outside the oval has a row of its own; elsewhere it would lie across the lines.
    const own = side > 0 ? ["right"] : side < 0 ? ["left"] : [];
    const order = own.length && !foot && rank < 4 ? own : [...own, "below", "foot", "above", "right", "left"];
    const boxes = order.map((name) => place[name]).map(([left, top]) => [left - 2, top, left + w + 2, top + h])
      .filter((b) => b[0] >= 2 && b[1] >= 2 && b[2] <= width - 2 && b[3] <= height - 2 && !names.hits(b));
    // The name of a hub goes below it, or below all that stands around it where that is too near.
    // It may cover a small sign only if it is one that the reader must see.
    const best = boxes.find((b) => !signs.hits(b, box)) || (rank >= 1 ? boxes[0] : null);
    if (!best) continue;
    labelBoxes.push(best);
    write(words, font, best, palette.ink);
    // How many neighbours of a hub are not drawn, where there is room to say so.
    const more = foot > 0 && node.more && !whole ? `+${node.more}` : "", wide = more && measure(ctx, more, `12px ${FONT}`);
    const tail = best[0] < x - r - 5 && best[2] <= x - r ? [best[0] - wide - 5, best[1], best[0] - 1, best[3]] : [best[2] + 1, best[1], best[2] + wide + 5, best[3]];
    if (more && tail[0] > 2 && tail[2] < width - 2 && !names.hits(tail) && !signs.hits(tail)) { labelBoxes.push(tail); write(more, `12px ${FONT}`, tail, palette.soft); }
  }
}

const widths = new Map();

function measure(ctx, words, font) {
  const key = font + words;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(words).width);
  }
  return widths.get(key);
}
