// A form is sent once: while it is on its way its button is busy and a second click does nothing. (The server would
// recognise the repetition by its idempotency key; this only spares the reader the wait.)
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || event.submitter?.formTarget === "_blank") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "true";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Coming back with the browser's Back button, the form can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelector("[aria-busy=true]")?.removeAttribute("aria-busy");
  }
});

// An error summary that came with the page takes the focus, so that it is read first.
document.querySelector("#error-summary[autofocus]")?.focus();
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector?.("#error-summary[autofocus]")?.focus());
