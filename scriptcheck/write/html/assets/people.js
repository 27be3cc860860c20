"use strict";
// Agents and teams: with the number of their calls and intervals, and ranked only with enough calls.
sc.people = (function () {
  const MOST = 10;
  const OPENED = 200;

  const range = ([low, high]) => `${sc.number(low)}–${sc.number(high)}`;

  function groups(rows, field) {
    const found = new Map();
    for (const row of rows) {
      if (row[field] === null) continue;
      if (!found.has(row[field])) found.set(row[field], sc.stats.empty());
      sc.stats.count(found.get(row[field]), row);
    }
    return found;
  }

  /** Return `rows` by their `field`: the lowest mean score first, then those with too few calls by name. */
  function ranked(rows, field) {
    const every = sc.stats.empty();
    rows.forEach((row) => sc.stats.count(every, row));
    const all = [...groups(rows, field)].map(([number, group]) => ({ name: sc.nameOf(number), group, ...sc.stats.standing(group, every) }));
    const few = (each) => each.standing === "too_few";
    const byName = new Intl.Collator("zh-CN", { numeric: true }).compare;
    all.sort((one, other) => few(one) - few(other) || (few(one) ? 0 : one.group.sum / one.group.scored - other.group.sum / other.group.scored) || byName(one.name, other.name));
    return { all, every };
  }

  /** Return the interval as a strip from 0 to 100, with its mean and that of all calls. */
  function strip({ group, mean }, every) {
    const span = sc.h("i", {});
    span.style.left = `${mean[0]}%`;
    span.style.width = `${mean[1] - mean[0]}%`;
    const [own, whole] = [sc.h("b", {}), sc.h("s", {})];
    own.style.left = `${group.sum / group.scored}%`;
    whole.style.left = `${every.sum / every.scored}%`;
    return sc.h("span", { class: "strip", "aria-hidden": "true" }, whole, span, own);
  }

  function line(each, every, pick) {
    const { name, group, standing, mean, rate } = each;
    const cell = (value, note, word) => sc.h("td", { "data-word": sc.t(word) }, value, note && sc.h("small", {}, ` ${note}`));
    return sc.h(
      "tr",
      { class: standing },
      sc.h("th", { scope: "row" }, sc.h("button", { type: "button", class: "name", onclick: () => pick(name) }, name)),
      cell(sc.number(group.scored), "", "people.scored"),
      cell(group.scored ? sc.number(group.sum / group.scored) : "–", mean && range(mean), "figure.mean"),
      sc.h("td", { class: "c-strip" }, mean && strip(each, every)),
      cell(sc.percent(group.passed / group.judged), rate && range(rate.map((end) => 100 * end)), "figure.pass_rate"),
      cell(sc.number(group.violations / group.calls), "", "people.a_call"),
      sc.h("td", {}, sc.h("span", { class: `standing ${standing}` }, sc.t(`standing.${standing}`, { least: sc.shared.least_calls }))),
    );
  }

  /** Return a card with the agents or teams of `rows`; null where none is known. `pick` is called with a name. */
  function card(rows, field, pick) {
    const { all, every } = ranked(rows, field);
    if (!all.length) return null;
    const heads = ["", "people.scored", "people.mean", "", "people.rate", "people.a_call", "people.standing"].map((word) => sc.h("th", { scope: "col" }, word && sc.t(word)));
    const body = sc.h("tbody", {}, all.slice(0, MOST).map((each) => line(each, every, pick)));
    const more = all.length > MOST && sc.h("button", { type: "button", class: "link", onclick: () => {
      body.replaceChildren(...all.slice(0, OPENED).map((each) => line(each, every, pick)));
      more.replaceWith(all.length > OPENED ? sc.h("p", { class: "hint" }, sc.t("people.rest", { count: sc.number(all.length - OPENED) })) : "");
    } }, sc.t("people.more", { count: sc.number(all.length) }));
    const node = sc.h("figure", { class: `card chart people ${field}s` }, sc.h("figcaption", {}, sc.t(`chart.${field}s`)), sc.h("p", { class: "hint" }, sc.t("people.hint", { least: sc.shared.least_calls, mean: every.scored ? sc.number(every.sum / every.scored) : "–" })), sc.h("table", { class: "figures-table" }, sc.h("thead", {}, sc.h("tr", {}, heads)), body), more);
    node.draw = () => {};
    return node;
  }

  return { card };
})();
