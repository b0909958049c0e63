// Buttons that copy a text: data-copy says whose. Without this file the text can be selected.
"use strict";

async function copy(place) {
  const source = document.querySelector(place);
  if (!source) return false;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    return true;
  } catch {
    // A page that is not served over HTTPS has no clipboard of its own.
    source.focus();
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
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
