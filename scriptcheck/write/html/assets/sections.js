"use strict";
// The sections of the scorecard: of one call, by the machine and after review, and of all calls.
sc.sections = (function () {
  const all = () => sc.shared.sections;
  const title = (section) => sc.of(section.title);
  const isBelow = (section, score) => typeof score === "number" && section.floor !== null && score < section.floor;

  /** Return the sections that a call has, as `{ section, score }`; `scores` is by their number. */
  const scored = (scores) => all().map((section, number) => ({ section, score: (scores || [])[number] })).filter(({ score }) => score !== undefined && score !== "");

  /** Return the sections in which `row` is below the floor. */
  const below = (row) => scored(row.sections).filter(({ section, score }) => isBelow(section, score)).map(({ section }) => section);

  function meter(section, score) {
    const bar = sc.h("i", {});
    bar.style.width = `${sc.clamp(score, 100)}%`;
    const mark = section.floor !== null && sc.h("b", {});
    if (mark) mark.style.left = `${section.floor}%`;
    return sc.h("span", { class: "meter limited", "aria-hidden": "true" }, bar, mark);
  }

  const shown = (score) => (typeof score === "number" ? String(score) : "–");

  /** Return the sections of the call of `row` as an element that changes as one marks; null where it has none. */
  function box(row) {
    const found = scored(row.sections);
    if (!found.length) return null;
    const node = sc.h("dl", { class: "dimensions sections", "aria-live": "polite" });
    const draw = () => {
      const { sections, changed } = sc.final.of(row);
      node.replaceChildren(...found.map(({ section, score }) => {
        const final = changed ? sections[all().indexOf(section)] : score;
        const isLow = isBelow(section, final);
        const value = final === score ? [shown(score)] : [sc.h("span", { class: "machine" }, shown(score)), ` → ${shown(final)}`];
        return sc.h("div", { class: isLow ? "below" : "" }, sc.h("dt", {}, title(section)), sc.h("dd", {}, value, section.floor !== null && sc.h("small", {}, ` ${sc.t(isLow ? "section.below" : "section.floor", { floor: section.floor })}`), meter(section, typeof final === "number" ? final : 0)));
      }));
    };
    draw();
    sc.review.onChange(() => node.isConnected && draw());
    return node;
  }

  /** Return a card with what the sections come to in `rows`; null where there are none. `pick` is called with a section. */
  function card(rows, pick) {
    if (!all().length) return null;
    const lines = all().map((section, number) => {
      const scores = rows.map((row) => (row.sections || [])[number]).filter((score) => typeof score === "number");
      const low = scores.filter((score) => isBelow(section, score)).length;
      const mean = scores.length ? sc.number(scores.reduce((sum, score) => sum + score, 0) / scores.length) : "–";
      const count = section.floor === null ? "" : low ? sc.h("button", { type: "button", class: "link", onclick: () => pick(section) }, sc.number(low)) : "0";
      return sc.h("tr", {}, sc.h("th", { scope: "row" }, title(section)), [sc.number(scores.length), mean, section.floor ?? "–"].map((value) => sc.h("td", {}, value)), sc.h("td", { class: low ? "low" : "" }, count));
    });
    const heads = ["section.title", "section.calls", "figure.mean", "section.floor_title", "section.below_count"].map((word) => sc.h("th", { scope: "col" }, sc.t(word)));
    const node = sc.h("figure", { class: "card chart" }, sc.h("figcaption", {}, sc.t("chart.sections")), sc.h("table", { class: "figures-table" }, sc.h("thead", {}, sc.h("tr", {}, heads)), sc.h("tbody", {}, lines)));
    node.draw = () => {};
    return node;
  }

  return { below, box, card, title };
})();
