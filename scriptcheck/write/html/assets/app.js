"use strict";
// The frame around it all: language, theme, review, and which page is shown.
sc.app = (function () {
  const THEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const main = sc.h("main", { id: "main", tabindex: "-1" });
  let shown = "";

  const theme = () => (THEMES.includes(sc.choice.get("theme")) ? sc.choice.get("theme") : "auto");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  function applyTheme() {
    const dark = theme() === "dark" || (theme() === "auto" && prefersDark.matches);
    root.dataset.theme = dark ? "dark" : "light";
  }

  function nextTheme() {
    sc.choice.set("theme", THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    applyTheme();
    render();
  }

  function nextLang() {
    sc.lang = sc.lang === "en" ? "zh" : "en";
    sc.choice.set("lang", sc.lang);
    render();
  }

  function progress() {
    const all = sc.rows.reduce((sum, row) => sum + row.rules.length, 0);
    return sc.t("review.progress", { marked: sc.number(sc.review.progress()), all: sc.number(all) });
  }

  function header() {
    const [profile] = sc.shared.profiles;
    const title = sc.shared.title ? sc.of(sc.shared.title) : profile ? profile.name : "";
    const button = (word, label, action, more = {}) => sc.h("button", { type: "button", class: "plain", title: sc.t(word), onclick: action, ...more }, label);
    return sc.h(
      "header",
      { class: "top" },
      sc.h("a", { class: "skip", href: "#main", onclick: skip }, sc.t("skip")),
      sc.h("a", { class: "brand", href: "#" }, sc.h("b", {}, "scriptcheck"), sc.h("span", {}, [title, profile && profile.version].filter(Boolean).join(" · "))),
      sc.h("div", { class: "review-bar", role: "group", "aria-label": sc.t("review.title") }, sc.h("span", { class: "progress", id: "progress", title: sc.t(sc.review.isKept() ? "review.kept" : "review.not_kept") }, progress()), button("review.export_hint", sc.t("review.export"), () => sc.labels.save(), { id: "export" }), button("review.import_hint", sc.t("review.import"), () => sc.labels.choose(), { id: "import" }), button("reviewer.hint", sc.labels.reviewer() || sc.t("reviewer.none"), sc.labels.askWho, { id: "reviewer" })),
      sc.h("div", { class: "settings" }, button("lang.hint", sc.lang === "en" ? "中文" : "English", nextLang, { id: "lang", lang: sc.lang === "en" ? "zh-CN" : "en" }), button("theme.hint", sc.t(`theme.${theme()}`), nextTheme, { id: "theme" }), button("help.title", "?", sc.keys.help, { id: "help", "aria-label": sc.t("help.title") })),
    );
  }

  function skip(event) {
    event.preventDefault();
    main.focus();
  }

  function frame() {
    root.lang = sc.lang === "en" ? "en" : "zh-CN";
    document.getElementById("app").replaceChildren(
      header(),
      main,
      sc.h("footer", {}, sc.t("footer", { version: sc.shared.profiles.map((each) => `${each.name} ${each.version} ${each.sha256.slice(0, 8)}`).join(sc.t("comma")) })),
    );
  }

  /** Show what the address asks for. */
  function render() {
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    frame();
    shown = "";
    show();
  }

  function show() {
    const params = sc.route.get();
    const changed = sc.filters.take(params);
    if (params.call) {
      shown = "call";
      sc.charts.clear();
      sc.callPage.show(main, params);
    } else if (params.view === "cases") {
      shown = "cases";
      sc.charts.clear();
      sc.cases.show(main, params);
    } else if (shown === "overview") {
      if (changed) sc.overview.update();
    } else {
      const before = shown;
      shown = "overview";
      document.title = sc.t("overview.title");
      sc.overview.show(main);
      if (before === "call") {
        document.getElementById("calls").scrollIntoView({ block: "nearest" });
        sc.table.focus();
      }
    }
  }

  function showProgress() {
    const node = document.getElementById("progress");
    if (node) node.textContent = progress();
  }

  addEventListener("hashchange", show);
  prefersDark.addEventListener("change", () => {
    applyTheme();
    render();
  });
  sc.review.onChange(showProgress);

  return { render, applyTheme, nextTheme, nextLang };
})();
// Outside of what is drawn anew, so that what was said stays.
document.body.append(sc.h("div", { id: "said", role: "status", "aria-live": "polite" }));
sc.app.applyTheme();
sc.app.render();
