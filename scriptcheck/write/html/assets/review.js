"use strict";
// What a reviewer says of findings: kept in the browser, under the calls of this report.
sc.review = (function () {
  const KEY = `scriptcheck.review/1:${sc.shared.run}`;
  const listeners = [];
  let kept = true;
  // Maps, since a call may well be named `__proto__`.
  let calls = new Map();

  function load(text) {
    calls = new Map((JSON.parse(text) || []).map(([page, items]) => [page, new Map(items)]));
  }

  try {
    load(localStorage.getItem(KEY));
  } catch {
    kept = false;
  }

  // The report may be open in several tabs: what is marked in one is marked in all, so that none
  // writes over the marks of another.
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    load(event.key === KEY ? event.newValue : null);
    sc.app.render();
  });

  function save() {
    try {
      if (calls.size) localStorage.setItem(KEY, JSON.stringify([...calls].map(([page, items]) => [page, [...items]])));
      else localStorage.removeItem(KEY);
      kept = true;
    } catch {
      if (kept) sc.say(sc.t("review.not_kept"), "bad");
      kept = false;
    }
    listeners.forEach((listener) => listener());
  }

  /** Keys of what can be marked: a violation, a hit, or what was missed. */
  const keys = {
    rule: (id) => `rule:${id}`,
    hit: (place) => `hit:${place.cue}:${place.turn}:${place.start}`,
    missed: (item) => `missed:${item.cue ? "cue" : "rule"}:${item.cue || item.rule}:${item.turn}`,
  };

  const keyOf = (item) => (item.missed ? keys.missed(item) : item.rule ? keys.rule(item.rule) : keys.hit(item));

  function put(page, item) {
    if (item.mark || item.note || item.missed) {
      if (!calls.has(page)) calls.set(page, new Map());
      calls.get(page).set(keyOf(item), item);
    } else drop(page, item);
  }

  function drop(page, item) {
    const items = calls.get(page);
    if (items && items.delete(keyOf(item)) && items.size === 0) calls.delete(page);
  }

  return {
    keys,
    onChange: (listener) => listeners.push(listener),
    isKept: () => kept,
    get: (page, key) => (calls.has(page) && calls.get(page).get(key)) || null,
    of: (page) => (calls.has(page) ? [...calls.get(page).values()] : []),
    pages: () => [...calls.keys()],

    /** Keep `item`; one without mark, note, or anything missed is forgotten. */
    set(page, item) {
      put(page, item);
      save();
    },
    remove(page, item) {
      drop(page, item);
      save();
    },
    /** Keep all of `[page, item]`, over what was there. */
    setAll(pairs) {
      pairs.forEach(([page, item]) => put(page, item));
      save();
    },
    /** Return how many of the violations of `row` have a mark. */
    marked(row) {
      const items = calls.get(row.page);
      if (!items) return 0;
      const isMarked = (item) => Boolean(item && item.mark);
      return row.rules.filter((number) => isMarked(items.get(keys.rule(sc.ruleOf(number).id)))).length;
    },
    progress() {
      let marked = 0;
      for (const page of calls.keys()) if (sc.rowOf.has(page)) marked += this.marked(sc.rowOf.get(page));
      return marked;
    },
  };
})();
