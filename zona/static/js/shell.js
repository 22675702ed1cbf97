// Small comforts. Every page works without this file.

const search = document.querySelector("[data-search]");
const keys = document.getElementById("tombol-cepat");

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));

document.addEventListener("keydown", (event) => {
  if (search && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (event.key === "?" && keys?.togglePopover && !typing(event.target)) {
    event.preventDefault();
    keys.togglePopover();
  }
});

// What needs a script is hidden in the page and shown here; htmx may bring more of it later.
const reveal = (root) => {
  for (const button of root.querySelectorAll("[data-dismiss][hidden], [data-print][hidden]")) {
    button.hidden = false;
  }
};

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-dismiss], [data-print]");
  if (!button) return;
  if (button.matches("[data-print]")) {
    window.print();
    return;
  }
  button.closest(".notice")?.remove();
  document.getElementById("isi")?.focus({ preventScroll: true });
});

// A form that came back with errors starts at their list, once.
const focused = new WeakSet();
const start = () => {
  const place = document.querySelector("[data-focus]");
  if (!place || focused.has(place)) return;
  focused.add(place);
  place.focus();
};

// A failed send says so and keeps what was typed.
const offline = (event) => {
  if (event.detail?.ctx?.response) return;
  const region = document.getElementById("pesan");
  const pattern = document.getElementById("tak-terkirim");
  if (region && pattern instanceof HTMLTemplateElement) {
    region.replaceChildren(pattern.content.cloneNode(true));
    reveal(region);
  }
};
document.addEventListener("htmx:error", offline);
document.addEventListener("htmx:after:swap", () => {
  reveal(document);
  start();
});

reveal(document);
start();
