"use strict";
// What holds after review: the machine's violations, what label files say of them, and the marks of this page.
sc.final = (function () {
  /** Return what label files say of `row`: by rule, whether it fails in the end, and whether that is closed. */
  const settled = (row) => (row.final ? row.final[2] : {});

  /** Return the rules that fail in the end, by id. */
  function failing(row, { marks = true } = {}) {
    const rules = new Map(row.rules.map((number) => [sc.ruleOf(number).id, sc.ruleOf(number)]));
    const put = (id, fails) => {
      if (!fails) rules.delete(id);
      else if (!rules.has(id)) rules.set(id, sc.ruleById(id) || null);
    };
    const known = settled(row);
    for (const [id, [fails]] of Object.entries(known)) put(id, Boolean(fails));
    for (const item of marks ? sc.review.of(row.page) : []) {
      if (!item.rule || (Object.hasOwn(known, item.rule) && known[item.rule][1])) continue;
      if (item.missed || item.mark === "right") put(item.rule, true);
      else if (item.mark === "wrong") put(item.rule, false);
    }
    return rules;
  }

  const sum = (rules) => rules.reduce((total, rule) => total + (rule && typeof rule.points === "number" ? rule.points : NaN), 100);

  /**
   * Return the final score, whether the call passes, and the scores of its sections by number,
   * `{ score, passed, sections, changed }`; `score` is null where it cannot be computed in the page, and
   * `passed` where the score that passes or a section with a floor is not known.
   */
  function of(row) {
    const machine = row.rules.map(sc.ruleOf);
    const rules = failing(row);
    const isSame = (ids) => rules.size === ids.size && [...ids].every((id) => rules.has(id));
    const changed = !isSame(new Set(machine.map((rule) => rule.id)));
    const whether = (value) => (value === null ? null : Boolean(value));
    if (!changed) return { score: row.score, passed: whether(row.passed), sections: row.sections || [], changed };
    // What was computed from files of labels holds until a mark changes it.
    if (row.final && isSame(new Set(failing(row, { marks: false }).keys()))) {
      const [score, passed, , sections] = row.final;
      return { score, passed: whether(passed), sections: sections || [], changed };
    }
    const final = [...rules.values()];
    const sections = sc.sections.after(row, machine, final);
    // Where the machine's own score does not come out, points are not those that it was made with.
    const isKnown = sc.shared.plain_points && (row.score === null || Math.max(0, sum(machine)) === row.score);
    const total = sum(final);
    if (!isKnown || Number.isNaN(total)) return { score: null, passed: null, sections, changed };
    const score = Math.max(0, total);
    const isFatal = final.some((rule) => rule.severity === "fatal");
    const passed = sc.shared.pass_score === null ? null : score >= sc.shared.pass_score && !isFatal;
    return { score, passed: passed ? sc.sections.keepsFloors(sections) : passed, sections, changed };
  }

  const kind = (passed) => (passed === null ? "unjudged" : passed ? "passed" : "failed");

  /** Return the final score of `row` as an element to stand beside the machine's, which changes as one marks. */
  function box(row) {
    const node = sc.h("div", { id: "final-score", "aria-live": "polite" });
    const draw = () => {
      const { score, passed, changed } = of(row);
      node.className = `score final ${kind(passed)}`;
      node.hidden = !changed;
      node.replaceChildren(sc.h("b", {}, score === null ? "–" : String(score)), sc.h("span", {}, `${sc.t("final.after")}${passed === null ? "" : sc.t("colon") + sc.t(`result.${kind(passed)}`)}`));
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

  return { of, kind, box, history, added };
})();
