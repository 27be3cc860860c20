"use strict";
// The page of one call.
sc.callPage = (function () {
  let state = null;

  const TABS = ["violations", "suspects", "rules", "dropped", "figures"];

  function neighbours(row) {
    const rows = sc.filters.rows();
    const at = rows.indexOf(row);
    return { at, all: rows.length, before: at > 0 ? rows[at - 1] : null, after: at >= 0 && at + 1 < rows.length ? rows[at + 1] : null };
  }

  function head(row, data) {
    const { at, all, before, after } = neighbours(row);
    const kind = row.passed === null ? "unjudged" : row.passed ? "passed" : "failed";
    const step = (to, word, sign) => sc.h("button", { type: "button", class: "icon", disabled: !to, title: sc.t(word), "aria-label": sc.t(word), onclick: () => to && sc.route.go(sc.route.toCall(to.page)) }, sign);
    const facts = [sc.nameOf(row.agent), sc.nameOf(row.team), row.time, row.length_ms === null ? null : sc.clock(row.length_ms), sc.t("turns", { count: sc.number(data.turns.length) })].filter(Boolean);
    const inCase = sc.cases.of(row);
    const dimensions = Object.entries(data.dimensions || {}).filter(([, score]) => score !== null);
    return sc.h(
      "header",
      { class: "call-head" },
      sc.h("nav", { "aria-label": sc.t("call.nav") }, sc.h("a", { class: "back", href: sc.route.hash(sc.filters.params()) }, `← ${sc.t("call.back")}`), step(before, "call.before", "‹"), at >= 0 && sc.h("span", { class: "at-of" }, `${sc.number(at + 1)} / ${sc.number(all)}`), step(after, "call.after", "›")),
      sc.h(
        "div",
        { class: "call-title" },
        sc.h("div", { class: `score ${kind}` }, sc.h("b", {}, row.score === null ? "–" : String(row.score)), sc.h("span", {}, sc.t(`result.${kind}`))),
        sc.final.box(row),
        sc.h("div", { class: "about" }, sc.h("h1", { tabindex: "-1", id: "call-title" }, row.id), sc.h("p", { class: "facts" }, facts.join(" · "), inCase && [" · ", sc.h("a", { href: sc.route.hash({ view: "cases", case: inCase.id }) }, `${sc.t("meta.case_id")} ${inCase.id}`)])),
        dimensions.length > 0 && sc.h("dl", { class: "dimensions" }, dimensions.map(([name, score]) => {
          const bar = sc.h("i", {});
          bar.style.width = `${sc.clamp(score, 100)}%`;
          return sc.h("div", {}, sc.h("dt", {}, sc.dimensionTitle(name)), sc.h("dd", {}, String(score), sc.h("span", { class: "meter", "aria-hidden": "true" }, bar)));
        })),
        sc.sections.box(row),
      ),
      data.warnings.length > 0 && sc.h("p", { class: "warned" }, sc.t("call.warnings"), data.warnings.map(([, message]) => message).join(" ")),
    );
  }

  function panel() {
    const { row, data } = state;
    const counts = { violations: sc.violations(data).length, suspects: sc.toLookAt(data), rules: data.verdicts.length, dropped: data.places.filter((place) => place.kind === "dropped").length };
    const tabs = sc.h("div", { role: "tablist", class: "tabs", "aria-label": sc.t("findings.title") }, TABS.map((name) => sc.h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(state.tab === name), "aria-controls": "panel", tabindex: state.tab === name ? "0" : "-1", onclick: () => openTab(name), onkeydown: tabKey }, sc.t(`tab.${name}`), name in counts && sc.h("span", { class: "badge" }, counts[name]))));
    const body = sc.h("div", { role: "tabpanel", id: "panel", class: `panel p-${state.tab}`, "aria-labelledby": `tab-${state.tab}` });
    const acts = { go: sc.transcript.goTo, point };
    const redraw = () => {
      sc.transcript.refreshAdded();
      redrawPanel();
    };
    if (state.tab === "violations") {
      const found = sc.violations(data);
      const cards = found.map((verdict, at) => sc.findings.violation(row, data, verdict, at, acts));
      const isInfo = (verdict) => sc.ruleOf(verdict.rule).severity === "info";
      const shown = cards.filter((_, at) => !isInfo(found[at]));
      const folded = cards.filter((_, at) => isInfo(found[at]));
      const rest = folded.length > 0 && sc.h("details", { class: "folded", open: !shown.length }, sc.h("summary", {}, sc.t("violations.folded", { count: folded.length })), sc.h("ol", { class: "violations" }, folded));
      body.append(...[shown.length > 0 && sc.h("ol", { class: "violations" }, shown), rest, cards.length ? null : sc.h("p", { class: "empty good" }, sc.t("violations.none")), sc.findings.addedList(row, redraw), sc.findings.strayMarks(row, data), sc.final.added(data), sc.h("button", { type: "button", class: "add-missed", onclick: () => add(null) }, `＋ ${sc.t("review.add")}`)].filter(Boolean));
    } else {
      const made = { suspects: () => [sc.findings.suspectsList(row, data, acts.go)], rules: () => sc.findings.rulesList(data, acts), dropped: () => sc.findings.droppedList(data, acts.go), figures: () => sc.findings.figures(data) };
      body.append(...[made[state.tab]()].flat(3).filter(Boolean));
    }
    return sc.h("aside", { class: "findings", "aria-label": sc.t("findings.title") }, tabs, body);
  }

  function tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const to = TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length];
    openTab(to);
    document.getElementById(`tab-${to}`).focus();
  }

  function redrawPanel() {
    const next = panel();
    state.panel.replaceWith(next);
    state.panel = next;
  }

  function openTab(name) {
    state.tab = name;
    sc.transcript.showDropped(name === "dropped");
    redrawPanel();
    const tab = document.getElementById(`tab-${name}`);
    if (tab) tab.focus({ preventScroll: true });
  }

  /** Show `verdict` in the transcript, and its card in the list. */
  function point(verdict, card = null) {
    sc.transcript.point(verdict);
    if (card) choose(card);
  }

  function choose(card) {
    for (const other of state.panel.querySelectorAll(".violation.current")) other.classList.remove("current");
    card.classList.add("current");
    const folded = card.closest("details");
    if (folded) folded.open = true;
    state.current = Number(card.dataset.number);
  }

  /** Show the card of `verdict`. */
  function openVerdict(verdict) {
    if (state.tab !== "violations") openTab("violations");
    const card = [...state.panel.querySelectorAll(".violation")].find((each) => each.verdict === verdict);
    if (!card) return;
    choose(card);
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }

  function openPlaces(numbers) {
    const shown = numbers.filter((number) => state.tab === "dropped" || state.data.places[number].kind !== "dropped");
    if (shown.length) sc.dialog(sc.t("place.title"), sc.h("div", { class: "places" }, sc.findings.places(state.row, state.data, shown)));
  }

  function selectedIn(turn) {
    const selection = getSelection();
    const node = selection.anchorNode && selection.anchorNode.parentElement && selection.anchorNode.parentElement.closest(".turn");
    if (!node || selection.isCollapsed) return { turn: turn ?? 0, quote: "" };
    const at = Number(node.dataset.turn);
    return turn === null || turn === at ? { turn: at, quote: String(selection).trim().slice(0, 200) } : { turn, quote: "" };
  }

  function add(turn) {
    const { row, data } = state;
    const selected = selectedIn(turn);
    sc.marking.addMissed(row, data, selected.turn, selected.quote, () => {
      sc.transcript.refreshAdded();
      if (state.tab === "violations") redrawPanel();
    });
  }

  function fill(main, row, data, params) {
    state = { row, data, tab: "violations", current: -1, panel: null };
    if (!sc.violations(data).length && sc.toLookAt(data)) state.tab = "suspects";
    const player = sc.audio.make(data, sc.transcript.playing);
    const transcript = sc.transcript.make(row, data, { onVerdict: openVerdict, onPlaces: openPlaces, onAdd: add });
    state.panel = panel();
    const timeline = sc.timeline.make(data, sc.transcript.goTo);
    main.replaceChildren(...[head(row, data), timeline, sc.h("div", { class: "columns" }, transcript, state.panel), player].filter(Boolean));
    document.title = `${row.id} – scriptcheck`;
    scrollTo(0, 0);
    document.getElementById("call-title").focus({ preventScroll: true });
    if (/^\d+$/.test(params.turn || "")) sc.transcript.goTo(Number(params.turn));
  }

  /** Show the call that `params` names in `main`. */
  async function show(main, params) {
    const row = sc.rowOf.get(params.call);
    const fail = (text) => main.replaceChildren(sc.h("div", { class: "failed" }, sc.h("p", {}, text), sc.h("a", { href: sc.route.hash(sc.filters.params()) }, `← ${sc.t("call.back")}`)));
    if (!row) {
      fail(sc.t("call.unknown", { call: params.call }));
      return;
    }
    sc.table.activate(row);
    try {
      const data = await sc.callData(row);
      if (sc.route.get().call === params.call) fill(main, row, data, params);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith("pages/")) throw error;
      fail(sc.t("call.no_data", { file: error.message }));
    }
  }

  /** Go `step` violations on; the first and the last follow each other. */
  function stepViolation(step) {
    if (state.tab !== "violations") openTab("violations");
    const cards = [...state.panel.querySelectorAll(".violation")];
    if (!cards.length) return;
    const at = state.current < 0 ? (step > 0 ? 0 : cards.length - 1) : (state.current + step + cards.length) % cards.length;
    choose(cards[at]);
    cards[at].scrollIntoView({ block: "nearest" });
    cards[at].focus({ preventScroll: true });
    sc.transcript.point(cards[at].verdict);
  }

  function stepCall(step) {
    const { before, after } = neighbours(state.row);
    const to = step > 0 ? after : before;
    if (to) sc.route.go(sc.route.toCall(to.page));
  }

  const currentCard = () => (state.tab === "violations" ? state.panel.querySelectorAll(".violation")[state.current] : null);

  return {
    show,
    stepViolation,
    stepCall,
    mark: (name) => currentCard() && currentCard().marking.toggle(name),
    note: () => currentCard() && currentCard().marking.openNote(),
    add: () => add(null),
    toggleDropped: () => openTab(state.tab === "dropped" ? "violations" : "dropped"),
  };
})();
