// Beside kept.js on every page: registers the worker, takes back what is kept when its owner is gone, drafts too, and draws the
// box "Keep on this device" (templates/offline/_keep.html), the banner of a kept page and the list on /offline.
"use strict";

// The words of the install, for every script: window.words holds them where they are not those that stand here
// (webapp/views/words_js.py), and of a number-dependent sentence each form by the name that the browser has for it.
const { _, ngettext } = (() => {
  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_place, name) => values[name]);
  const form = (number) => new Intl.PluralRules(document.documentElement.lang).select(number);
  return {
    _: (text, values) => fill(window.words?.[text] ?? text, values),
    ngettext: (one, many, num, values) =>
      fill(window.words?.[one]?.[form(num)] ?? (num === 1 ? one : many), { num, ...values }),
  };
})();

(() => {
  const user = document.querySelector('meta[name="user"]')?.content;
  const box = () => document.getElementById("keep"); // each time anew: the page may be fetched again
  const since = document.documentElement.dataset.kept; // when this very page was kept, if it comes from this device
  const able = window.isSecureContext && "serviceWorker" in navigator && "caches" in window && "indexedDB" in window;
  const ASK_EVERY = 15000;

  const said = {
    insecure: _("This page came over http. Without https a browser cannot keep it encrypted; print it instead."),
    unable: _("This browser keeps no pages, perhaps because its window is private. Print it instead."),
    kept: (day) => _("On this device until the end of %(day)s. Only this browser can read it.", { day }),
    older: _("The copy on this device is older than this page."),
    unreached: _("The server cannot be reached, so nothing was kept. Try again when you are back."),
    full: _("This browser has no room for it, so nothing was kept. Print it instead."),
    gone: _("This is no longer kept on this device: once you leave this page, it is gone."),
    banner: (time) => _("Kept on %(time)s. What you tap is sent when you are back.", { time }),
    back: _("The server can be reached again."),
    out: _("You have been logged out, and the copy on this device is gone. What you tapped is still here."),
  };

  const language = document.documentElement.lang;
  const format = (moment, zone, how) => new Intl.DateTimeFormat(language, { ...how, timeZone: zone }).format(new Date(moment));
  const WEEKDAY = { weekday: "long" };
  const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const clock = (moment, zone) =>
    _("%(day)s at %(time)s", { day: format(moment, zone, WEEKDAY), time: format(moment, zone, HOUR) });
  // The end of a day is the first moment of the next one.
  const lastDay = (until, zone) => format(Date.parse(until) - 1, zone, WEEKDAY);

  // ── Whose draft it is: what somebody is writing (live.js) goes when they log out, or somebody else is there ──
  const DRAFTS = "draft:";
  function dropDrafts(but) {
    try {
      const drafts = Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS) && !(but && name.startsWith(but)));
      for (const name of drafts) localStorage.removeItem(name);
    } catch {
      /* this browser keeps nothing */
    }
  }
  if (user) dropDrafts(`${DRAFTS}${user}:`);

  // ── Whose copy it is ──────────────────────────────────────────────────────
  const forget = (which) => kept.forget(which).then(draw, () => undefined);

  async function takeBack() {
    if (document.querySelector('form[action="/log-in"]')) await kept.forget();
    else await (user ? kept.forget((copy) => copy.user !== user) : kept.sweep());
  }

  // Last of all: whoever asks before logging out may still stop the form.
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches('form[action="/log-out"]')) return;
    dropDrafts();
    forget();
  });
  document.addEventListener("logged-out", () => forget());
  document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => xhr.status === 401 && forget());

  // ── The box ───────────────────────────────────────────────────────────────
  // What is drawn by scripts, tapped or told in hours and days makes no page newer.
  function words(page) {
    const brief = page.getElementById("brief").cloneNode(true);
    for (const passing of brief.querySelectorAll("form, time, .chip, [role=status], [data-passing]")) passing.remove();
    return brief.textContent.replace(/\s+/g, " ").trim();
  }
  let shown = box() && !since && words(document);

  function put(state, sentence) {
    const place = box().querySelector("[data-said]");
    place.textContent = sentence;
    place.hidden = !sentence;
    const keep = box().querySelector("[data-keep]");
    keep.hidden = !["none", "older", "busy"].includes(state) || Boolean(since);
    keep.disabled = state === "busy";
    keep.textContent = { older: _("Keep the new one"), busy: _("Keeping it…") }[state] ?? keep.dataset.keep;
    box().querySelector("[data-forget]").hidden = !["kept", "older"].includes(state);
  }

  async function draw() {
    if (!box()) return;
    if (!able) return put("unable", window.isSecureContext ? said.unable : said.insecure);
    const { url, zone } = box().dataset;
    const copy = await kept.get(url);
    if (!copy) return put("none", since ? said.gone : "");
    if (shown && copy.words !== shown) return put("older", said.older);
    return put("kept", said.kept(lastDay(copy.until, zone)));
  }

  // ── Keeping ───────────────────────────────────────────────────────────────
  const worker = () => navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);

  async function keep() {
    const { url } = box().dataset;
    put("busy", "");
    let page;
    try {
      const answer = await fetch(url, { cache: "no-store", redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return put("none", said.unreached);
    }
    const { until, zone } = page.getElementById("keep").dataset;
    const title = page.querySelector("h1").textContent.trim();
    const inside = { title, zone, at: new Date().toISOString(), words: words(page) };
    inside.html = copyOf(page, inside.at, zone);
    try {
      await worker(); // without it nothing would open the copy
    } catch {
      return put("unable", said.unable);
    }
    try {
      await kept.put({ url, user, until }, inside, filesOf(page));
    } catch (error) {
      return put("none", error.name === "QuotaExceededError" ? said.full : said.unreached);
    }
    shown = words(document);
    return draw();
  }

  // The copy says so itself, and does not ask the server every two seconds for what is new.
  function copyOf(page, at, zone) {
    page.documentElement.dataset.kept = at;
    page.body.removeAttribute("data-pulse-url");
    const banner = page.createElement("div");
    banner.id = "kept-banner";
    banner.className = "notice is-waiting";
    banner.setAttribute("role", "status");
    banner.append(Object.assign(page.createElement("p"), { textContent: said.banner(clock(at, zone)) }));
    page.getElementById("main").prepend(banner);
    return `<!doctype html>\n${page.documentElement.outerHTML}`;
  }

  function filesOf(page) {
    const named = page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src], img[src]');
    const files = [...named].map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
    return [...new Set(files.filter((file) => /^\/(static\/|words\.js)/.test(file)))];
  }

  // ── On a kept page: whether the server is back, and whether it still knows us ──
  async function lookForServer() {
    if (document.hidden) return;
    try {
      const answer = await fetch("/offline/token", { cache: "no-store", redirect: "error" });
      const mine = answer.ok && (await answer.json()).user === user;
      if (!mine && ![200, 401].includes(answer.status)) return;
      if (!mine) await kept.forget();
      tell(mine ? said.back : said.out, mine ? _("Open the page as it is now") : _("Log in"));
      await draw();
    } catch {
      /* still away */
    }
  }

  function tell(sentence, link) {
    const place = document.querySelector("#kept-banner p");
    if (place.dataset.told === sentence) return;
    place.dataset.told = sentence;
    place.replaceChildren(`${sentence} `, Object.assign(document.createElement("a"), { href: location.href, textContent: link }));
  }

  // ── On /offline: what is kept here ────────────────────────────────────────
  async function list(place) {
    const copies = await kept.all();
    if (!copies.length) return;
    const rows = copies.map(({ url, title, at, until, zone }) => {
      const row = place.querySelector("template").content.cloneNode(true);
      Object.assign(row.querySelector("a"), { href: url, textContent: title });
      const times = { time: clock(at, zone), day: lastDay(until, zone) };
      row.querySelector(".row-line").textContent = _("Kept on %(time)s, until the end of %(day)s", times);
      return row;
    });
    place.querySelector(".rows").replaceChildren(...rows);
    place.hidden = false;
    document.getElementById("kept-nothing").hidden = true;
  }

  // ── Begin ─────────────────────────────────────────────────────────────────
  if (!able) {
    draw();
    return;
  }
  takeBack().then(draw, () => box() && put("unable", said.unable));
  document.addEventListener("visibilitychange", () => document.hidden || takeBack().then(draw, () => undefined));
  if (user) window.addEventListener("load", () => worker().catch(() => undefined));
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keep]")) keep();
    if (target.closest("[data-forget]")) forget((copy) => copy.url === box().dataset.url);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!box() || since) return;
    shown = words(document);
    draw();
  });
  const here = document.getElementById("kept-here");
  if (here) {
    list(here);
    const again = document.getElementById("again");
    if (location.pathname !== "/offline") again.href = location.href;
    window.addEventListener("online", async () => {
      // A network is no server yet; and going on by itself must not come between a link and where it leads.
      const there = await fetch("/offline", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
      if (there?.ok) location.replace(again.href);
    });
  }
  if (since) {
    lookForServer();
    window.addEventListener("online", lookForServer);
    setInterval(lookForServer, ASK_EVERY);
  }
})();
