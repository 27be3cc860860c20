"use strict";
// All calls at once: figures, charts and the table, of the calls that the filters leave.
sc.overview = (function () {
  const MOST = 10;
  let figures = null;
  let charts = null;
  let chips = null;

  const set = (field, value) => sc.route.go({ ...sc.filters.params(), [field]: value });
  const toggle = (field, value) => set(field, sc.filters.state[field] === value ? "" : value);

  function figure(word, value, note = "") {
    return sc.h("div", { class: "figure" }, sc.h("dt", {}, sc.t(word)), sc.h("dd", {}, value, note && sc.h("small", {}, note)));
  }

  function drawFigures(rows) {
    const judged = rows.filter(sc.stats.isJudged);
    const scored = rows.filter((row) => row.score !== null);
    const passed = rows.filter((row) => row.passed === 1).length;
    const broken = rows.filter((row) => row.rules.length);
    const violations = rows.reduce((sum, row) => sum + row.rules.length, 0);
    const mean = scored.reduce((sum, row) => sum + row.score, 0) / scored.length;
    figures.replaceChildren(
      figure("figure.calls", sc.number(rows.length), rows.length === sc.rows.length ? "" : sc.t("figure.of", { all: sc.number(sc.rows.length) })),
      figure("figure.pass_rate", sc.percent(passed / judged.length), sc.t("figure.passed", { passed: sc.number(passed), judged: sc.number(judged.length) })),
      figure("figure.mean", scored.length ? sc.number(mean) : "–"),
      figure("figure.violations", sc.number(violations), rows.length ? sc.t("figure.broken", { each: sc.number(violations / rows.length), calls: sc.number(broken.length) }) : ""),
      figure("figure.unjudged", sc.number(rows.length - judged.length)),
      ...(sc.cases.all.length ? [figure("figure.cases", sc.h("a", { href: "#view=cases" }, sc.number(sc.cases.all.length)), sc.t("figure.failing", { failing: sc.number(sc.cases.failing) }))] : []),
    );
  }

  function scores(rows) {
    const bins = Array.from({ length: 10 }, () => 0);
    for (const row of rows) if (row.score !== null) bins[Math.min(9, Math.floor(row.score / 10))] += 1;
    const pass = sc.shared.pass_score;
    return sc.charts.bars(
      sc.t("chart.scores"),
      bins.map((count, at) => ({ label: at === 9 ? "90–100" : `${10 * at}–${10 * at + 9}`, value: count, colour: pass !== null && 10 * at + 9 < pass ? "weak" : "accent" })),
      { unit: sc.t("unit.calls") },
    );
  }

  function days(rows) {
    const found = new Map();
    for (const row of rows) {
      if (!row.time) continue;
      const day = row.time.slice(0, 10);
      const sum = found.get(day) || { calls: 0, violations: 0, judged: 0, passed: 0 };
      sum.calls += 1;
      sum.violations += row.rules.length;
      sum.judged += sc.stats.isJudged(row);
      sum.passed += row.passed === 1;
      found.set(day, sum);
    }
    if (!found.size) return null;
    let entries = [...found].sort();
    const byMonth = entries.length > 92;
    if (byMonth) {
      const months = new Map();
      for (const [day, sum] of entries) {
        const month = months.get(day.slice(0, 7)) || { calls: 0, violations: 0, judged: 0, passed: 0 };
        for (const field of Object.keys(month)) month[field] += sum[field];
        months.set(day.slice(0, 7), month);
      }
      entries = [...months];
    }
    const last = (label) => (byMonth ? `${label}-31` : label);
    return sc.charts.bars(
      sc.t(byMonth ? "chart.months" : "chart.days"),
      entries.map(([label, sum]) => ({
        label: byMonth ? label : label.slice(5),
        value: sum.calls,
        colour: "weak",
        note: sc.t("chart.day_note", { violations: sc.number(sum.violations) }),
        pick: () => sc.route.go({ ...sc.filters.params(), from: byMonth ? `${label}-01` : label, to: last(label) }),
      })),
      { unit: sc.t("unit.calls"), line: { label: sc.t("figure.pass_rate"), values: entries.map(([, sum]) => (sum.judged ? (100 * sum.passed) / sum.judged : null)) } },
    );
  }

  function ruleCounts(rows) {
    const counts = new Map();
    for (const row of rows) for (const number of row.rules) counts.set(number, (counts.get(number) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  function severities(counts) {
    const sums = Object.fromEntries(sc.SEVERITIES.map((severity) => [severity, 0]));
    for (const [number, count] of counts) sums[sc.ruleOf(number).severity] += count;
    return sc.charts.bars(
      sc.t("chart.severities"),
      sc.SEVERITIES.map((severity) => ({ label: sc.t(`severity.${severity}`), value: sums[severity], colour: severity, pick: () => toggle("severity", severity) })),
      { lying: true, unit: sc.t("unit.violations") },
    );
  }

  function rules(counts) {
    return sc.charts.bars(
      counts.length > MOST ? sc.t("chart.rules_most", { shown: MOST, all: counts.length }) : sc.t("chart.rules"),
      counts.slice(0, MOST).map(([number, count]) => {
        const rule = sc.ruleOf(number);
        return { label: sc.ruleTitle(rule), value: count, colour: rule.severity, note: rule.id, pick: () => toggle("rule", rule.id) };
      }),
      { lying: true, unit: sc.t("unit.calls") },
    );
  }

  function drawCharts(rows) {
    sc.charts.clear();
    const counts = ruleCounts(rows);
    const person = (field) => sc.people.card(rows, field, (name) => toggle(field, name));
    const cards = [
      scores(rows),
      severities(counts),
      days(rows),
      rules(counts),
      sc.sections.card(rows, (section) => toggle("section", section.id)),
      sc.disputes.card(rows, (rule) => toggle("rule", rule.id)),
      person("agent"),
      person("team"),
    ].filter(Boolean);
    charts.replaceChildren(...cards);
    cards.forEach((card) => card.draw());
  }

  function drawChips() {
    const { state, FIELDS } = sc.filters;
    const shown = FIELDS.filter((field) => state[field] && field !== "q").map((field) => {
      const rule = field === "rule" && sc.ruleById(state.rule);
      const words = { result: `result.${state.result}`, severity: `severity.${state.severity}`, review: `review.is_${state.review}` };
      const section = field === "section" && sc.shared.sections.find((each) => each.id === state.section);
      const value = section ? sc.sections.title(section) : rule ? sc.ruleTitle(rule) : words[field] ? sc.t(words[field]) : state[field];
      return sc.h("button", { type: "button", class: "chip", onclick: () => set(field, ""), "aria-label": sc.t("filter.remove", { name: value }) }, `${sc.t(`filter.${field}`)}${sc.t("colon")}${value} ✕`);
    });
    if (sc.filters.isActive()) shown.push(sc.h("button", { type: "button", class: "link", onclick: () => sc.route.go({}) }, sc.t("filter.clear")));
    chips.replaceChildren(...shown);
  }

  function select(field, options) {
    const list = [["", sc.t("filter.all")], ...options];
    const node = sc.h("select", { id: `filter-${field}`, onchange: () => set(field, node.value) }, list.map(([value, label]) => sc.h("option", { value, selected: sc.filters.state[field] === value }, label)));
    return sc.h("label", {}, sc.h("span", {}, sc.t(`filter.${field}`)), node);
  }

  function dateField(field) {
    const node = sc.h("input", { type: "date", id: `filter-${field}`, value: sc.filters.state[field], onchange: () => set(field, node.value) });
    return sc.h("label", {}, sc.h("span", {}, sc.t(`filter.${field}`)), node);
  }

  const named = (field) => [...new Set(sc.rows.map((row) => row[field]))].filter((number) => number !== null).map(sc.nameOf).sort(new Intl.Collator("zh-CN", { numeric: true }).compare).map((name) => [name, name]);

  function filterBar() {
    const search = sc.h("input", { type: "search", id: "search", placeholder: sc.t("filter.placeholder"), value: sc.filters.state.q, autocomplete: "off", spellcheck: "false" });
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => sc.route.go({ ...sc.filters.params(), q: search.value }, { replace: true }), 150);
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "Enter") {
        sc.table.focus();
        event.preventDefault();
      }
    });
    const broken = new Set();
    for (const row of sc.rows) for (const number of row.rules) broken.add(number);
    const ruleOptions = [...broken].sort((one, other) => one - other).map((number) => [sc.ruleOf(number).id, sc.ruleTitle(sc.ruleOf(number))]);
    const agents = named("agent");
    const teams = named("team");
    const limited = sc.shared.sections.filter((section) => section.floor !== null);
    return sc.h(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      sc.h("label", { class: "search" }, sc.h("span", {}, sc.t("filter.q")), search),
      select("result", ["passed", "failed", "unjudged", "violations", "undecidable"].map((value) => [value, sc.t(`result.${value}`)])),
      select("severity", sc.SEVERITIES.map((value) => [value, sc.t(`severity.${value}`)])),
      select("rule", ruleOptions),
      agents.length > 0 && select("agent", agents),
      teams.length > 0 && select("team", teams),
      limited.length > 0 && select("section", limited.map((section) => [section.id, sc.sections.title(section)])),
      sc.rows.some((row) => row.time) && [dateField("from"), dateField("to")],
      select("review", ["open", "done", "any"].map((value) => [value, sc.t(`review.is_${value}`)])),
    );
  }

  /** Bring what is on the page to what the filters say; the search field keeps its caret. */
  function update({ fromTop = true } = {}) {
    const rows = sc.filters.rows();
    drawFigures(rows);
    drawCharts(rows);
    drawChips();
    for (const field of sc.filters.FIELDS) {
      const node = document.getElementById(field === "q" ? "search" : `filter-${field}`);
      if (node && node !== document.activeElement) node.value = sc.filters.state[field];
    }
    sc.table.show({ fromTop });
  }

  /** Show the overview in `main`. */
  function show(main) {
    figures = sc.h("dl", { class: "figures" });
    charts = sc.h("div", { class: "charts" });
    chips = sc.h("div", { class: "chips" });
    const fold = sc.h("details", { class: "fold", open: sc.choice.get("charts") !== "closed" }, sc.h("summary", {}, sc.t("overview.charts")), charts);
    fold.addEventListener("toggle", () => {
      sc.choice.set("charts", fold.open ? "open" : "closed");
      if (fold.open) drawCharts(sc.filters.rows());
    });
    main.replaceChildren(sc.h("h1", { class: "hidden" }, sc.t("overview.title")), sc.cases.tabs("") || "", figures, fold, filterBar(), chips, sc.table.make());
    update({ fromTop: false });
  }

  return { show, update };
})();
