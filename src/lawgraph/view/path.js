// The path between two nodes. The shortest one mostly runs through a ministry, which says nothing: so a step
// onto a node costs more, the more relations that node has, and a step that no article states costs double.

/** Return the edges of the cheapest path, in order; null where there is none. Dijkstra's algorithm. */
function pathBetween(from, to) {
  const cost = new Map([[from, 0]]), by = new Map(), done = new Set();
  const queue = new Heap();
  queue.push(0, from);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (done.has(node)) continue;
    done.add(node);
    if (node === to) break;
    for (const edge of node.edges) {
      const next = otherEnd(edge, node);
      if (done.has(next) || !kept.edges.has(edge)) continue;
      const toll = next === to ? 0 : Math.sqrt(next.edges.length);
      const price = cost.get(node) + (edge.passages.length ? 1 : 2) + toll;
      if (price < (cost.has(next) ? cost.get(next) : Infinity)) {
        cost.set(next, price);
        by.set(next, edge);
        queue.push(price, next);
      }
    }
  }
  if (!done.has(to)) return null;
  const steps = [];
  for (let node = to; node !== from; node = otherEnd(steps[0], node)) steps.unshift(by.get(node));
  return steps;
}

/** A binary heap: the cheapest comes out first, and of equal ones the one that went in first. */
class Heap {
  constructor() { this.items = []; this.count = 0; }
  push(cost, value) {
    const items = this.items;
    items.push({ cost, value, turn: this.count++ });
    for (let i = items.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (!this.less(i, up)) break;
      [items[i], items[up]] = [items[up], items[i]];
      i = up;
    }
  }
  pop() {
    const items = this.items, top = items[0], last = items.pop();
    if (!items.length) return top && top.value;
    items[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < items.length && this.less(child, least)) least = child;
      if (least === i) return top.value;
      [items[i], items[least]] = [items[least], items[i]];
      i = least;
    }
  }
  less(i, j) {
    const [a, b] = [this.items[i], this.items[j]];
    return a.cost < b.cost || (a.cost === b.cost && a.turn < b.turn);
  }
}
