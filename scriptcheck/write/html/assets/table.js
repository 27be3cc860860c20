"use strict";
// The table of calls. Only the rows in sight are elements, so that 50,000 scroll like fifty.
sc.table = (function () {
  const COLUMNS = [
    { by: "id", word: "column.call", cells: idCell },
    { by: "score", word: "column.score", cells: scoreCell },
    { by: "passed", word: "column.result", cells: resultCell },
    { by: "worst", word: "column.violations", cells: violationsCell },
    { by: "agent", word: "column.agent", cells: (row) => [sc.nameOf(row.agent)] },
    { by: "team", word: "column.team", cells: (row) => [sc.nameOf(row.team)] },
    { by: "time", word: "column.time", cells: (row) => [row.time || ""] },
    { by: "length", word: "column.length", cells: (row) => [row.length_ms === null ? sc.t("turns", { count: row.turns || 0 }) : sc.clock(row.length_ms)] },
    { by: "review", word: "column.review", cells: reviewCell },
  ];
  const SPARE = 8;
  const HIGHEST = 30000000;
  const PRINTED = 1000;
  let view = null;
  let active = 0;
  let top = 0;

  function idCell(row) {
    return [sc.h("a", { href: sc.route.hash(sc.route.toCall(row.page)), tabindex: "-1" }, row.id)];
  }
  function scoreCell(row) {
    const machine = row.score === null ? "–" : String(row.score);
    const { score, changed } = sc.final.of(row);
    return changed && row.score !== null ? [sc.h("span", { class: "machine" }, machine), ` → ${score === null ? "–" : score}`] : [machine];
  }
  function resultCell(row) {
    const kind = sc.final.kind(row.passed);
    const { passed, changed } = sc.final.of(row);
    // Where the profile does not explain a score, the machine's result is all that is known.
    const isKnown = passed !== null || row.score === null;
    const final = changed && isKnown ? sc.final.kind(passed) : kind;
    const machine = final !== kind && [sc.h("span", { class: "machine" }, sc.t(`result.${kind}`)), " → "];
    return [sc.h("span", { class: `result ${final}` }, machine, sc.t(`result.${final}`))];
  }
  function violationsCell(row) {
    const low = sc.sections.below(row).map((section) => sc.h("span", { class: "pip major low", title: `${sc.sections.title(section)}${sc.t("colon")}${sc.t("section.below", { floor: section.floor })}` }, `↓ ${sc.sections.title(section)}`));
    if (!row.rules.length) return low.length ? low : [sc.h("span", { class: "none" }, "–")];
    const rules = row.rules.map(sc.ruleOf);
    const counts = sc.SEVERITIES.map((severity) => [severity, rules.filter((rule) => rule.severity === severity).length]);
    return [
      ...low,
      sc.h("span", { class: "pips" }, counts.filter(([, count]) => count).map(([severity, count]) => sc.h("span", { class: `pip ${severity}`, title: sc.t(`severity.${severity}`) }, count))),
      sc.h("span", { class: "titles" }, sc.joined(rules.slice(0, 3).map(sc.ruleTitle))),
    ];
  }
  function reviewCell(row) {
    const items = sc.review.of(row.page).length;
    if (!items) return [];
    const marked = sc.review.marked(row);
    return [sc.h("span", { class: marked === row.rules.length ? "reviewed" : "" }, `${marked}/${row.rules.length}`)];
  }

  function heading(column) {
    const sorted = sc.filters.sort.by === column.by;
    const order = sorted ? (sc.filters.sort.down ? "descending" : "ascending") : "none";
    const sign = sorted ? (sc.filters.sort.down ? " ↓" : " ↑") : "";
    const sort = () => {
      sc.filters.sortBy(column.by);
      top = active = 0;
      refresh();
      view.root.querySelector(`[data-by="${column.by}"]`).focus();
    };
    return sc.h("div", { role: "columnheader", "aria-sort": order, class: `c-${column.by}` }, sc.h("button", { type: "button", "data-by": column.by, onclick: sort }, sc.t(column.word) + sign));
  }

  function line(row, at) {
    const worst = sc.worst(row);
    return sc.h(
      "div",
      { role: "row", id: `row-${at}`, class: `line${at === active ? " active" : ""}${worst ? ` w-${worst}` : ""}`, "aria-rowindex": at + 2, "data-at": at },
      COLUMNS.map((column) => sc.h("div", { role: "gridcell", class: `c-${column.by}` }, column.cells(row))),
    );
  }

  /** Return the height of a row, which the style sheet says. */
  const rowHeight = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")) || 44;

  function draw({ printing = false } = {}) {
    if (!view || !view.root.isConnected) return;
    const rows = sc.filters.rows();
    if (printing) {
      view.window.replaceChildren(...rows.slice(0, PRINTED).map(line));
      view.printed.hidden = rows.length <= PRINTED;
      view.printed.textContent = sc.t("table.printed", { count: sc.number(PRINTED) });
      return;
    }
    const height = rowHeight();
    const seen = Math.ceil(view.body.clientHeight / height);
    const first = sc.clamp(Math.floor(view.body.scrollTop / height) - SPARE, Math.max(0, rows.length - 1));
    const last = Math.min(rows.length, first + seen + 2 * SPARE);
    top = view.body.scrollTop;
    view.space.style.height = `${Math.min(HIGHEST, rows.length * height)}px`;
    const lines = [];
    for (let at = first; at < last; at += 1) lines.push(line(rows[at], at));
    view.window.style.transform = `translateY(${first * height}px)`;
    view.window.replaceChildren(...lines);
    view.root.setAttribute("aria-rowcount", rows.length + 1);
    if (active >= first && active < last) view.root.setAttribute("aria-activedescendant", `row-${active}`);
    else view.root.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    const rows = sc.filters.rows();
    active = sc.clamp(to, Math.max(0, rows.length - 1));
    const height = rowHeight();
    const { scrollTop, clientHeight } = view.body;
    if (active * height < scrollTop) view.body.scrollTop = active * height;
    else if ((active + 1) * height > scrollTop + clientHeight) view.body.scrollTop = (active + 1) * height - clientHeight;
    draw();
  }

  function onKey(event) {
    const page = Math.max(1, Math.floor(view.body.clientHeight / rowHeight()) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity, j: 1, k: -1 };
    // The headings within are buttons, with keys of their own.
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target !== view.root && event.target !== view.body)) return;
    if (Object.hasOwn(moves, event.key)) {
      move(active + moves[event.key]);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && sc.filters.rows()[active]) {
      sc.route.go(sc.route.toCall(sc.filters.rows()[active].page));
    }
  }

  function onClick(event) {
    const at = event.target.closest(".line");
    if (!at) return;
    active = Number(at.dataset.at);
    if (!event.target.closest("a") && !String(getSelection())) sc.route.go(sc.route.toCall(sc.filters.rows()[active].page));
    else draw();
  }

  function refresh() {
    view.head.replaceChildren(...COLUMNS.map(heading));
    view.count.textContent = sc.t("table.count", { shown: sc.number(sc.filters.rows().length), all: sc.number(sc.rows.length) });
    view.empty.hidden = sc.filters.rows().length > 0;
    view.body.hidden = !view.empty.hidden;
    draw();
  }

  /** Return the table as an element. */
  function make() {
    const head = sc.h("div", { role: "row", class: "head", "aria-rowindex": 1 });
    const space = sc.h("div", { class: "space", role: "presentation" });
    const window_ = sc.h("div", { class: "window", role: "rowgroup" });
    space.append(window_);
    const body = sc.h("div", { class: "body", role: "presentation", tabindex: "-1", onclick: onClick, onscroll: sc.inFrame(() => draw()) }, space);
    const count = sc.h("p", { class: "count", "aria-live": "polite" });
    const empty = sc.h("p", { class: "empty" }, sc.t("table.empty"));
    const printed = sc.h("p", { class: "printed hint", hidden: true });
    const used = [["agent", "agent"], ["team", "team"], ["time", "time"]].filter(([field]) => sc.rows.some((row) => row[field] !== null));
    const root = sc.h("div", { class: ["table", ...used.map(([, name]) => `has-${name}`)].join(" "), role: "grid", tabindex: "0", id: "calls", "aria-label": sc.t("table.label"), onkeydown: onKey }, sc.h("div", { role: "rowgroup" }, head), body, empty, printed);
    view = { root, head, body, space, window: window_, count, empty, printed };
    return sc.h("section", { "aria-label": sc.t("table.label") }, count, root);
  }

  /** Draw what the filters leave, from where the reader was. */
  function show({ fromTop = false } = {}) {
    if (fromTop) top = active = 0;
    active = sc.clamp(active, Math.max(0, sc.filters.rows().length - 1));
    const before = top;
    refresh();
    view.body.scrollTop = before;
    draw();
  }

  addEventListener("resize", sc.inFrame(() => draw()));
  // Paper does not scroll.
  addEventListener("beforeprint", () => draw({ printing: true }));
  addEventListener("afterprint", () => draw());
  sc.review.onChange(() => draw());

  return {
    make,
    show,
    /** Put the reader on `row`, where it is among those shown. */
    activate(row) {
      const at = sc.filters.rows().indexOf(row);
      if (at >= 0) active = at;
    },
    focus: () => view.root.focus({ preventScroll: true }),
  };
})();
