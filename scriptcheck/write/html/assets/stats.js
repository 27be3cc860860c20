"use strict";
// Intervals of a share and of a mean, as scriptcheck.intervals has them.
sc.stats = (function () {
  // The 97.5 % point of the normal distribution.
  const Z = 1.959963984540054;

  /** Return the ends of the Wilson score interval of `successes` in `trials`, 0 to 1. */
  function wilson(successes, trials) {
    const share = successes / trials;
    const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
    const scale = 1 + (Z * Z) / trials;
    const centre = share + (Z * Z) / (2 * trials);
    return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
  }

  /** Return how many standard errors a t interval reaches to each side, from 5 degrees of freedom on. */
  function tQuantile(freedom) {
    const terms = [
      (Z ** 3 + Z) / 4,
      (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
      (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
      (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92160,
    ];
    return terms.reduce((sum, term, at) => sum + term / freedom ** (at + 1), Z);
  }

  /** Return whether it is known if the call of `row` passes: it has a score, or fails by a fatal rule without one. */
  const isJudged = (row) => row.passed !== null;

  const empty = () => ({ calls: 0, violations: 0, scored: 0, judged: 0, passed: 0, sum: 0, squares: 0 });

  /** Count `row` into `group`. */
  function count(group, row) {
    group.calls += 1;
    group.violations += row.rules.length;
    group.judged += isJudged(row);
    group.passed += row.passed === 1;
    if (row.score === null) return;
    group.scored += 1;
    group.sum += row.score;
    group.squares += row.score * row.score;
  }

  /** Return the ends of the t interval of the mean score of `group`. */
  function meanInterval({ scored, sum, squares }) {
    const mean = sum / scored;
    const variance = (scored * squares - sum * sum) / (scored * (scored - 1));
    const spread = tQuantile(scored - 1) * Math.sqrt(variance / scored);
    return [mean - spread, mean + spread];
  }

  /**
   * Return how `group` stands beside `every` call: `{ standing, mean, rate }`. With too few calls there
   * are no intervals; better or worse is only whose whole interval is on one side of the mean of all.
   */
  function standing(group, every) {
    if (group.scored < sc.shared.least_calls) return { standing: "too_few", mean: null, rate: null };
    const [low, high] = meanInterval(group);
    const mean = every.sum / every.scored;
    return { standing: high < mean ? "below" : low > mean ? "above" : "near", mean: [Math.max(0, low), Math.min(100, high)], rate: wilson(group.passed, group.judged) };
  }

  return { wilson, tQuantile, isJudged, empty, count, standing };
})();
