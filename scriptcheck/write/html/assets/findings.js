"use strict";
// What the report says of the call, beside its transcript: violations, all rules, dropped candidates, figures.
sc.findings = (function () {
  const turnLink = (number, go) => sc.h("button", { type: "button", class: "turn-link", onclick: () => go(number) }, `#${number + 1}`);

  /** Return how `place` was heard, in words. */
  function how(place) {
    const edits = (place.edits || []).map(([kind, said, expected]) => {
      const key = `edit.${kind}`;
      return sc.hasWords(key) ? sc.t(key, { said, expected }) : `${kind} ${said} ${expected}`;
    });
    const words = sc.hasWords(`how.${place.how}`) ? sc.t(`how.${place.how}`) : place.how;
    const percent = place.similarity < 1 ? ` ${Math.round(100 * place.similarity)}%` : "";
    const like = place.learned && place.learned.similar ? sc.t("learned.similar", { similar: place.learned.similar }) : "";
    return [words + percent, like, ...edits].filter(Boolean).join(sc.t("comma"));
  }

  /** Return why a model finds `place`: what it is like, then by which characters; nothing for other places. */
  function learned(place) {
    if (!place.learned) return null;
    const { similar, confidence, runs } = place.learned;
    return sc.h(
      "div",
      { class: "learned" },
      similar && sc.h("p", {}, sc.t("learned.like"), sc.h("q", {}, similar)),
      sc.h("p", {}, sc.t("learned.sure", { percent: Math.round(100 * confidence) })),
      runs.length > 0 && sc.h("p", {}, sc.t("learned.by"), runs.map(([run, weight]) => [sc.h("code", {}, run), ` ${weight > 0 ? "+" : ""}${weight} `])),
    );
  }

  const suspectTitle = (place) => (sc.cueTitle(place.cue) === place.cue ? place.title || place.cue : sc.cueTitle(place.cue));

  const hitMarks = (row, place) => sc.h("div", { class: "hit-review" }, sc.h("p", {}, sc.t(place.kind === "suspect" ? "review.suspect" : "review.hit")), sc.marking.buttons(row.page, { cue: place.cue, turn: place.turn, start: place.start, end: place.end, quote: place.quote }));

  /** Return what a person should look at, each with marks for it: it is no violation. */
  function suspectsList(row, data, go) {
    const open = sc.leftOpen(data).flatMap((verdict) => verdict.evidence.map((number) => leftOpen(row, data.places[number], verdict, go)));
    const cards = data.places.filter((place) => place.kind === "suspect").map((place) =>
      sc.h(
        "li",
        { class: "suspect" },
        sc.h("header", {}, turnLink(place.turn, go), " ", sc.h("b", {}, suspectTitle(place)), " ", sc.h("code", {}, place.cue)),
        sc.h("p", {}, sc.h("q", {}, place.quote)),
        learned(place),
        hitMarks(row, place),
      ),
    );
    if (!open.length && !cards.length) return sc.h("p", { class: "empty" }, sc.t("suspects.none"));
    return [sc.h("p", { class: "hint" }, sc.t("suspects.hint")), sc.h("ol", { class: "suspects" }, open, cards)];
  }

  /** Return the card of a fault that the agent took back or put right, with marks for it. */
  function leftOpen(row, place, verdict, go) {
    const rule = sc.ruleOf(verdict.rule);
    return sc.h(
      "li",
      { class: "suspect" },
      sc.h("header", {}, turnLink(place.turn, go), " ", sc.h("b", {}, sc.ruleTitle(rule)), " ", sc.h("code", {}, rule.id)),
      sc.h("p", {}, sc.h("q", {}, place.quote)),
      sc.h("p", {}, sc.told(rule, "message", verdict.message)),
      hitMarks(row, place),
    );
  }

  function evidence(data, numbers, go, clauses = []) {
    if (!numbers.length) return null;
    return sc.h("ul", { class: "evidence" }, numbers.map((number, at) => {
      const place = data.places[number];
      return sc.h("li", {}, turnLink(place.turn, go), " ", sc.h("q", {}, clauses[at] || place.quote), place.how && sc.h("small", {}, how(place)));
    }));
  }

  function searchedText(verdict, go) {
    if (!verdict.searched) return null;
    const [first, last] = verdict.searched;
    return sc.h("p", { class: "searched" }, sc.t("missed.searched_in"), turnLink(first, go), "–", turnLink(last, go));
  }

  function measured(verdict, go) {
    return (verdict.measured || []).map(([name, value, places]) => sc.h("p", { class: "measured" }, sc.t(`metric.${name}`), sc.t("colon"), sc.measure(name, value), " ", places.slice(0, 5).map(([first]) => turnLink(first, go))));
  }

  /** Return the hits of `verdict` whose truth stands or falls with it. */
  function hitsOf(rule, verdict, data) {
    const found = verdict.evidence.map((number) => data.places[number]).filter((place) => rule.forbids.includes(place.cue));
    return found.map(({ cue, turn, quote }) => ({ cue, turn, quote }));
  }

  function violation(row, data, verdict, at, { go, point }) {
    const rule = sc.ruleOf(verdict.rule);
    const hits = hitsOf(rule, verdict, data);
    const marking = sc.marking.buttons(row.page, { rule: rule.id, ...(hits.length ? { hits } : {}) });
    const card = sc.h(
      "li",
      { class: `violation ${rule.severity}`, tabindex: "-1", "data-rule": rule.id, "data-number": at },
      sc.h("header", {}, sc.h("span", { class: `tag ${rule.severity}` }, sc.t(`severity.${rule.severity}`)), sc.h("button", { type: "button", class: "title", onclick: () => point(verdict, card) }, sc.ruleTitle(rule)), verdict.points ? sc.h("span", { class: "points" }, sc.t("points", { points: verdict.points })) : null),
      sc.h("p", { class: "message" }, sc.told(rule, "message", verdict.message)),
      evidence(data, verdict.evidence, go, verdict.clauses),
      sc.transcript.isMissed(verdict) && searchedText(verdict, go),
      measured(verdict, go),
      verdict.nearest && sc.h("p", { class: "nearest" }, sc.transcript.nearest(verdict.nearest)),
      verdict.advice && sc.h("p", { class: "advice" }, sc.h("b", {}, sc.t("advice")), sc.told(rule, "advice", verdict.advice)),
      verdict.also && sc.h("p", { class: "also" }, sc.t("also"), sc.joined(verdict.also.map((number) => sc.ruleTitle(sc.ruleOf(data.rules[number]))))),
      sc.h("p", { class: "source" }, sc.h("code", {}, rule.id), rule.source && ` · ${rule.source}`),
      sc.final.history(data, rule.id),
      marking,
      followers(row, data, verdict),
    );
    card.verdict = verdict;
    card.marking = marking;
    return card;
  }

  /** Return the rules that count in place of `verdict` where it is none, each with marks for it. */
  function followers(row, data, verdict) {
    const box = sc.h("div", { class: "followers" });
    const also = (verdict.also || []).map((number) => data.verdicts[number]);
    if (!also.length) return null;
    const lost = sc.ruleOf(verdict.rule).id;
    let shown = null;
    const draw = () => {
      const fails = sc.final.standing(row).some((each) => each.rule === lost && each.outcome === sc.score.FAIL);
      if (shown === !fails) return;
      shown = !fails;
      box.replaceChildren(...(shown ? also.map((other) => {
        const rule = sc.ruleOf(other.rule);
        const hits = hitsOf(rule, other, data);
        return sc.h("section", { class: "follower", "data-rule": rule.id }, sc.h("p", {}, sc.h("b", {}, sc.ruleTitle(rule)), " ", sc.t("final.succeeds")), sc.marking.buttons(row.page, { rule: rule.id, ...(hits.length ? { hits } : {}) }));
      }) : []));
    };
    draw();
    sc.review.onChange(() => box.isConnected && draw());
    return box;
  }

  function addedList(row, redraw) {
    const items = sc.review.of(row.page).filter((item) => item.missed);
    if (!items.length) return null;
    return sc.h("ul", { class: "added-list" }, items.map((item) => {
      const rule = item.rule && sc.ruleById(item.rule);
      const name = item.cue ? sc.cueTitle(item.cue) : rule ? sc.ruleTitle(rule) : item.rule;
      const remove = sc.h("button", { type: "button", class: "link", onclick: () => { sc.review.remove(row.page, item); redraw(); } }, sc.t("review.remove"));
      return sc.h("li", {}, sc.h("b", {}, sc.t("review.added"), name), ` #${item.turn + 1} `, item.quote && sc.h("q", {}, item.quote), item.note && ` ${item.note}`, " ", sc.review.everyone(item).some(sc.review.isMine) ? remove : item.reviewer);
    }));
  }

  /** Return the marks on what this report does not find, such as one made under another lexicon. */
  function strayMarks(row, data) {
    const known = new Set(sc.violations(data).map((verdict) => sc.ruleOf(verdict.rule).id));
    const items = sc.review.all(row.page).filter((item) => item.rule && !item.missed && item.mark && !known.has(item.rule));
    if (!items.length) return null;
    return sc.h("ul", { class: "added-list" }, items.map((item) => {
      const rule = sc.ruleById(item.rule);
      return sc.h("li", {}, sc.t("review.stray", { rule: rule ? sc.ruleTitle(rule) : item.rule, mark: sc.t(`mark.${item.mark}`) }));
    }));
  }

  function rulesList(data, { go, point }) {
    const order = ["fail", "undecidable", "pass", "not_applicable"];
    return order.map((outcome) => {
      const verdicts = data.verdicts.filter((verdict) => verdict.verdict === outcome);
      if (!verdicts.length) return null;
      return sc.h(
        "details",
        { class: "outcome", open: outcome !== "not_applicable" },
        sc.h("summary", {}, sc.h("span", { class: `verdict ${outcome}` }, sc.t(`verdict.${outcome}`)), ` ${verdicts.length}`),
        sc.h("ul", { class: "rules" }, verdicts.map((verdict) => {
          const rule = sc.ruleOf(verdict.rule);
          const reason = verdict.verdict !== "fail" && verdict.reason ? (!["excepted", ...sc.LEFT_OPEN].includes(verdict.reason) && sc.hasWords(`reason.${verdict.reason}`) ? sc.t(`reason.${verdict.reason}`) : verdict.message) : "";
          const shows = verdict.evidence.length || verdict.verdict === "fail";
          return sc.h("li", {}, shows ? sc.h("button", { type: "button", class: "title", onclick: () => point(verdict) }, sc.ruleTitle(rule)) : sc.h("span", {}, sc.ruleTitle(rule)), " ", sc.h("code", {}, rule.id), reason && sc.h("small", {}, reason), verdict.folded && sc.h("small", {}, sc.t("folded")), (outcome === "pass" || outcome === "undecidable") && evidence(data, verdict.evidence.slice(0, 3), go), evidence(data, verdict.unsure || [], go));
        })),
      );
    });
  }

  function droppedList(data, go) {
    const dropped = data.places.filter((place) => place.kind === "dropped");
    if (!dropped.length) return sc.h("p", { class: "empty" }, sc.t("dropped.none"));
    return [
      sc.h("p", { class: "hint" }, sc.t("dropped.hint")),
      sc.h("ul", { class: "rules" }, dropped.map((place) => sc.h("li", {}, turnLink(place.turn, go), " ", sc.h("q", {}, place.quote), ` ${sc.cueTitle(place.cue)}`, sc.h("small", {}, droppedReason(place))))),
    ];
  }

  function droppedReason(place) {
    const key = `dropped.${place.reason}`;
    const words = sc.hasWords(key) ? sc.t(key) : place.reason;
    const detail = droppedDetail(place);
    return detail ? `${words}${sc.t("colon")}${detail}` : words;
  }

  function droppedDetail(place) {
    if (place.reason === "unknown-speaker") return "";
    if (place.reason === "wrong-speaker") return sc.t(`speaker.${place.detail}`);
    if (place.reason === "long-turn" || place.reason === "long-clause") return sc.t("dropped.characters", { count: place.detail });
    return place.detail;
  }

  function pairs(list) {
    return sc.h("table", { class: "pairs" }, sc.h("tbody", {}, list.map(([name, value, title]) => sc.h("tr", {}, sc.h("th", { scope: "row", title }, name), sc.h("td", {}, value)))));
  }

  function figures(data) {
    const metrics = Object.entries(data.metrics || {}).map(([name, value]) => [sc.t(`metric.${name}`), sc.measure(name, value), name]);
    const meta = data.meta.map(([key, value]) => [sc.hasWords(`meta.${key}`) ? sc.t(`meta.${key}`) : key, value, key]);
    const source = [[sc.t("meta.source"), data.source || "–"], [sc.t("meta.profile"), data.profile.join(" ")]];
    return [
      sc.h("h3", {}, sc.t("figures.metrics")),
      metrics.length ? pairs(metrics) : sc.h("p", { class: "empty" }, sc.t("figures.no_metrics")),
      sc.h("h3", {}, sc.t("figures.data")),
      pairs([...meta, ...source]),
      data.warnings.length > 0 && [sc.h("h3", {}, sc.t("figures.warnings")), sc.h("ul", { class: "rules" }, data.warnings.map(([code, message]) => sc.h("li", {}, message, " ", sc.h("code", {}, code))))],
    ];
  }

  /** Return cards of the places under the pointer: what was heard there, how, and marks for it. */
  function places(row, data, numbers) {
    return numbers.map((number) => {
      const place = data.places[number];
      const broken = sc.violations(data).filter((verdict) => verdict.evidence.includes(number));
      const kept = data.verdicts.filter((verdict) => verdict.verdict === "pass" && verdict.evidence.includes(number));
      return sc.h(
        "section",
        { class: `place k-${place.kind}` },
        sc.h("h3", {}, place.kind === "suspect" ? suspectTitle(place) : sc.cueTitle(place.cue), " ", sc.h("code", {}, place.cue)),
        sc.h("p", {}, sc.h("q", {}, place.quote), ` #${place.turn + 1}`),
        place.kind === "heard" && sc.h("p", {}, how({ ...place, learned: null })),
        place.kind === "suspect" && sc.h("p", {}, sc.t("suspects.what")),
        learned(place),
        place.kind === "dropped" && sc.h("p", {}, sc.t("place.dropped"), sc.t("colon"), droppedReason(place)),
        place.kind === "nearest" && sc.h("p", {}, sc.t("place.nearest", { percent: Math.round(100 * place.similarity) })),
        place.phrase && sc.h("p", {}, sc.t("place.phrase"), sc.h("code", {}, place.phrase)),
        place.note && sc.h("p", {}, place.note),
        broken.map((verdict) => {
          const rule = sc.ruleOf(verdict.rule);
          return sc.h("p", { class: `breaks ${rule.severity}` }, sc.h("b", {}, sc.t(`severity.${rule.severity}`), " · ", sc.ruleTitle(rule)), sc.told(rule, "message", verdict.message), verdict.advice && sc.h("span", { class: "advice" }, sc.h("b", {}, sc.t("advice")), sc.told(rule, "advice", verdict.advice)));
        }),
        kept.length > 0 && sc.h("p", { class: "keeps" }, sc.t("place.keeps"), sc.joined(kept.map((verdict) => sc.ruleTitle(sc.ruleOf(verdict.rule))))),
        (place.kind === "heard" || place.kind === "suspect") && sc.cueTitle(place.cue) && hitMarks(row, place),
      );
    });
  }

  return { violation, addedList, strayMarks, rulesList, suspectsList, droppedList, figures, places };
})();
