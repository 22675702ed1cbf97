// The fingerprint of a paper is computed here, so that the file itself need not leave the machine.
// Without this file, or where the browser cannot do it, the form sends the file.

const form = document.querySelector("[data-verify]");
const field = form?.querySelector("input[type=file]");
const said = document.getElementById("sidik-jari");

const tell = (text) => {
  if (said) said.textContent = text;
};

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// Only https and localhost have crypto.subtle.
const fingerprint = async (file) => hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));

let asked = false;
form?.addEventListener("submit", async (event) => {
  const file = field?.files?.[0];
  if (asked || !file || !globalThis.crypto?.subtle || file.size > Number(form.dataset.most)) return;
  event.preventDefault();
  tell("Menghitung sidik jari di peramban Anda …");
  try {
    const address = `${form.action}?sidik=${await fingerprint(file)}`;
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok) {
      location.assign(address);
      return;
    }
    tell("Sidik jarinya tidak dikenal, jadi berkasnya dikirim untuk diperiksa …");
  } catch {
    tell("Berkas dikirim untuk diperiksa …");
  }
  asked = true;
  form.submit();
});

// A file may be dropped anywhere on the box.
const box = form?.querySelector("[data-drop]");
box?.addEventListener("dragover", (event) => {
  event.preventDefault();
});
box?.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer?.files?.length) {
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  }
});
