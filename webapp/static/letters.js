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

// What was said of the copy stands for a moment, also on the button of an answer that came in meanwhile.
let said = "";
function offer() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.dataset.words ??= button.textContent;
    button.textContent = said || button.dataset.words;
  }
}
offer();
document.addEventListener("htmx:load", offer);
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  said = (await copy(button.dataset.copy)) ? _("Copied") : _("Select the text and copy it");
  offer();
  setTimeout(() => {
    said = "";
    offer();
  }, 4000);
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
