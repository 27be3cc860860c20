"use strict";
// Violations that somebody calls none: in files of labels, and in the marks of this page.
sc.disputes = (function () {
  const MOST = 10;

  /** Return for a violation of `row` whether it is disputed; null where nobody has said anything. */
  function of(row, id) {
    const files = row.final ? row.final[2] : {};
    const label = Object.hasOwn(files, id) ? files[id] : null;
    const mark = (sc.review.get(row.page, sc.review.keys.rule(id)) || {}).mark;
    const isMarked = mark === "right" || mark === "wrong";
    if (!label && !isMarked) return null;
    return Boolean((label && label[3]) || mark === "wrong");
  }

  function counts(rows) {
    const found = new Map();
    for (const row of rows) {
      // Most calls have no label.
      if (!row.final && !sc.review.of(row.page).length) continue;
      for (const number of row.rules) {
        const disputed = of(row, sc.ruleOf(number).id);
        if (disputed === null) continue;
        const sum = found.get(number) || { labelled: 0, disputed: 0 };
        sum.labelled += 1;
        sum.disputed += disputed;
        found.set(number, sum);
      }
    }
    return [...found].sort(([one, first], [other, second]) => second.disputed - first.disputed || second.labelled - first.labelled || one - other);
  }

  /** Return a card with what is disputed in `rows`, by rule; null where nobody has said anything. */
  function card(rows, pick) {
    const found = counts(rows);
    if (!found.length) return null;
    const total = found.reduce((sum, [, each]) => ({ labelled: sum.labelled + each.labelled, disputed: sum.disputed + each.disputed }), { labelled: 0, disputed: 0 });
    const heads = ["filter.rule", "disputes.labelled", "disputes.disputed", "disputes.share"].map((word) => sc.h("th", { scope: "col" }, sc.t(word)));
    const cells = (sum) => [sc.number(sum.labelled), sc.number(sum.disputed), sc.percent(sum.disputed / sum.labelled)].map((value) => sc.h("td", {}, value));
    const lines = found.slice(0, MOST).map(([number, sum]) => sc.h("tr", {}, sc.h("th", { scope: "row" }, sc.h("button", { type: "button", class: "name", onclick: () => pick(sc.ruleOf(number)) }, sc.ruleTitle(sc.ruleOf(number)))), cells(sum)));
    const all = sc.h("tr", { class: "total" }, sc.h("th", { scope: "row" }, sc.t("disputes.all")), cells(total));
    const node = sc.h("figure", { class: "card chart disputes" }, sc.h("figcaption", {}, sc.t("chart.disputes")), sc.h("table", { class: "figures-table" }, sc.h("thead", {}, sc.h("tr", {}, heads)), sc.h("tbody", {}, lines, all)));
    node.draw = () => {};
    return node;
  }

  return { card };
})();
