// Every word of the interface, in both languages. A relation has two names: seen from its subject and its object.
const TEXTS = {
  zh: {
    title: "机构关系图谱", skip: "跳到说明", other: "English", map: "图", table: "表格", light: "浅色", dark: "深色",
    search: "搜索机构、人名、荣誉……", searchHelp: "汉字、拼音或首字母，如 包头、baotou、bt sfj",
    none: "没有找到。可试汉字、拼音或首字母，如 包头、baotou、bt sfj。", legend: "图例，点选以显示或隐藏",
    canvas: "关系图。表格视图有同样的内容。", closer: "放大", wider: "缩小", all: "显示全部",
    Institution: "机构", Official: "人员", Program: "项目", Honour: "荣誉", Document: "文件", Event: "活动", Place: "地方",
    leads: ["领导", "领导人"], holdsPost: ["任职于", "任职者"], launched: ["发起的项目", "发起单位"],
    awarded: ["获得荣誉", "获得者"], issued: ["印发的文件", "印发单位"], implements: ["贯彻落实", "贯彻单位"],
    held: ["举办的活动", "举办单位"], attended: ["出席", "出席者"], partOf: ["隶属于", "下属机构"],
    cooperatesWith: ["合作单位", "合作单位"],
    verbs: { leads: "领导", holdsPost: "任职于", launched: "发起", awarded: "获得", issued: "印发", implements: "贯彻落实",
      held: "举办", attended: "出席", partOf: "隶属于", cooperatesWith: "合作" },
    intro: (d) => `${d.read} 篇报道，${d.nodes} 个节点，${d.edges} 条关系。${d.passages} 处原文为证。`,
    drawnFirst: (n, m) => `图中先画联系最多的 ${n} 个，其余 ${m} 个可搜索，选中后画出。`,
    loose: (n) => `另有 ${n} 个节点只是提到，尚无关系，见表格，也可搜索。`,
    start: "从这里看起", howTo: "怎样读这张图",
    how: ["每个机构居中，四周是它的人员、项目与荣誉。符号越大，关系越多。",
      "点一个符号或一条线，看原文：<s>主语</s>与<o>宾语</o>已标出。双击展开相邻节点。",
      "箭头由主语指向宾语。虚线按规则推知，没有报道写明。",
      "搜索可用汉字、拼音或首字母：包头、baotou、bt sfj。按 / 键即可搜索。"],
    relations: (n) => `${n} 条关系`, passages: (n) => `${n} 处原文`, articles: (n) => `${n} 篇报道`,
    alsoCalled: "又称", code: "区划代码", inferredNode: "按规则推知，没有报道提到。", provisional: "报道未写明所属地区，暂不与他处同名者合并。",
    inferredEdge: "按规则推知，没有报道写明。", hidden: (n) => `画出另外 ${n} 个相邻节点`, back: "← 总览",
    more: (n) => `另有 ${n} 处原文`, untitled: "无标题报道", rule: "规则", confidence: "置信度",
    means: (w, n) => `“${w}”指${n}`, dropped: (n) => `句中省略主语：${n}`, outside: (n) => `前文所指：${n}`, by: (n) => `${n}授予`,
    times: (n) => `${n} 次`, noEdges: "没有关系。",
    subject: "主语", relation: "关系", object: "宾语", role: "职务或日期", evidence: "原文", kind: "类别", name: "名称", edgesTable: "全部关系", nodesTable: "全部节点",
    showMore: "再显示 500 行", missing: "此链接所指的节点不在本图中。", allHidden: "所有类别都已隐藏，点上方图例恢复。",
    modality: { former: "原任", acting: "代理", dismissed: "免去", resigned: "辞去" }, list: (words) => words.join("、"), read: "所据报道", seen: (dates) => `见于 ${dates.join("、")}`,
  },
  en: {
    title: "Who leads, launches and wins", skip: "Skip to details", other: "中文", map: "Map", table: "Table", light: "Light", dark: "Dark",
    search: "Search bodies, people, honours …", searchHelp: "Chinese, pinyin or initials: 包头, baotou, bt sfj",
    none: "Nothing found. Try Chinese, pinyin or initials: 包头, baotou, bt sfj.", legend: "Legend: press to show or hide a kind",
    canvas: "Network. The table view has the same content.", closer: "Zoom in", wider: "Zoom out", all: "Show all",
    Institution: "Institutions", Official: "Officials", Program: "Programs", Honour: "Honours", Document: "Documents", Event: "Events", Place: "Places",
    leads: ["Leads", "Led by"], holdsPost: ["Holds a post at", "Posts held by"], launched: ["Launched", "Launched by"],
    awarded: ["Was awarded", "Awarded to"], issued: ["Issued", "Issued by"], implements: ["Implements", "Implemented by"],
    held: ["Held", "Held by"], attended: ["Attended", "Attended by"], partOf: ["Part of", "Includes"],
    cooperatesWith: ["Cooperates with", "Cooperates with"],
    verbs: { leads: "leads", holdsPost: "holds a post at", launched: "launched", awarded: "was awarded", issued: "issued", implements: "implements",
      held: "held", attended: "attended", partOf: "is part of", cooperatesWith: "cooperates with" },
    intro: (d) => `${d.read} ${d.read === 1 ? "article" : "articles"}, ${d.nodes} nodes, ${d.edges} relations, with ${d.passages} passages to show for them.`,
    drawnFirst: (n, m) => `The map starts with the ${n} best connected; find the other ${m} by search, and they are drawn.`,
    loose: (n) => `${n} more are only mentioned and have no relation yet: see the table, or search.`,
    start: "Start here", howTo: "How to read the map",
    how: ["Each institution stands amid its people, work and honours. The larger a sign, the more relations.",
      "Click a sign or a line to read the sentence, its <s>subject</s> and <o>object</o> marked. Double-click draws the neighbours.",
      "Arrows run from subject to object. A dashed line follows by rule; no article states it.",
      "Search takes Chinese, pinyin or initials: 包头, baotou, bt sfj. Press / to search."],
    relations: (n) => (n === 1 ? "1 relation" : `${n} relations`), passages: (n) => (n === 1 ? "1 passage" : `${n} passages`), articles: (n) => (n === 1 ? "1 article" : `${n} articles`),
    alsoCalled: "Also called", code: "Division code", inferredNode: "Known by rule; no article names it.", provisional: "No article settles its place, so it is kept apart from its namesakes.",
    inferredEdge: "Follows by rule; no article states it.", hidden: (n) => `Draw ${n} more ${n === 1 ? "neighbour" : "neighbours"}`, back: "← Overview",
    more: (n) => `${n} more ${n === 1 ? "passage" : "passages"}`, untitled: "Untitled article", rule: "Rule", confidence: "confidence",
    means: (w, n) => `“${w}” is ${n}`, dropped: (n) => `Subject left out in the sentence: ${n}`, outside: (n) => `Named earlier in the article: ${n}`, by: (n) => `conferred by ${n}`,
    times: (n) => `${n} times`, noEdges: "No relations.",
    subject: "Subject", relation: "Relation", object: "Object", role: "Role or date", evidence: "Passage", kind: "Kind", name: "Name", edgesTable: "All relations", nodesTable: "All nodes",
    showMore: "Show 500 more rows", missing: "The node that this link points to is not in this graph.", allHidden: "Every kind is hidden: press the legend above.",
    modality: { former: "former", acting: "acting", dismissed: "dismissed", resigned: "resigned" }, list: (words) => words.join(", "), read: "Articles read", seen: (dates) => `seen ${dates.join(", ")}`,
  },
};

let text = TEXTS.zh;

/** Return a date or span of dates as the passage gives it. */
function period(passage) {
  if (passage.since || passage.until) {
    if (text === TEXTS.en) return [passage.since && `since ${passage.since}`, passage.until && `until ${passage.until}`].filter(Boolean).join(", ");
    return [passage.since && `${passage.since} 起`, passage.until && `${passage.until} 止`].filter(Boolean).join("，");
  }
  return passage.date || "";
}
