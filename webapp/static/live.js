// While an interview runs: the time that is left, and notes and ticks that wait on this device until the server has them.
// Each has a key of its own, so that one that is sent twice is kept once. The page works without this file.
"use strict";
(() => {
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 60000;
  const form = document.getElementById("quick-note");
  const text = form.elements.text;
  const shelf = `live:${form.dataset.interview}:`;
  const draft = `draft:${form.dataset.interview}`;
  const token = () => document.querySelector('meta[name="csrf-token"]').content;

  // ── The clock of the server, whatever this device's says ──────────────────
  let skew = 0;
  let told = "";

  function readClock() {
    const timer = document.getElementById("timer");
    if (timer?.dataset.now) skew = Date.parse(timer.dataset.now) - Date.now();
  }

  function showTime() {
    const timer = document.getElementById("timer");
    if (!timer || !("running" in timer.dataset)) return;
    const left = Math.ceil((Date.parse(timer.dataset.ends) - Date.now() - skew) / 60000);
    const time = left > 0 ? ngettext("%(num)s minute", "%(num)s minutes", left) : _("Time is up");
    document.getElementById("time-left").textContent = time;
    const near = document.getElementById("time-near");
    near.hidden = left > Number(timer.dataset.near);
    const words =
      left > 0
        ? ngettext("%(num)s minute left: the two closing questions.", "%(num)s minutes left: the two closing questions.", left)
        : _("Thank them, and end on time.");
    near.firstElementChild.textContent = words;
    const stage = near.hidden ? "" : left > 0 ? "near" : "over";
    if (stage && stage !== told) document.getElementById("time-said").textContent = words;
    told = stage;
  }

  // ── What waits on this device: a line of storage each, so that two tabs do not write over each other ──
  const sent = new Map(); // notes that are safe and not yet among those that the server shows
  const refused = new Map(); // notes that the server will not take as they are, and why
  let trouble = "";
  let sending = false;
  let pause = FIRST_PAUSE;
  let timer;

  function waiting() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(shelf));
    return names
      .map((name) => ({ name, raw: localStorage.getItem(name), ...JSON.parse(localStorage.getItem(name)) }))
      .sort((one, other) => one.at - other.at);
  }

  function keep(name, url, fields) {
    try {
      localStorage.setItem(shelf + name, JSON.stringify({ url, fields, at: Date.now() }));
    } catch {
      return false; // a browser that keeps nothing sends it the plain way
    }
    draw();
    send();
    return true;
  }

  const NOTES = {
    offline: (number) => ngettext("%(num)s note waits for the connection.", "%(num)s notes wait for the connection.", number),
    out: (number) =>
      ngettext("%(num)s note waits: you have been logged out.", "%(num)s notes wait: you have been logged out.", number),
    old: (number) => ngettext("%(num)s note waits: this page is too old.", "%(num)s notes wait: this page is too old.", number),
  };
  const TICKS = {
    offline: (number) => ngettext("%(num)s tick waits for the connection.", "%(num)s ticks wait for the connection.", number),
    out: (number) =>
      ngettext("%(num)s tick waits: you have been logged out.", "%(num)s ticks wait: you have been logged out.", number),
    old: (number) => ngettext("%(num)s tick waits: this page is too old.", "%(num)s ticks wait: this page is too old.", number),
  };
  const TO_DO = { out: _("Reload the page and log in."), old: _("Reload it.") };

  function stateWords(entries) {
    if (!entries.length) return "";
    if (!trouble) return _("Sending…");
    const notes = entries.filter((entry) => entry.fields.text).length;
    const number = notes || entries.length;
    const kept = ngettext("It is kept on this device.", "They are kept on this device.", number);
    return [(notes ? NOTES : TICKS)[trouble](number), TO_DO[trouble], kept].filter(Boolean).join(" ");
  }

  function line(words, state, act) {
    const row = document.createElement("li");
    row.className = "row";
    const body = row.appendChild(document.createElement("div"));
    body.className = "row-text";
    const said = body.appendChild(document.createElement("p"));
    said.className = "typed";
    said.textContent = words;
    const under = body.appendChild(document.createElement("p"));
    under.className = "row-line";
    under.textContent = state;
    if (act) row.append(act);
    return row;
  }

  function takeBack(entry) {
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = _("Change it");
    button.addEventListener("click", () => {
      text.value = [entry.fields.text, text.value].filter(Boolean).join("\n");
      localStorage.removeItem(entry.name);
      refused.delete(entry.name);
      draw();
      text.focus();
    });
    return button;
  }

  function draw() {
    const entries = waiting();
    for (const key of sent.keys()) if (document.querySelector(`[data-key="${key}"]`)) sent.delete(key);
    const rows = [...sent.values()].map((words) => line(words, _("safe")));
    for (const entry of entries) {
      if (entry.fields.text === undefined) {
        mark(document.querySelector(`[data-tick="${entry.name.slice(shelf.length)}"]`), !entry.url.endsWith("/not-asked"));
      } else if (refused.has(entry.name)) {
        rows.push(line(entry.fields.text, refused.get(entry.name), takeBack(entry)));
      } else {
        rows.push(line(entry.fields.text, trouble ? _("waits on this device") : _("being sent")));
      }
    }
    document.getElementById("waiting-notes").replaceChildren(...rows.reverse());
    const state = document.getElementById("waiting-state");
    const words = stateWords(entries.filter((entry) => !refused.has(entry.name)));
    if (state.textContent !== words) state.textContent = words;
  }

  function mark(tick, asked) {
    if (!tick) return;
    tick.closest("li").classList.toggle("is-asked", asked);
    tick.querySelector("button").setAttribute("aria-pressed", String(asked));
    tick.setAttribute("action", tick.getAttribute("action").replace(/(not-)?asked$/, asked ? "not-asked" : "asked"));
  }

  // ── Sending: in their order, one after the other, again and again until the server has them ──
  async function sendOne(entry) {
    const answer = await fetch(entry.url, {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      body: new URLSearchParams(entry.fields),
      redirect: "manual",
      signal: AbortSignal.timeout(20000),
    });
    if (answer.type === "opaqueredirect" || answer.ok) {
      if (entry.fields.text) sent.set(entry.fields.key, entry.fields.text);
      // What was tapped again meanwhile is another entry under the same name, and still waits.
      if (localStorage.getItem(entry.name) === entry.raw) localStorage.removeItem(entry.name);
      return true;
    }
    if (answer.status === 422) refused.set(entry.name, _("It is too long. Change it, and keep it again."));
    else if (answer.status === 404) refused.set(entry.name, _("This interview is gone. Copy your note."));
    else if (answer.status === 401) trouble = "out";
    else if ([400, 403].includes(answer.status)) trouble = "old";
    else throw new Error(answer.status);
    return [404, 422].includes(answer.status);
  }

  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    let some = false;
    try {
      for (let entries; (entries = waiting().filter((entry) => !refused.has(entry.name))).length; some = true) {
        if (!(await sendOne(entries[0]))) break;
        if (["offline", ""].includes(trouble)) trouble = "";
        pause = FIRST_PAUSE;
      }
    } catch {
      trouble = "offline";
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      timer = setTimeout(send, pause);
    }
    sending = false;
    draw();
    if (some) htmx.trigger(document.body, "changed");
  }

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  form.addEventListener("submit", (event) => {
    const words = text.value.trim();
    const key = newKey();
    const at = new Date(Date.now() + skew).toISOString();
    if (!words) {
      event.preventDefault();
      text.focus();
    } else if (keep(key, form.action, { text: words, key, at })) {
      event.preventDefault();
      text.value = "";
      localStorage.removeItem(draft);
      text.focus();
    }
  });
  document.addEventListener("submit", (event) => {
    const tick = event.target.closest("[data-tick]");
    if (tick && keep(tick.dataset.tick, tick.action, {})) event.preventDefault();
  });

  // What is being written is not lost either when the page is.
  text.addEventListener("input", () => {
    try {
      localStorage.setItem(draft, text.value);
    } catch {
      /* this browser keeps nothing */
    }
  });
  try {
    text.value ||= localStorage.getItem(draft) ?? "";
    draw();
    send();
  } catch {
    /* this browser keeps nothing */
  }

  document.addEventListener("htmx:afterSettle", () => {
    readClock();
    showTime();
    draw();
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  readClock();
  showTime();
  setInterval(showTime, 1000);
})();
