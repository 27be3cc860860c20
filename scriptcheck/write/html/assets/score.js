"use strict";
// The score of a call after review, by the profile's scorecard: what `scriptcheck report --labels` comes to.
sc.score = (function () {
  const [PASS, FAIL, NOT_APPLICABLE, UNDECIDABLE] = [0, 1, 2, 3];
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const FATAL = 0;
  const card = sc.shared.scoring;
  const isJudged = (verdict) => verdict.outcome === PASS || verdict.outcome === FAIL;

  /** Return what the profile says of the rule `id`; null where it does not have it. */
  const known = (id) => (card && Object.hasOwn(card.rules, id) ? card.rules[id] : null);
  const usual = (id) => (known(id) ? known(id)[0] : 0);

  /** Return the points that the item `id`, which people judge, adds where it is kept. */
  const plus = (id) => (card && Object.hasOwn(card.plus, id) ? card.plus[id] : 0);

  /** Return the machine's verdicts of `row`: `{ rule, rank, outcome, points, own, under }`. */
  function machine(row) {
    if (row.judged === null) return [];
    const [list, packed, points = {}, under = {}] = typeof row.judged === "string" ? [0, row.judged] : row.judged;
    const rules = sc.shared.rule_lists[list];
    return rules.map(([rule, rank], at) => {
      const outcome = (DIGITS.indexOf(packed[Math.floor(at / 3)]) >> (2 * (at % 3))) & 3;
      const taken = Object.hasOwn(points, at) ? points[at] : outcome === FAIL ? usual(rule) : 0;
      const leader = Object.hasOwn(under, at) ? rules[under[at]][0] : "";
      return { rule, rank, outcome, points: leader ? 0 : taken, own: taken, under: leader };
    });
  }

  /** Return `kept` of `whole` in per cent, rounded, but not up to `least`. */
  function share(kept, whole, least) {
    const down = Math.floor((100 * kept) / whole);
    const nearest = Math.floor((200 * kept + whole) / (2 * whole));
    return down < least && least <= nearest ? down : nearest;
  }

  function points(verdicts, least) {
    const judged = verdicts.filter((verdict) => isJudged(verdict) && !verdict.under);
    if (!judged.length) return null;
    if (!card || !card.weights) return sc.clamp(judged.reduce((sum, verdict) => sum + verdict.points, 100), 100);
    const weigh = (some) => some.reduce((sum, verdict) => sum + known(verdict.rule)[1], 0);
    const whole = weigh(judged);
    return whole ? share(weigh(judged.filter((verdict) => verdict.outcome === PASS)), whole, least) : null;
  }

  /** Return those of `verdicts` that are by `rules`, as they count without the others. */
  function among(verdicts, rules) {
    const first = new Map();
    const isOut = (verdict) => verdict.under && !rules.has(verdict.under);
    for (const verdict of verdicts.filter((each) => rules.has(each.rule) && isOut(each)).sort(byGravity)) {
      if (!first.has(verdict.under)) first.set(verdict.under, verdict.rule);
    }
    return verdicts
      .filter((verdict) => rules.has(verdict.rule))
      .map((verdict) => {
        if (!isOut(verdict)) return verdict;
        const leads = first.get(verdict.under) === verdict.rule;
        return leads ? { ...verdict, points: verdict.own, under: "" } : { ...verdict, under: first.get(verdict.under) };
      });
  }

  /** Return the scores of the sections of `row` by number, where `verdicts` hold; undefined where unknown. */
  function sections(row, verdicts) {
    return sc.shared.sections.map((section, number) => {
      const score = (row.sections || [])[number];
      if (score === undefined || score === "" || !section.rules) return score;
      return points(among(verdicts, new Set(section.rules)), section.floor || 0);
    });
  }

  const isFatal = (verdicts) => verdicts.some((verdict) => verdict.outcome === FAIL && verdict.rank === FATAL);

  /** Return `{ score, passed }` of `verdicts`; both are null where the profile does not weigh a rule. */
  function totals(verdicts) {
    if (card && card.weights && verdicts.some((verdict) => !known(verdict.rule))) return { score: null, passed: null };
    const score = points(verdicts, sc.shared.pass_score || 0);
    if (score === null || sc.shared.pass_score === null) return { score, passed: null };
    const keeps = ([floor, rules]) => {
      const part = points(among(verdicts, new Set(rules)), floor);
      return part === null || part >= floor;
    };
    return { score, passed: score >= sc.shared.pass_score && !isFatal(verdicts) && card.floors.every(keeps) };
  }

  const byGravity = (one, other) => one.rank - other.rank || ownPoints(one) - ownPoints(other) || (one.rule < other.rule ? -1 : 1);
  const ownPoints = (verdict) => (verdict.under ? verdict.own : verdict.points);
  const fails = (verdict) => verdict.outcome === FAIL;

  /** Have the gravest of `verdicts` stand, and the others counted under it. */
  function lead(verdicts, found) {
    const [first, ...rest] = [...verdicts].sort(byGravity);
    const names = new Set(rest.map((verdict) => verdict.rule));
    first.points = ownPoints(first);
    first.under = "";
    for (const verdict of found) if (names.has(verdict.under) && verdict !== first && !names.has(verdict.rule)) verdict.under = first.rule;
    for (const verdict of rest) {
      verdict.own = ownPoints(verdict);
      verdict.points = 0;
      verdict.under = first.rule;
    }
  }

  /**
   * Return the verdicts of `row` with the outcomes in the map `final`, by rule, in their place: a miss counts
   * once, and what was counted under a violation that is none takes its place.
   */
  function standing(row, final) {
    const before = machine(row);
    const found = before.map((verdict) => {
      const outcome = final.has(verdict.rule) ? final.get(verdict.rule) : verdict.outcome;
      if (outcome === verdict.outcome) return { ...verdict };
      const taken = outcome === FAIL ? usual(verdict.rule) : outcome === PASS ? plus(verdict.rule) : 0;
      return { ...verdict, outcome, points: taken, own: taken, under: "" };
    });
    before.forEach((verdict, at) => {
      if (!fails(verdict) || fails(found[at])) return;
      const followers = found.filter((each) => fails(each) && each.under === verdict.rule);
      if (followers.length) lead(followers, found);
    });
    const groupOf = (verdict) => (known(verdict.rule) ? known(verdict.rule)[2] : undefined);
    const added = found.filter((verdict, at) => fails(verdict) && !fails(before[at]));
    const groups = [...new Set(added.map(groupOf).filter((group) => group !== undefined))].sort();
    for (const group of groups) {
      const failed = found.filter((verdict) => fails(verdict) && groupOf(verdict) === group);
      const members = failed.filter((verdict) => !verdict.under || failed.some((other) => other.rule === verdict.under));
      if (members.length > 1) lead(members, found);
    }
    return found;
  }

  /** Return `{ score, passed, sections }` of `row` with the outcomes in `final`; a call without a score gets none, and can only fail. */
  function of(row, final) {
    const unknown = { score: null, passed: null, sections: [] };
    if (row.score === null) return { ...unknown, passed: isFatal(standing(row, final)) ? false : null };
    // Where the machine's own score does not come out, the profile is not the one that it was made by.
    if (totals(machine(row)).score !== row.score) return unknown;
    const found = standing(row, final);
    // Without a profile nobody knows what a violation costs that was none of its own before.
    const counts = (verdict) => fails(verdict) && !verdict.under;
    const own = new Set(machine(row).filter(counts).map((verdict) => verdict.rule));
    if (!card && found.some((verdict) => counts(verdict) && !own.has(verdict.rule))) return unknown;
    return { ...totals(found), sections: sections(row, found) };
  }

  return { PASS, FAIL, NOT_APPLICABLE, UNDECIDABLE, machine, standing, of };
})();
