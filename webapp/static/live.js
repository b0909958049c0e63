// While an interview runs: the time that is left, and notes and ticks, which show at once and wait in the queue until the server
// has them. The page works without this file.
"use strict";
(() => {
  const form = document.getElementById("quick-note");
  const text = form.elements.text;
  const draft = `draft:${document.body.dataset.user}:${form.dataset.queue}`;

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

  // ── What waits, over what the server shows ────────────────────────────────
  const list = document.getElementById("waiting-notes");
  const shown = new Set(); // the keys of notes that the server showed: one that is deleted there does not come back
  let most = 0; // were going out since the page was last brought up to date

  const mine = () => queue.entries().filter((entry) => entry.page === location.pathname);
  const isNote = ({ fields }) => "text" in fields;
  const questionOf = ({ url }) => url.split("/").at(-2);

  function row(entry) {
    const one = Object.assign(document.createElement("li"), { className: "row" });
    const body = one.appendChild(document.createElement("div"));
    body.className = "row-text";
    if (entry.refused) {
      body.classList.add("notice", "is-trouble");
      body.append(queue.refused([entry], isNote(entry) && (() => change(entry))));
      return one;
    }
    const say = (className, textContent) => body.append(Object.assign(document.createElement("p"), { className, textContent }));
    say("typed", entry.fields.text);
    say("row-line", queue.state(entry));
    return one;
  }

  function change(entry) {
    write([entry.fields.text, text.value].filter(Boolean).join("\n"));
    queue.forget(entry);
    text.focus();
  }

  function mark(entry) {
    const tick = document.querySelector(`[data-tick="${questionOf(entry)}"]`);
    if (!tick) return;
    const asked = !entry.url.endsWith("/not-asked");
    tick.closest("li").classList.toggle("is-asked", asked);
    tick.querySelector("button").setAttribute("aria-pressed", String(asked));
    tick.setAttribute("action", tick.getAttribute("action").replace(/(not-)?asked$/, asked ? "not-asked" : "asked"));
  }

  function draw() {
    const entries = mine();
    const going = entries.filter((entry) => !entry.safe && !entry.refused);
    for (const entry of going) if (!isNote(entry)) mark(entry);
    for (const { fields } of entries) if (document.querySelector(`[data-key="${fields.key}"]`)) shown.add(fields.key);
    const rows = entries.filter((entry) => entry.refused || (isNote(entry) && !shown.has(entry.fields.key)));
    const drawn = JSON.stringify(rows.map((entry) => [entry, queue.state(entry)]));
    if (list.dataset.drawn !== drawn) {
      list.dataset.drawn = drawn;
      list.replaceChildren(...rows.reverse().map(row));
    }
    const place = document.getElementById("waiting-state");
    const words = queue.stateOf(entries);
    if (place.textContent !== words) place.textContent = words;
    most = Math.max(most, going.length);
    if (queue.sending || most === going.length) return;
    most = going.length;
    bringUpToDate();
  }

  // ── Notes and ticks ───────────────────────────────────────────────────────
  form.addEventListener("submit", (event) => {
    const words = text.value.trim();
    const about = form.dataset.name;
    if (words && !queue.add(form.getAttribute("action"), { text: words }, { stays: true, about })) return;
    event.preventDefault();
    if (words) write("");
    text.focus();
  });
  document.addEventListener("submit", (event) => {
    const tick = event.target.closest("[data-tick]");
    if (!tick) return;
    const url = tick.getAttribute("action");
    const question = tick.querySelector(".tick-part").nextSibling.textContent.trim();
    const about = url.endsWith("/not-asked") ? _("Not asked: %(question)s", { question }) : _("Asked: %(question)s", { question });
    const last = queue.add(url, {}, { about });
    if (!last) return;
    event.preventDefault();
    // What was tapped about it before, and is not sent yet, no longer counts.
    const before = mine().filter((entry) => entry.fields.key !== last.fields.key && questionOf(entry) === tick.dataset.tick);
    before.forEach(queue.forget);
  });

  // What is being written is not lost either when the page is; offline.js drops it when its writer logs out.
  function keepDraft() {
    try {
      localStorage.setItem(draft, text.value);
      if (!text.value) localStorage.removeItem(draft);
    } catch {
      /* this browser keeps nothing */
    }
  }
  function write(words) {
    text.value = words;
    keepDraft();
  }
  text.addEventListener("input", keepDraft);

  function catchUp() {
    readClock();
    showTime();
    draw();
  }
  setInterval(showTime, 1000);
  document.addEventListener("queue", draw);
  document.addEventListener("htmx:afterSettle", catchUp);
  try {
    text.value ||= localStorage.getItem(draft) ?? "";
    catchUp();
  } catch {
    /* this browser keeps nothing */
  }
})();
