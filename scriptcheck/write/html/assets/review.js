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

  const STAGES = ["review", "appeal", "final"];
  // A page that was made for one reviewer keeps to itself who uses it; the others share it.
  const intended = sc.shared.reviewer || "";
  const choiceOf = (name) => (intended ? `${name}:${sc.shared.run}` : name);
  const reviewer = () => sc.choice.get(choiceOf("reviewer")) ?? intended;
  /** Return at which stage marks are made; only who has a name is at another than the first. */
  const stage = () => {
    const chosen = sc.choice.get(choiceOf("stage"));
    return reviewer() && STAGES.includes(chosen) ? chosen : "review";
  };

  const keyOf = (item) => (item.missed ? keys.missed(item) : item.rule ? keys.rule(item.rule) : keys.hit(item));

  /** Return whose `item` is: nobody's is theirs who have given no name, at the first stage. */
  const signer = (item) => JSON.stringify([item.reviewer || "", item.stage || "review"]);
  const isMine = (item) => signer(item) === JSON.stringify([reviewer(), stage()]);

  /** Return what everybody has said where `item` is the last to have said something, the first first. */
  const everyone = (item) => {
    if (!item) return [];
    const { earlier = [], ...last } = item;
    return [...earlier, last];
  };

  const instant = (item) => (item.time ? Date.parse(item.time) : -Infinity);

  /** Keep `item` in place of what its signer has said before; what others have said stays. */
  function put(page, item) {
    const items = calls.get(page);
    const others = everyone(items && items.get(keyOf(item))).filter((each) => signer(each) !== signer(item));
    const all = item.mark || item.note || item.missed ? [...others, item] : others;
    keep(page, keyOf(item), all);
  }

  function drop(page, item) {
    const key = keyOf(item);
    const items = calls.get(page);
    keep(page, key, everyone(items && items.get(key)).filter((each) => !isMine(each)));
  }

  function keep(page, key, all) {
    if (!all.length) {
      const items = calls.get(page);
      if (items && items.delete(key) && items.size === 0) calls.delete(page);
      return;
    }
    const [last, ...earlier] = [...all].sort((one, other) => (instant(one) === instant(other) ? 0 : instant(one) - instant(other))).reverse();
    if (!calls.has(page)) calls.set(page, new Map());
    calls.get(page).set(key, earlier.length ? { ...last, earlier: earlier.reverse() } : last);
  }

  /** Return `item` with who says so, now, and at which stage. */
  const signed = (item) => ({ ...item, ...(reviewer() ? { reviewer: reviewer(), stage: stage() } : {}), time: new Date().toISOString() });

  return {
    keys,
    onChange: (listener) => listeners.push(listener),
    isKept: () => kept,
    get: (page, key) => (calls.has(page) && calls.get(page).get(key)) || null,
    of: (page) => (calls.has(page) ? [...calls.get(page).values()] : []),
    /** Return all marks on `page`, of everybody who made any in this browser. */
    all: (page) => (calls.has(page) ? [...calls.get(page).values()].flatMap(everyone) : []),
    everyone,
    isMine,
    instant,
    reviewer,
    stage,
    STAGES,
    /** Have marks from now on be those of `name` at the stage `at`. */
    sign(name, at) {
      sc.choice.set(choiceOf("reviewer"), name);
      sc.choice.set(choiceOf("stage"), at);
    },
    pages: () => [...calls.keys()],

    /** Keep `item`, signed; one without mark, note, or anything missed is forgotten. */
    set(page, item) {
      put(page, signed(item));
      save();
    },
    /** Forget what was missed as far as whoever is reviewing said so. */
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
      const isMarked = (item) => everyone(item).some((each) => each.mark);
      return row.rules.filter((number) => isMarked(items.get(keys.rule(sc.ruleOf(number).id)))).length;
    },
    progress() {
      let marked = 0;
      for (const page of calls.keys()) if (sc.rowOf.has(page)) marked += this.marked(sc.rowOf.get(page));
      return marked;
    },
  };
})();
