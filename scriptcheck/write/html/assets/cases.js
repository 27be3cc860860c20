"use strict";
// Cases of several calls: which time limits they kept, and by what that is seen.
sc.cases = (function () {
  const AT_ONCE = 100;
  const ORDER = ["fail", "undecidable", "pass", "not_applicable"];
  const COLUMNS = ["rule", "verdict", "reason", "started", "due", "met", "evidence"];

  const all = JSON.parse(document.getElementById("case-data").textContent).map(([id, calls, verdicts], number) => ({
    number,
    id,
    calls,
    verdicts: verdicts.map((values) => Object.fromEntries(COLUMNS.map((column, at) => [column, values[at] ?? null]))),
  }));
  document.getElementById("case-data").remove();
  const rowOf = new Map();
  for (const row of sc.rows) if (!rowOf.has(row.id)) rowOf.set(row.id, row);
  const caseOf = new Map();
  for (const each of all) for (const call of each.calls) if (!caseOf.has(call)) caseOf.set(call, each);

  const rank = (verdict) => 10 * ORDER.indexOf(verdict.verdict) + sc.SEVERITIES.indexOf(sc.ruleOf(verdict.rule).severity);
  for (const each of all) {
    each.verdicts.sort((one, other) => rank(one) - rank(other) || one.rule - other.rule);
    each.worst = each.verdicts.length ? each.verdicts[0].verdict : "not_applicable";
  }
  const sorted = [...all].sort((one, other) => (one.verdicts.length ? rank(one.verdicts[0]) : 99) - (other.verdicts.length ? rank(other.verdicts[0]) : 99) || one.number - other.number);
  const failing = all.filter((each) => each.worst === "fail").length;

  const minute = (time) => time.slice(0, 16).replace("T", " ");

  function callLink(call, turn = null) {
    const row = rowOf.get(call);
    if (!row) return call;
    return sc.h("a", { href: sc.route.hash({ call: row.page, turn }) }, call);
  }

  /** Return the words under `key` with elements where `{name}` stands. */
  function sentence(key, parts) {
    return sc.t(key).split(/(\{\w+\})/).map((piece) => (/^\{\w+\}$/.test(piece) ? parts[piece.slice(1, -1)] ?? "" : piece));
  }

  function callPart(each, number, evidence) {
    const call = each.calls[number];
    const found = (evidence || []).find(([at]) => at === number);
    if (!found) return [callLink(call)];
    return [callLink(call, found[1]), ...sentence("case.said", { turn: String(found[1] + 1), quote: sc.h("q", {}, found[2]) })];
  }

  /** Return why the case has `verdict`, as a sentence. */
  function why(each, { verdict, reason, started, due, met, evidence }) {
    const said = [];
    if (started !== null && due) said.push(sentence("case.started", { call: callPart(each, started, evidence), due: minute(due) }));
    else if (started !== null) said.push(sentence("case.started_open", { call: callPart(each, started, evidence) }));
    if (met !== null) said.push(sentence(verdict === "fail" ? "case.met_late" : "case.met", { call: callPart(each, met, evidence) }));
    else if (verdict === "fail") said.push([sc.t("case.not_met")]);
    if (verdict !== "fail" && reason) said.push([sc.hasWords(`reason.${reason}`) ? sc.t(`reason.${reason}`) : reason]);
    return said.map((words) => [...words, " "]).flat(Infinity);
  }

  function line(each, verdict) {
    const rule = sc.ruleOf(verdict.rule);
    const isBroken = verdict.verdict === "fail";
    return sc.h(
      "li",
      { class: verdict.verdict },
      sc.h("header", {}, sc.h("span", { class: `tag ${isBroken ? rule.severity : "info"}` }, isBroken ? sc.t(`severity.${rule.severity}`) : sc.t(`verdict.${verdict.verdict}`)), sc.h("b", {}, sc.ruleTitle(rule)), isBroken && rule.points ? sc.h("span", { class: "points" }, sc.t("points", { points: rule.points })) : null),
      sc.h("p", {}, why(each, verdict)),
      isBroken && rule.advice && sc.h("p", { class: "advice" }, sc.h("b", {}, sc.t("advice")), sc.of(rule.advice)),
    );
  }

  function card(each) {
    const applied = each.verdicts.filter((verdict) => verdict.verdict !== "not_applicable");
    const rest = each.verdicts.length - applied.length;
    return sc.h(
      "article",
      { class: "card case", "data-case": each.id },
      sc.h("header", {}, sc.h("h2", {}, each.id), sc.h("p", { class: "calls" }, sc.t("case.calls", { count: each.calls.length }), each.calls.map((call) => sc.h("span", {}, callLink(call), rowOf.has(call) && rowOf.get(call).time && sc.h("small", {}, ` ${rowOf.get(call).time}`))))),
      applied.length > 0 && sc.h("ul", { class: "limits" }, applied.map((verdict) => line(each, verdict))),
      rest > 0 && sc.h("p", { class: "hint" }, sc.t(applied.length ? "case.rest" : "case.none", { count: rest })),
    );
  }

  const KINDS = { fail: (each) => each.worst === "fail", undecidable: (each) => each.verdicts.some((verdict) => verdict.verdict === "undecidable"), kept: (each) => each.worst !== "fail" };

  function wanted(params) {
    const words = (params.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const searched = (each) => [each.id, ...each.calls].join("\n").toLowerCase();
    const isKind = KINDS[params.result] || (() => true);
    return sorted.filter((each) => isKind(each) && (!params.case || each.id === params.case) && words.every((word) => searched(each).includes(word)));
  }

  /** Return the way between calls and cases; null where there are no cases. */
  function tabs(current) {
    if (!all.length) return null;
    const link = (view, words) => sc.h("a", { href: view ? "#view=cases" : "#", ...(view === current ? { "aria-current": "page" } : {}) }, words);
    return sc.h("nav", { class: "views", "aria-label": sc.t("views") }, link("", [sc.t("figure.calls"), sc.h("span", { class: "badge" }, sc.number(sc.rows.length))]), link("cases", [sc.t("cases.title"), sc.h("span", { class: "badge" }, `${sc.number(failing)}/${sc.number(all.length)}`)]));
  }

  function filterBar(params) {
    const go = (change) => sc.route.go({ view: "cases", q: params.q, result: params.result, ...change }, { replace: true });
    const search = sc.h("input", { type: "search", id: "search", value: params.q || "", placeholder: sc.t("cases.placeholder"), autocomplete: "off", spellcheck: "false" });
    search.addEventListener("change", () => go({ q: search.value }));
    const options = [["", sc.t("filter.all")], ...Object.keys(KINDS).map((kind) => [kind, sc.t(`cases.${kind}`)])];
    const select = sc.h("select", { id: "filter-result", onchange: () => go({ result: select.value }) }, options.map(([value, label]) => sc.h("option", { value, selected: (params.result || "") === value }, label)));
    return sc.h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, sc.h("label", { class: "search" }, sc.h("span", {}, sc.t("filter.q")), search), sc.h("label", {}, sc.h("span", {}, sc.t("filter.result")), select));
  }

  /** Show the cases that `params` ask for in `main`. */
  function show(main, params) {
    const found = wanted(params);
    const list = sc.h("div", { class: "cases" });
    const count = sc.h("p", { class: "count", "aria-live": "polite" });
    const more = sc.h("button", { type: "button", class: "add-missed" });
    const add = () => {
      const from = list.childElementCount;
      list.append(...found.slice(from, from + AT_ONCE).map(card));
      more.hidden = list.childElementCount >= found.length;
      more.textContent = sc.t("cases.more", { count: sc.number(found.length - list.childElementCount) });
    };
    more.addEventListener("click", add);
    count.textContent = sc.t("cases.count", { shown: sc.number(found.length), all: sc.number(all.length), failing: sc.number(failing) });
    add();
    document.title = `${sc.t("cases.title")} – scriptcheck`;
    main.replaceChildren(sc.h("h1", { class: "hidden" }, sc.t("cases.title")), tabs("cases") || "", filterBar(params), params.case ? sc.h("div", { class: "chips" }, sc.h("button", { type: "button", class: "chip", onclick: () => sc.route.go({ view: "cases" }) }, `${sc.t("meta.case_id")}${sc.t("colon")}${params.case} ✕`)) : "", count, list, found.length ? "" : sc.h("p", { class: "empty" }, sc.t("cases.empty")), more);
    scrollTo(0, 0);
  }

  return { all, failing, tabs, show, of: (row) => caseOf.get(row.id) || null };
})();
