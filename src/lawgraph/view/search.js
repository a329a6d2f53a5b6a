// Search by Chinese, pinyin, initials and any mixture: 包头, baotou, bt sfj, hangzhousfj, 包头sfj.
// A query runs along the name; at each character it may take the character itself, or any beginning of
// its syllable. Characters may be skipped (市 in "bt sfj"), at a price. The cheapest way wins.

const MAX_SKIPS = 3;

function searchable(node) {
  if (node.units) return node.units;
  const build = (name, pinyin) => {
    const syllables = (pinyin || "").split(" ");
    const units = [];
    let at = 0;
    // pypinyin leaves a run of other characters ("2021") as one piece; only Chinese has a syllable each.
    for (const char of name) {
      const chinese = /\p{Script=Han}/u.test(char);
      while (chinese && at < syllables.length && !/^[a-züv:]+$/.test(syllables[at])) at++;
      units.push({ char: char.toLowerCase(), sound: chinese ? (syllables[at++] || "").replace("ü", "v") : "" });
    }
    return units;
  };
  node.units = [build(node.name, node.pinyin), ...(node.names || []).map((name) => build(name, ""))];
  // An alias has no pinyin of its own: borrow the sounds of the same characters in the name.
  const sounds = new Map(node.units[0].map((unit) => [unit.char, unit.sound]));
  node.units.slice(1).flat().forEach((unit) => { unit.sound = sounds.get(unit.char) || ""; });
  return node.units;
}

/** Return { cost, hits } of the cheapest way to spell the word along the units, or null. */
function spell(word, units) {
  const memo = new Map();
  function from(u, w, skips, matching) {
    if (w === word.length) return { cost: (units.length - u) * 0.05, hits: [] };
    if (u === units.length) return null;
    const key = ((u * 64 + w) * 8 + skips) * 2 + (matching ? 1 : 0);
    if (memo.has(key)) return memo.get(key);
    let best = null;
    const take = (length, price) => {
      const rest = from(u + 1, w + length, skips, true);
      if (rest && (!best || rest.cost + price < best.cost)) best = { cost: rest.cost + price, hits: [u, ...rest.hits] };
    };
    const { char, sound } = units[u];
    if (word.startsWith(char, w)) take(char.length, 0);
    for (let n = 1; n <= sound.length && word[w + n - 1] === sound[n - 1]; n++) take(n, n === sound.length ? 0.1 : 0.4);
    // A gap costs more than its length: 中山 beats 中…山.
    if (matching ? skips < MAX_SKIPS : true) {
      const rest = from(u + 1, w, matching ? skips + 1 : skips, false);
      const price = (matching ? 1.5 : 0) + 0.15 + (w === 0 && u === 0 ? 0.8 : 0);
      // At the same price skip: "btsfj" is 包头…司法局, not 包头市…法局.
      if (rest && (!best || rest.cost + price <= best.cost + 1e-9)) best = { cost: rest.cost + price, hits: rest.hits };
    }
    memo.set(key, best);
    return best;
  }
  return from(0, 0, 0, false);
}

/** Return the best matches for a query: [{ node, name, hits }]. */
function search(query, nodes, limit = 12) {
  const words = query.normalize("NFKC").toLowerCase().replace(/[’']/g, "").replace(/ü/g, "v").split(/\s+/).filter(Boolean).map((w) => w.slice(0, 40));
  if (!words.length) return [];
  const found = [];
  for (const node of nodes) {
    let best = null;
    searchable(node).forEach((units, which) => {
      let cost = which ? 0.3 : 0;
      const hits = new Set();
      for (const word of words) {
        const way = spell(word, units);
        if (!way) return;
        cost += way.cost;
        way.hits.forEach((hit) => hits.add(hit));
      }
      if (!best || cost < best.cost) best = { cost, hits, name: which ? node.names[which - 1] : node.name };
    });
    if (!best && words.length === 1 && node.code && /^\d{2,}$/.test(words[0]) && node.code.startsWith(words[0])) {
      best = { cost: 1, hits: new Set(), name: node.name };
    }
    // Of equal matches the better connected is the likelier one.
    if (best) found.push({ node, ...best, cost: best.cost - Math.min(Math.log2(1 + node.edges.length) * 0.08, 0.6) });
  }
  return found.sort((a, b) => a.cost - b.cost || a.node.id - b.node.id).slice(0, limit);
}
