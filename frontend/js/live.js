// The room of a meeting: what everybody sees alike is asked every two seconds, without the reader's session, so that the
// page cache answers; the browser's own cache turns an unchanged answer into a 304. Without script the pages are reloaded by hand.
const PERIOD = 2000; // milliseconds

async function ask(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache", headers: { "Accept-Language": document.documentElement.lang } });
  return answer.ok ? answer.text() : null;
}

function follow(place, address, show) {
  let last = null;
  const turn = async () => {
    if (!document.hidden) {
      const text = await ask(address).catch(() => null);
      if (text !== null && text !== last) {
        show(text);
        last = text;
      }
    }
    setTimeout(turn, PERIOD);
  };
  setTimeout(turn, PERIOD);
}

for (const place of document.querySelectorAll("[data-live]")) {
  follow(place, place.dataset.live, (text) => {
    place.innerHTML = text;
  });
}

// A phone keeps the statement on which somebody is about to answer, and says that the room has moved on.
for (const place of document.querySelectorAll("[data-live-watch]")) {
  follow(place, place.dataset.liveWatch, (text) => {
    const key = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live-key]")?.dataset.liveKey ?? "";
    document.getElementById(place.dataset.liveNotice).hidden = key === place.dataset.liveKey;
  });
}
