// In the room: what is tapped shows at once and waits in the queue until the server has it. The page works without this file.
"use strict";

(() => {
  const $ = (selector, inside = document) => inside.querySelector(selector);
  const url = () => new URL($("[data-add]").action).pathname;
  const mine = () => queue.entries().filter((entry) => entry.url === url());
  const whoOf = ({ attendee_id, key }) => attendee_id || key;
  const formOf = (who) => $(`form.met[data-first="${who}"]`) ?? $(`form.met[data-who="${who}"]`);
  const idOf = (entry) => formOf(whoOf(entry.fields))?.dataset.who ?? whoOf(entry.fields);

  // ── One person ────────────────────────────────────────────────────────────
  /** What the form says: what stands in it now, or what was kept last. */
  function said(form, met, kept = false) {
    const { common_ground: ground, note, agreed } = form.elements;
    return {
      attendee_id: form.dataset.who,
      name: "isNew" in form.dataset ? form.dataset.name : "",
      common_ground: kept ? ground.defaultValue : ground.value.trim(),
      note: kept ? note.defaultValue : note.value.trim(),
      agreed: (kept ? agreed.defaultChecked : agreed.checked) ? "y" : "",
      met: met ? "yes" : "no",
    };
  }

  // With each of them goes what it showed before: what was left alone takes nothing away that another device wrote.
  const WRITTEN = ["common_ground", "note", "agreed"];
  /** Keep what the form says; false where this browser keeps nothing, and the form is to be sent. */
  function record(form, met = true) {
    const fields = said(form, met);
    const kept = said(form, "met" in form.dataset, true);
    if (JSON.stringify(fields) === JSON.stringify(kept)) return true;
    const refused = mine().filter((entry) => entry.refused && idOf(entry) === form.dataset.who);
    for (const entry of refused) queue.forget(entry);
    for (const name of WRITTEN) fields[`was_${name}`] = refused.length ? refused[0].fields[`was_${name}`] ?? "" : kept[name];
    remember(form);
    if (!queue.add(url(), fields, { stays: true, about: form.dataset.name })) return false;
    form.elements.common_ground.defaultValue = fields.common_ground;
    form.elements.note.defaultValue = fields.note;
    form.elements.agreed.defaultChecked = Boolean(fields.agreed);
    return true;
  }

  // In the zone of the account, as the server says it.
  const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: $("#keep")?.dataset.zone };
  const written = (how) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: HOUR.timeZone, ...how });
  let formats; // made once a time is told: that takes a phone longer than all else here
  /** The hour, with the day where it is not today's: a page that was kept may be read tomorrow. */
  function time(at) {
    formats ??= [written(HOUR), written({ day: "numeric", month: "long" })];
    const [clock, calendar] = formats;
    const [day, today] = [calendar.format(new Date(at)), calendar.format(new Date())];
    const hour = clock.format(new Date(at));
    return day === today ? hour : _("%(day)s, %(clock)s", { day, clock: hour });
  }

  function put(control, value) {
    if (control === document.activeElement && control.value !== control.defaultValue) return; // it is being written
    control.value = control.defaultValue = value;
  }

  function show(form, entry) {
    const { fields } = entry;
    const met = fields.met !== "no";
    remember(form);
    form.toggleAttribute("data-met", met);
    put(form.elements.common_ground, fields.common_ground);
    put(form.elements.note, fields.note);
    form.elements.agreed.checked = form.elements.agreed.defaultChecked = Boolean(fields.agreed);
    $(".met-yes", form).hidden = met;
    $(".met-no", form).hidden = !met;
    const tapped = met ? _("Met %(time)s", { time: time(fields.at) }) : _("Not met");
    const words = entry.words ?? `${tapped} · ${queue.state(entry)}`;
    const place = $(".met-said", form);
    if (place.textContent !== words) place.textContent = words;
    const short = fields.common_ground || fields.note || (fields.agreed ? _("Agreed to meet") : _("What you share, note"));
    $("summary", form).textContent = short;
    press(form);
  }

  /** Say why something was not taken, with what can be done about it. */
  function explain(form, entry) {
    const place = $("[data-trouble]", form);
    const key = entry.refused ? entry.fields.key : "";
    if (place.dataset.key === key) return;
    place.dataset.key = key;
    place.hidden = !key;
    place.replaceChildren();
    if (!key) return;
    place.appendChild(document.createElement("p")).textContent = entry.refused.sentence;
    const act = (words, does) => {
      const button = place.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "button";
      button.textContent = words;
      button.addEventListener("click", does);
    };
    if (entry.refused.field === "event") {
      place.appendChild(Object.assign(document.createElement("a"), { href: "/deleted", textContent: _("What you deleted") }));
    } else act(_("Change it"), () => change(form, entry));
    act(_("Send it again"), () => queue.retry(entry));
    act(_("Copy"), ({ target }) => queue.copy([entry], target));
    act(_("Throw it away"), () => throwAway(entry));
  }

  const before = new WeakMap(); // what a form said before what waits was drawn over it
  function remember(form) {
    if (!before.has(form)) before.set(form, { fields: said(form, "met" in form.dataset, true), words: $(".met-said", form).textContent });
  }

  function throwAway(entry) {
    const who = idOf(entry);
    const form = formOf(who);
    for (const one of mine()) if (!one.safe && idOf(one) === who) queue.forget(one);
    if (before.has(form)) show(form, before.get(form));
    explain(form, {});
  }

  const OF_PERSON = ["common_ground", "note"];
  /** What is wrong with words is put right in their place; a name, or somebody who went from the list, is added anew. */
  function change(form, entry) {
    if (OF_PERSON.includes(entry.refused.field)) {
      $("details", form).open = true;
      form.elements[entry.refused.field].focus();
      return;
    }
    const add = $("[data-add]");
    for (const name of ["common_ground", "note"]) add.elements[name].value = entry.fields[name];
    add.elements.name.value = entry.fields.name || form.dataset.name;
    add.elements.agreed.checked = Boolean(entry.fields.agreed);
    throwAway(entry);
    open($("#room-add"));
  }

  // ── Chips: what is likely, for one tap ────────────────────────────────────
  const FEW = 4; // of them at once; the others are folded
  const grounds = (form) => form.elements.common_ground.value.split(",").map((one) => one.trim()).filter(Boolean);

  function chips(form) {
    const place = $("[data-chips]", form);
    if (place.childElementCount) return;
    const stranger = form.matches("[data-add], [data-is-new]");
    const likely = [...$("#grounds").options].filter((option) => !(stranger && "ofOne" in option.dataset));
    const words = new Set([form.dataset.place, ...likely.map((option) => option.value)].filter(Boolean));
    for (const word of words) {
      const chip = place.appendChild(document.createElement("button"));
      chip.type = "button";
      chip.className = "button chip-button";
      chip.textContent = word;
    }
    const folded = [...place.children].slice(FEW).filter((chip) => !grounds(form).includes(chip.textContent));
    if (folded.length > 1) fold(folded, place);
    (place.closest("[data-share]") ?? place).hidden = !words.size;
    press(form);
  }

  function fold(folded, place) {
    for (const chip of folded) chip.hidden = true;
    const more = place.appendChild(document.createElement("button"));
    more.type = "button";
    more.className = "button is-quiet";
    more.textContent = _("More");
    more.addEventListener("click", () => {
      for (const chip of folded) chip.hidden = false;
      more.remove();
      folded[0].focus();
    });
  }

  function press(form) {
    const chosen = grounds(form);
    for (const chip of form.querySelectorAll(".chip-button")) chip.ariaPressed = String(chosen.includes(chip.textContent));
  }

  document.addEventListener("click", ({ target }) => {
    const chip = target.closest(".chip-button");
    if (!chip) return;
    const { form } = chip;
    const chosen = grounds(form);
    const others = chosen.filter((one) => one !== chip.textContent);
    form.elements.common_ground.value = (others.length < chosen.length ? others : [...others, chip.textContent]).join(", ");
    press(form);
    if (form.matches(".met")) record(form);
  });
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const form = target.open && (target.closest("form.met") ?? $("[data-add]", target));
      if (form) chips(form);
    },
    true,
  );

  // ── Taps ──────────────────────────────────────────────────────────────────
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form.met")) {
      const yes = event.submitter?.value !== "no";
      const first = yes && !("met" in form.dataset);
      if (!record(form, yes)) return;
      event.preventDefault();
      const fields = $("details", form);
      fields.open = first && !fields.open;
      if (!fields.open) document.activeElement?.blur();
    } else if (form.matches("[data-add]") && addFrom(form)) {
      event.preventDefault();
    }
  });
  document.addEventListener("change", ({ target }) => target.form?.matches("form.met") && record(target.form));
  document.addEventListener("visibilitychange", () => {
    const form = document.hidden && document.activeElement?.form;
    if (form && form.matches("form.met")) record(form);
  });

  function addFrom(form) {
    const { name, common_ground, note, agreed } = form.elements;
    const words = name.value.trim();
    if (!words) return true;
    const fields = { attendee_id: "", name: words, common_ground: common_ground.value, note: note.value };
    if (!queue.add(url(), { ...fields, agreed: agreed.checked ? "y" : "", met: "yes" }, { stays: true })) return false;
    form.reset();
    common_ground.value = note.value = "";
    press(form);
    $("#room-add").open = false;
    draw();
    $("#room-new").lastElementChild?.scrollIntoView({ block: "center" });
    return true;
  }

  function open(sheet) {
    sheet.open = true;
    $("input:not([type=hidden])", sheet)?.focus();
  }
  // Within the tap itself: a phone opens its keyboard for nothing else.
  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("#room-add > summary")?.parentElement;
    if (!sheet || sheet.open) return;
    event.preventDefault();
    $("#room-qr").open = false;
    open(sheet);
  });

  // ── Drawing what waits over what the server, or a kept page, shows ────────
  function rowOf(who, entry) {
    const row = $("#room-person").content.firstElementChild.cloneNode(true);
    for (const one of row.querySelectorAll("[id]")) one.id = one.id.replace(/new$/, who);
    for (const one of row.querySelectorAll("[for]")) one.htmlFor = one.htmlFor.replace(/new$/, who);
    const form = $("form", row);
    const name = entry.fields.name || entry.about;
    Object.assign(form.dataset, { who, name, isNew: "" });
    $(".row-name", row).textContent = name;
    $(".met-yes", row).setAttribute("aria-label", _("Met %(name)s", { name }));
    $(".met-no", row).setAttribute("aria-label", _("Undo: %(name)s was not met", { name }));
    $("#room-new").append(row);
    return form;
  }

  function draw() {
    if (!$("[data-queue]")) return;
    const entries = mine();
    // Whom the server knows by now has a place on the list.
    for (const row of document.querySelectorAll(".room-person")) {
      const { who } = $("form", row).dataset;
      const waits = entries.some((entry) => whoOf(entry.fields) === who);
      if (!waits || $(`form.met[data-first="${who}"]`)) row.remove();
    }
    // What was said after something that was not taken does not hide that.
    const stuck = new Map(entries.filter((entry) => entry.refused).map((entry) => [idOf(entry), entry]));
    for (const [who, entry] of new Map(entries.map((entry) => [idOf(entry), entry]))) {
      // Somebody who went from the list meanwhile, and of whom something was not taken, is shown once more.
      const form = formOf(who) ?? ((entry.fields.name || entry.refused) && rowOf(who, entry));
      if (form && !(Date.parse(entry.fields.at) <= Date.parse(form.dataset.at))) show(form, entry);
      if (form) explain(form, stuck.get(who) ?? entry);
    }
    const words = queue.stateOf(entries);
    if ($("#room-state").textContent !== words) $("#room-state").textContent = words;
  }

  // Many answers may come in one moment; they are drawn once.
  let planned;
  function plan() {
    planned ??= setTimeout(() => {
      planned = undefined;
      draw();
    }, 50);
  }
  for (const form of document.querySelectorAll("form.met[data-met]:not([data-met=''])")) {
    $(".met-said", form).lastChild.textContent = _("Met %(time)s", { time: time(form.dataset.met) });
  }
  document.addEventListener("queue", plan);
  document.addEventListener("htmx:afterSettle", draw);
  draw();
})();
