// Answering by keyboard. Every page works without this file.
//
// A … E or Y / T choose an answer, J and K go to the next and the previous item, L jumps to a code.
// Ctrl+Enter saves from anywhere. Letters are left alone while somebody types.

// Asked for each time: after a conflict the form is another one.
const answerForm = () => document.getElementById("jawab");

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    ["TEXTAREA", "SELECT"].includes(element.tagName) ||
    (element.tagName === "INPUT" && !["radio", "checkbox"].includes(element.type)));

const follow = (letter) => {
  const link = document.querySelector(`a[data-key="${letter}"]`);
  if (!link) return false;
  link.click();
  return true;
};

const choose = (letter) => {
  const option = document.querySelector(`input[data-answer="${letter}"]:not(:disabled)`);
  if (!option || option.closest("fieldset:disabled")) return false;
  option.focus();
  if (!option.checked) {
    option.checked = true;
    option.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
};

const jump = () => {
  const field = document.querySelector("[data-jump]");
  if (!field) return false;
  const tree = field.closest("[popover]");
  if (tree?.showPopover && getComputedStyle(tree).display === "none") tree.showPopover();
  field.focus();
  field.select();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && answerForm()) {
    event.preventDefault();
    answerForm().requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const letter = event.key.toLowerCase();
  const done =
    letter === "j" || letter === "k" ? follow(letter) : letter === "l" ? jump() : /^[a-ety]$/.test(letter) && choose(letter);
  if (done) event.preventDefault();
});

// Saving takes a moment. Whoever goes on before it is done (J, a link, Simpan) goes on when it is done, so that no
// answer is lost and nobody conflicts with their own save. A second press does not wait.
const SMALL = 60000; // a request of this size may outlive its page
let unsaved = false; // typed, and the field not yet left
let changed = false; // to be sent
let sending = false;
let next = null;

const busy = () => Boolean(window.htmx) && (changed || sending);
const autosaved = (element) => (element instanceof Element ? element.closest("form[data-autosave]") : null);

const later = (event, go) => {
  if (!busy() || next) return;
  event.preventDefault();
  next = go;
};

document.addEventListener("input", (event) => {
  if (typing(event.target) && event.target.form === answerForm()) unsaved = true;
});
document.addEventListener(
  "change",
  (event) => {
    if (event.target.form === answerForm() || event.target === answerForm()) unsaved = false;
    if (autosaved(event.target)) changed = true;
  },
  true,
);

// htmx starts a moment after the page can be used; what was chosen before that is sent when it has started.
const early = new Set();
const powered = (form) => form.hasAttribute("data-htmx-powered");
const send = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[hx-post]") && !powered(form)) early.add(form);
});
document.addEventListener("htmx:after:init", (event) => {
  if (early.delete(event.target)) send(event.target);
});
for (const option of document.querySelectorAll("form[hx-post] input[type=radio]")) {
  if (option.checked && !option.defaultChecked) {
    if (powered(option.form)) send(option.form);
    else early.add(option.form);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== answerForm()) return;
  unsaved = false;
  later(event, () => form.requestSubmit(event.submitter));
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && event.button === 0;
  if (link && plain && !link.target && !link.download) later(event, () => location.assign(link.href));
});
document.addEventListener("htmx:before:request", (event) => {
  const { request, sourceElement } = event.detail.ctx;
  const version = autosaved(sourceElement)?.elements.versi;
  if (!version) return;
  // a save that waited for the one before it goes on from that one's version
  request.body?.set?.("versi", version.value);
  request.keepalive = String(request.body).length < SMALL;
  changed = false;
  sending = true;
});
document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  if (!autosaved(sourceElement) && !sending) return;
  sending = false;
  if (!response || response.status >= 400) {
    changed = false;
    next = null;
  } else if (!changed && next) {
    const go = next;
    next = null;
    go();
  }
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// What could not be saved comes back as the whole item: nothing may be picked out of it for other places.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status >= 400 && autosaved(ctx.sourceElement)) ctx.selectOOB = null;
});

// A row of the table saves one letter. What cannot be saved opens the item, which shows why.
document.addEventListener("htmx:after:request", (event) => {
  const { sourceElement: form, response } = event.detail.ctx;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-row]")) return;
  if (response.status < 400) return;
  event.preventDefault();
  form.submit();
});

// The tree stays where it was: the current item is brought into view once.
document.querySelector(".tree__item[aria-current]")?.scrollIntoView({ block: "nearest" });
