// Passkeys (WebAuthn Level 3): forms with data-passkey do their ceremony when they are sent.
//   login   asks the server for the options (the form's address, as JSON), then signs in
//   get     uses a passkey with the options in data-options
//   create  makes one; with the box "passwordless" (or data-passwordless) it is kept in the device and asks for the person
const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));

const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const described = (credentials = []) => credentials.map((each) => ({ ...each, id: fromBase64(each.id) }));

function decoded({ publicKey }) {
  const options = { ...publicKey, challenge: fromBase64(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: fromBase64(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = described(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = described(publicKey.allowCredentials);
  return options;
}

function encoded(credential) {
  const response = { clientDataJSON: toBase64(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toBase64(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: toBase64(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function say(form, problem) {
  const place = document.querySelector("[data-passkey-problem]");
  if (!place) return;
  place.querySelector("[data-passkey-says]").textContent = place.dataset[problem];
  place.hidden = false;
}

async function options(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).request_options;
}

async function ceremony(form) {
  const publicKey = decoded(await options(form));
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey });
  const alone = "passwordless" in form.dataset || form.elements.passwordless?.checked;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: Boolean(alone),
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) return say(form, "unsupported");
    try {
      form.elements.credential.value = encoded(await ceremony(form));
      form.submit();
    } catch (error) {
      console.warn(error);
      say(form, "cancelled");
    }
  });
}
