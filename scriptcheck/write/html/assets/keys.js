"use strict";
// The keyboard, and the page that tells of it.
sc.keys = (function () {
  const ANYWHERE = { "/": search, "?": help, l: () => sc.app.nextLang(), d: () => sc.app.nextTheme(), e: () => sc.labels.save() };
  const ON_CALL = {
    j: () => sc.callPage.stepViolation(1),
    k: () => sc.callPage.stepViolation(-1),
    n: () => sc.callPage.stepCall(1),
    p: () => sc.callPage.stepCall(-1),
    1: () => sc.callPage.mark("right"),
    2: () => sc.callPage.mark("wrong"),
    3: () => sc.callPage.mark("unsure"),
    m: () => sc.callPage.note(),
    a: () => sc.callPage.add(),
    s: () => sc.callPage.toggleDropped(),
    " ": () => sc.audio.toggle(),
    Escape: () => sc.route.go(sc.filters.params()),
  };
  const HELP = ["j", "1", "m", "a", "n", "s", "space", "slash", "arrows", "esc", "l", "d", "e", "help"];

  /** Go to the search field, at once where it is shown: what is typed next belongs into it. */
  function search() {
    const field = document.getElementById("search");
    if (field) {
      field.focus();
      return;
    }
    addEventListener("hashchange", () => document.getElementById("search").focus(), { once: true });
    sc.route.go(sc.filters.params());
  }

  function help() {
    sc.dialog(sc.t("help.title"), sc.h("div", {}, sc.h("table", { class: "pairs keys" }, sc.h("tbody", {}, HELP.map((name) => sc.h("tr", {}, sc.h("th", { scope: "row" }, sc.t(`key.${name}`)), sc.h("td", {}, sc.t(`help.${name}`)))))), sc.h("p", { class: "hint" }, sc.t("help.review"))));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || sc.isTyping(event) || document.querySelector("dialog[open]")) return;
    const onCall = sc.route.get().call && document.querySelector(".columns");
    const action = (onCall && ON_CALL[event.key]) || ANYWHERE[event.key];
    if (!action) return;
    // A button's own key comes before the page's.
    if (event.key === " " && (!sc.audio.has() || event.target.closest("button, a, summary, mark"))) return;
    event.preventDefault();
    action();
  });

  return { help };
})();
