// Letters: copies the text, and keeps what was typed in the last moment before the page is left.
// The page works without this file: the text can be selected, and "Keep and check" keeps it.
"use strict";

async function copy(place) {
  const field = document.querySelector(place);
  if (!field) return false;
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus(); // a page that is not served over HTTPS has no clipboard of its own
    field.select();
    return document.execCommand("copy");
  }
}

const offer = () => document.querySelectorAll("[data-copy][hidden]").forEach((button) => (button.hidden = false));
offer();
document.addEventListener("htmx:load", offer);
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const words = button.textContent;
  button.textContent = (await copy(button.dataset.copy)) ? "Copied" : "Select the text and copy it";
  setTimeout(() => (button.textContent = words), 4000);
});

const letter = document.getElementById("letter");
let unkept = false;
letter?.addEventListener("input", () => (unkept = true));
letter?.addEventListener("submit", () => (unkept = false));
document.addEventListener("htmx:beforeRequest", ({ target }) => target === letter && (unkept = false));
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target === letter && detail.failed) unkept = true;
});
window.addEventListener("pagehide", () => {
  if (unkept && letter.isConnected) navigator.sendBeacon(letter.action, new FormData(letter));
});
