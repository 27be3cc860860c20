"use strict";
// What holds after review: the machine's violations, what label files say of them, and the marks of this page.
sc.final = (function () {
  const { PASS, FAIL } = sc.score;

  /** Return what label files say of `row`: by rule the outcome, whether it is closed, and since when. */
  const settled = (row) => (row.final ? row.final[2] : {});

  /** Return what was said of each rule of `row` that counts, in the order of time, by rule. */
  function events(row) {
    const found = new Map();
    const put = (rule, event) => found.set(rule, [...(found.get(rule) || []), event]);
    for (const [rule, [outcome, closed, time]] of Object.entries(settled(row))) {
      // A final verdict without a time comes last, everything else without one first.
      const since = time === null ? (closed ? Infinity : -Infinity) : time;
      put(rule, { outcome, stage: closed ? "final" : "review", time: since });
    }
    for (const item of sc.review.all(row.page)) {
      const says = item.missed || item.mark === "right" ? FAIL : item.mark === "wrong" ? null : undefined;
      if (!item.rule || says === undefined || item.stage === "appeal") continue;
      put(item.rule, { outcome: says, stage: item.stage || "review", time: sc.review.instant(item) });
    }
    const order = (one, other) => (one.time === other.time ? sc.review.STAGES.indexOf(one.stage) - sc.review.STAGES.indexOf(other.stage) : one.time - other.time);
    for (const [rule, said] of found) found.set(rule, said.sort(order));
    return found;
  }

  /** Return the outcomes in the end, by rule, of the rules of `row` of which anything was said. */
  function outcomes(row) {
    const said = events(row);
    const final = new Map();
    for (const { rule, outcome } of sc.score.machine(row)) {
      if (!said.has(rule)) continue;
      let now = outcome;
      for (const event of said.get(rule)) {
        now = event.outcome === null ? (outcome === FAIL ? PASS : outcome) : event.outcome;
        // What comes after the final stage does not count.
        if (event.stage === "final") break;
      }
      final.set(rule, now);
    }
    return final;
  }

  /** Return the verdicts of `row` after review, each with its rule. */
  const standing = (row) => sc.score.standing(row, outcomes(row));

  /**
   * Return the final score, whether the call passes, and the scores of its sections by number,
   * `{ score, passed, sections, changed }`; each is null, or undefined, where it is not known.
   */
  function of(row) {
    const whether = (value) => (value === null ? null : Boolean(value));
    const same = { score: row.score, passed: whether(row.passed), sections: row.sections || [], changed: false };
    const isMarked = sc.review.of(row.page).length > 0;
    if (!row.final && !isMarked) return same;
    const final = outcomes(row);
    const changed = sc.score.machine(row).some(({ rule, outcome }) => final.has(rule) && final.get(rule) !== outcome);
    if (!changed) return same;
    if (row.score === null) {
      // There is no score to change: what can is whether a fatal violation fails the call.
      const { passed } = sc.score.of(row, final);
      return { ...same, passed, changed: passed !== same.passed };
    }
    if (isMarked) return { ...sc.score.of(row, final), changed };
    const [score, passed, , sections] = row.final;
    return { score, passed: whether(passed), sections: sections || [], changed };
  }

  const kind = (passed) => (passed === null ? "unjudged" : passed ? "passed" : "failed");

  /** Return the final score of `row` as an element to stand beside the machine's, which changes as one marks. */
  function box(row) {
    const node = sc.h("div", { id: "final-score", "aria-live": "polite" });
    const draw = () => {
      const { score, passed, changed } = of(row);
      node.className = `score final ${kind(passed)}`;
      node.hidden = !changed;
      node.replaceChildren(sc.h("b", {}, score === null ? "–" : String(score)), sc.h("span", {}, `${sc.t("final.after")}${passed === null && row.score !== null ? "" : sc.t("colon") + sc.t(`result.${kind(passed)}`)}`));
    };
    draw();
    sc.review.onChange(() => node.isConnected && draw());
    return node;
  }

  /** Return what was said of the rule `id` in label files, as a list; null where nothing was. */
  function history(data, id) {
    const found = (data.review || []).find(([rule]) => rule === id);
    if (!found) return null;
    const [, status, events] = found;
    const lines = events.map(([stage, who, time, verdict, reason, refused]) =>
      sc.h("li", { class: refused ? "refused" : "" }, [sc.t(`stage.${stage}`), who, time && time.slice(0, 16).replace("T", " "), sc.hasWords(`verdict.${verdict}`) ? sc.t(`verdict.${verdict}`) : verdict].filter(Boolean).join(" · "), reason && sc.h("q", {}, reason), refused && sc.h("small", {}, sc.t(`refused.${refused}`))),
    );
    return sc.h("div", { class: "history" }, sc.h("p", {}, sc.h("b", {}, sc.t(`status.${status}`))), sc.h("ul", {}, lines));
  }

  /** Return what was said of rules that the machine did not find broken. */
  function added(data) {
    const machine = new Set(sc.violations(data).map((verdict) => sc.ruleOf(verdict.rule).id));
    const others = (data.review || []).filter(([rule]) => !machine.has(rule));
    if (!others.length) return null;
    return sc.h("ul", { class: "added-list" }, others.map(([id]) => {
      const rule = sc.ruleById(id);
      return sc.h("li", {}, sc.h("b", {}, rule ? sc.ruleTitle(rule) : id), history(data, id));
    }));
  }

  return { of, standing, kind, box, history, added };
})();
