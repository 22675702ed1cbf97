// Answering by keyboard. Every page works without this file.
//
// A … E or Y / T choose an answer, J and K go to the next and the previous item, L jumps to a code.
// Ctrl+Enter saves from anywhere. Letters are left alone while somebody types.

const form = document.getElementById("jawab");

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
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const letter = event.key.toLowerCase();
  const done =
    letter === "j" || letter === "k" ? follow(letter) : letter === "l" ? jump() : /^[a-ety]$/.test(letter) && choose(letter);
  if (done) event.preventDefault();
});

// What is still being typed is sent before the page is left, so that it is kept even when the window closes.
let unsaved = false;
form?.addEventListener("input", (event) => {
  if (typing(event.target)) unsaved = true;
});
form?.addEventListener("change", () => {
  unsaved = false;
});
form?.addEventListener("submit", () => {
  unsaved = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// The tree stays where it was: the current item is brought into view once.
document.querySelector(".tree__item[aria-current]")?.scrollIntoView({ block: "nearest" });
