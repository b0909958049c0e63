// The order of an agenda by drag (mouse, pen, finger) and by the arrow keys on a handle. Its buttons work without this file.
"use strict";
(() => {
  const EDGE = 60;
  const movable = (list) => [...list.querySelectorAll(":scope > [data-movable]")];
  const order = (list) => movable(list).map((item) => item.dataset.id);
  let moved; // the item that was moved last, until its agenda is there anew

  function announce(item) {
    const items = movable(item.parentElement);
    const text = item.querySelector(".agenda-text").textContent;
    const said = _("Now %(place)s of %(all)s: %(text)s", { place: items.indexOf(item) + 1, all: items.length, text });
    document.getElementById("agenda-said").textContent = said;
  }

  function put(list, ids) {
    for (const id of [...ids].reverse()) list.prepend(list.querySelector(`[data-id="${id}"]`));
  }

  async function save(item, before) {
    const list = item.parentElement;
    if (String(order(list)) === String(before)) return;
    announce(item);
    const url = list.closest("[data-order]").dataset.order;
    try {
      await htmx.ajax("POST", url, { target: "#agenda", swap: "outerHTML", values: { ids: order(list) } });
    } catch {
      put(list, before); // the page says why; what it shows is what is kept
    }
  }

  // The neighbours move around the item: one that left the page for a moment would lose the finger that holds it.
  function follow(item, y) {
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const near = (side) => (item[side]?.hasAttribute("data-movable") ? item[side] : null);
    for (let other; (other = near("previousElementSibling")) && y < middle(other); ) item.after(other);
    for (let other; (other = near("nextElementSibling")) && y > middle(other); ) item.before(other);
    if (y < EDGE) window.scrollBy(0, -EDGE / 4);
    if (y > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 4);
  }

  document.addEventListener("pointerdown", (event) => {
    const item = event.target.closest(".agenda-handle")?.closest("[data-movable]");
    if (!item || event.button) return;
    const before = order(item.parentElement);
    const move = (next) => follow(item, next.clientY);
    const end = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      item.classList.remove("is-dragged");
      if (String(order(item.parentElement)) === String(before)) bringUpToDate();
      else save(item, before);
    };
    item.classList.add("is-dragged");
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });

  document.addEventListener("keydown", (event) => {
    const item = event.target.closest(".agenda-handle")?.closest("[data-movable]");
    if (!item || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const before = order(item.parentElement);
    const items = movable(item.parentElement);
    const other = items[items.indexOf(item) + (event.key === "ArrowUp" ? -1 : 1)];
    if (!other) return;
    if (event.key === "ArrowUp") item.after(other);
    else item.before(other);
    save(item, before);
  });

  // What is held is not replaced under the hand; the agenda is fetched anew once it is let go.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (document.querySelector(".is-dragged")) event.detail.shouldSwap = false;
  });

  // The buttons: whoever works by them stays on them, and hears where the question is now.
  document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
    const item = elt.closest("[data-movable]");
    const button = item && elt.querySelector("button[id^='up-'], button[id^='down-']");
    moved = button ? { id: button.id, item: item.dataset.id } : undefined;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const item = moved && document.querySelector(`[data-movable][data-id="${moved.item}"]`);
    if (!item) return;
    const button = document.getElementById(moved.id);
    (button.disabled ? item.querySelector(".row-actions button:not([disabled])") : button).focus();
    announce(item);
    moved = undefined;
  });
})();
