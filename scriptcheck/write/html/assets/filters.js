"use strict";
// Which calls are shown, and in which order.
sc.filters = (function () {
  const FIELDS = ["q", "result", "severity", "rule", "agent", "team", "section", "from", "to", "review"];
  const state = Object.fromEntries(FIELDS.map((field) => [field, ""]));
  const sort = { by: "number", down: false };
  let cached = null;

  const RESULTS = {
    passed: (row) => row.passed === 1,
    failed: (row) => row.passed === 0,
    unjudged: (row) => row.passed === null,
    violations: (row) => row.rules.length > 0,
    undecidable: (row) => row.undecidable > 0,
  };
  const REVIEWS = {
    open: (row) => row.rules.length > 0 && sc.review.marked(row) < row.rules.length,
    done: (row) => row.rules.length > 0 && sc.review.marked(row) === row.rules.length,
    any: (row) => sc.review.of(row.page).length > 0,
  };
  const ORDERS = {
    number: (row) => row.number,
    id: (row) => row.id,
    score: (row) => (row.score === null ? -1 : row.score),
    passed: (row) => (row.passed === null ? -1 : row.passed),
    violations: (row) => row.rules.length,
    worst: (row) => {
      const counts = [0, 0, 0, 0];
      for (const number of row.rules) counts[sc.SEVERITIES.indexOf(sc.ruleOf(number).severity)] += 1;
      return counts.reduce((sum, count) => sum * 100 + Math.min(99, count), 0);
    },
    agent: (row) => sc.nameOf(row.agent),
    team: (row) => sc.nameOf(row.team),
    time: (row) => row.time || "",
    length: (row) => row.length_ms ?? row.turns ?? 0,
    review: (row) => sc.review.marked(row),
  };

  /** Return what a search looks through, in both languages. */
  function searched(row) {
    if (row.searched === undefined) {
      const titles = row.rules.map((number) => `${sc.ruleOf(number).title.join(" ")} ${sc.ruleOf(number).id}`);
      row.searched = [row.id, sc.nameOf(row.agent), sc.nameOf(row.team), row.time || "", ...titles].join("\n").toLowerCase();
    }
    return row.searched;
  }

  function tests() {
    const found = [];
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) found.push((row) => words.every((word) => searched(row).includes(word)));
    if (RESULTS[state.result]) found.push(RESULTS[state.result]);
    if (REVIEWS[state.review]) found.push(REVIEWS[state.review]);
    if (state.severity) found.push((row) => row.rules.some((number) => sc.ruleOf(number).severity === state.severity));
    if (state.rule) found.push((row) => row.rules.some((number) => sc.ruleOf(number).id === state.rule));
    for (const field of ["agent", "team"]) {
      if (state[field]) found.push((row) => sc.nameOf(row[field]) === state[field]);
    }
    if (state.section) found.push((row) => sc.sections.below(row).some((section) => section.id === state.section));
    if (state.from) found.push((row) => row.time && row.time.slice(0, 10) >= state.from);
    if (state.to) found.push((row) => row.time && row.time.slice(0, 10) <= state.to);
    return found;
  }

  const collator = new Intl.Collator("zh-CN", { numeric: true });

  function sorted(rows) {
    if (sort.by === "number") return sort.down ? rows.reverse() : rows;
    const key = ORDERS[sort.by];
    const keyed = rows.map((row) => [key(row), row]);
    const sign = sort.down ? -1 : 1;
    const compare = keyed.length && typeof keyed[0][0] === "string" ? collator.compare : (one, other) => one - other;
    keyed.sort((one, other) => sign * compare(one[0], other[0]) || one[1].number - other[1].number);
    return keyed.map(([, row]) => row);
  }

  return {
    FIELDS,
    state,
    sort,
    /** Return the rows that pass, in order; the same array until something changes. */
    rows() {
      if (cached === null) {
        const wanted = tests();
        cached = sorted(sc.rows.filter((row) => wanted.every((test) => test(row))));
      }
      return cached;
    },
    /** Take the filters that `params` has; return whether anything changed. */
    take(params) {
      let changed = false;
      for (const field of FIELDS) {
        const value = params[field] || "";
        changed = changed || state[field] !== value;
        state[field] = value;
      }
      if (changed) cached = null;
      return changed;
    },
    params: () => Object.fromEntries(FIELDS.map((field) => [field, state[field]])),
    isActive: () => FIELDS.some((field) => state[field]),
    sortBy(by) {
      if (sort.by === by) sort.down = !sort.down;
      else Object.assign(sort, { by, down: by !== "id" && by !== "agent" && by !== "team" });
      cached = null;
    },
    refresh() {
      cached = null;
    },
  };
})();
sc.review.onChange(() => sc.filters.state.review && sc.filters.refresh());
