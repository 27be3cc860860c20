"use strict";
// Charts by Chart.js, in the colours of the page; each also says in words what it shows.
sc.charts = (function () {
  let drawn = [];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const isPlain = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Take all charts down; their canvases are about to go. */
  function clear() {
    drawn.forEach((chart) => chart.destroy());
    drawn = [];
  }

  function axis(more = {}) {
    return {
      grid: { color: colour("line"), drawTicks: false },
      border: { display: false },
      ticks: { color: colour("soft"), padding: 6, precision: 0, ...more.ticks },
      beginAtZero: true,
      ...more.axis,
    };
  }

  /**
   * Return a card with a chart of bars. `bars` are `{label, value, colour, note, pick}`: `note` is
   * said in the tooltip, `pick` is called when the bar is clicked. `lying` bars grow to the right.
   */
  function bars(title, list, { lying = false, line = null, unit = "" } = {}) {
    const canvas = sc.h("canvas", { role: "img", "aria-label": `${title}${sc.t("colon")}${sc.joined(list.map((bar) => `${bar.label} ${sc.number(bar.value)}`))}` });
    const box = sc.h("div", { class: `plot${lying ? " lying" : ""}` }, canvas);
    if (lying) box.style.height = `${Math.max(4, list.length) * 25 + 34}px`;
    const card = sc.h("figure", { class: "card chart" }, sc.h("figcaption", {}, title), box);
    card.draw = () => drawn.push(new Chart(canvas, config(list, { lying, line, unit })));
    return card;
  }

  function config(list, { lying, line, unit }) {
    const along = lying ? "x" : "y";
    const across = lying ? "y" : "x";
    const datasets = [
      {
        data: list.map((bar) => bar.value),
        backgroundColor: list.map((bar) => colour(bar.colour || "accent")),
        borderRadius: 3,
        maxBarThickness: lying ? 15 : 34,
        order: 2,
      },
    ];
    if (line) {
      datasets.push({ type: "line", data: line.values, borderColor: colour("good"), backgroundColor: colour("good"), pointRadius: list.length > 40 ? 0 : 2.5, borderWidth: 2, tension: 0.25, yAxisID: "share", order: 1, spanGaps: true });
    }
    const cut = (label) => (label.length > 14 ? `${label.slice(0, 13)}…` : label);
    return {
      type: "bar",
      data: { labels: list.map((bar) => bar.label), datasets },
      options: {
        indexAxis: lying ? "y" : "x",
        animation: isPlain ? false : { duration: 250 },
        maintainAspectRatio: false,
        responsive: true,
        font: { family: getComputedStyle(document.body).fontFamily },
        onClick: (_event, hits) => hits.length && list[hits[0].index].pick && list[hits[0].index].pick(),
        onHover: (event, hits) => {
          event.native.target.style.cursor = hits.length && list[hits[0].index].pick ? "pointer" : "default";
        },
        scales: {
          [along]: axis(),
          [across]: axis({ axis: { grid: { display: false } }, ticks: lying ? { autoSkip: false, callback: (_value, at) => cut(list[at].label) } : { maxRotation: 0, autoSkipPadding: 6, font: { size: 11 } } }),
          ...(line ? { share: { position: "right", min: 0, max: 100, grid: { display: false }, border: { display: false }, ticks: { color: colour("soft"), callback: (value) => `${value}%`, stepSize: 50 } } } : {}),
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            callbacks: {
              label: (item) => (item.datasetIndex === 1 ? `${line.label} ${sc.number(item.raw)}%` : `${sc.number(item.raw)}${unit}`),
              afterLabel: (item) => (item.datasetIndex === 0 && list[item.dataIndex].note) || "",
            },
          },
        },
      },
    };
  }

  return { bars, clear };
})();
Chart.defaults.font.family = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
Chart.defaults.font.size = 12;
