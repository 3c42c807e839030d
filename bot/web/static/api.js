// The page's only talk with the server.

async function post(path, document) {
  const response = await fetch(`/simulator/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(document),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

export const openCitizen = (knownBy) => post("citizens", { known_by: knownBy });

export async function citizens() {
  const response = await fetch("/simulator/api/citizens");
  return response.json();
}

// The conversation of one phone as the text of a script.
export async function script(citizen) {
  const response = await fetch(`/simulator/api/script?citizen=${encodeURIComponent(citizen)}`);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? `HTTP ${response.status}`);
  return response.blob();
}

// What is said goes out one after the other, so that quick typing keeps its order.
let before = Promise.resolve();
export function say(citizen, said) {
  const sending = before.then(() => post("messages", { citizen, said }));
  before = sending.catch(() => {});
  return sending;
}

// Watch one citizen's phone until the returned function is called.
export function watch(citizen, { begin, entry, tick, lost }) {
  const told = { begin, entry, tick };
  const source = new EventSource(`/simulator/api/events?citizen=${encodeURIComponent(citizen)}`);
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    told[event.event](event);
  };
  source.onerror = () => lost(source.readyState === EventSource.CLOSED);
  return () => source.close();
}
