"use strict";
// The recording, if the call data names one. Nothing is loaded before somebody presses play.
sc.audio = (function () {
  let player = null;
  let turns = [];
  let onTurn = null;

  function follow() {
    const now = player.currentTime * 1000;
    let at = -1;
    turns.forEach(([, start], number) => {
      if (start !== null && start <= now) at = number;
    });
    if (at >= 0 && onTurn) onTurn(at);
  }

  return {
    /** Return the player of the call, or `null` where there is no recording; `told` hears the turn played. */
    make(data, told) {
      player = null;
      if (!data.audio) return null;
      turns = data.turns;
      onTurn = told;
      player = sc.h("audio", { controls: true, preload: "none", src: data.audio, ontimeupdate: follow, onerror: () => sc.say(sc.t("audio.failed", { file: data.audio }), "bad") });
      const remote = /^https?:/i.test(data.audio) ? sc.h("small", {}, sc.t("audio.remote", { host: new URL(data.audio).host })) : null;
      return sc.h("div", { class: "player", role: "region", "aria-label": sc.t("audio.label") }, player, remote);
    },
    has: () => player !== null,
    /** Play from `ms` on. */
    playFrom(ms) {
      if (!player) return;
      const go = () => {
        player.currentTime = ms / 1000;
        player.play().catch(() => {});
      };
      if (player.readyState > 0) go();
      else {
        player.addEventListener("loadedmetadata", go, { once: true });
        player.load();
        player.play().catch(() => {});
      }
    },
    toggle() {
      if (!player) return;
      if (player.paused) player.play().catch(() => {});
      else player.pause();
    },
  };
})();
