// The page's calls of the sandbox: JSON in and out, an error is an Error with words for a person.

async function read(response) {
  if (response.ok) return response.json();
  throw new Error((await response.text()) || `The sandbox answered ${response.status}.`);
}

export async function get(path, query = {}) {
  return read(await fetch(`/sandbox/${path}?${new URLSearchParams(query)}`));
}

export async function post(path, body) {
  return read(await fetch(`/sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }));
}

export async function postPicture(person, file, caption) {
  const query = new URLSearchParams({ person, caption });
  return read(await fetch(`/sandbox/photo?${query}`, {
    method: "POST",
    headers: { "content-type": file.type },
    body: file,
  }));
}

/** Calls `onChange` at each visible change; the browser reconnects by itself. */
export function listen(onChange, onState) {
  const events = new EventSource("/sandbox/events");
  events.onmessage = onChange;
  events.onopen = () => onState(true);
  events.onerror = () => onState(false);
}
