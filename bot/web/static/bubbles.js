// Draws what was said. Everything is set as text; nothing said ever becomes markup.

import { timeOf, word } from "./words.js";

const LINK = /(https?:\/\/[^\s\u2066-\u2069]+)|(\+?\d{7,15})|\*(?=\S)([^*\n]*[^*\s])\*/gu;
const TICKS = { waiting: "◷", sent: "✓", delivered: "✓✓", read: "✓✓", failed: "!" };

export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

// Words as WhatsApp shows them: *bold*, links, phone numbers.
export function written(words) {
  const parts = [];
  let end = 0;
  for (const found of words.matchAll(LINK)) {
    const [whole, url, phone, bold] = found;
    const isInside = /[\p{L}\d]/u.test(words[found.index - 1] ?? "") || /[\p{L}\d]/u.test(words[found.index + whole.length] ?? "");
    if (!url && isInside) continue;
    parts.push(words.slice(end, found.index));
    if (url) parts.push(element("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "ltr", text: url }));
    else if (phone) parts.push(element("a", { href: `tel:${phone}`, dir: "ltr", text: phone }));
    else parts.push(element("strong", {}, ...written(bold)));
    end = found.index + whole.length;
  }
  parts.push(words.slice(end));
  return parts;
}

const paragraph = (words) => element("p", { class: "words", dir: "auto" }, ...written(words));

function spoken(content) {
  switch (content.kind) {
    case "text":
      return [paragraph(content.body)];
    case "tap":
      return [element("p", { class: "words tapped", dir: "auto", text: content.label }), content.description && element("p", { class: "small", dir: "auto", text: content.description })];
    case "location":
      return [element("p", { class: "media", text: `📍 ${word("location")}` }), element("p", { class: "small" }, element("bdi", { text: content.name || `${content.latitude}, ${content.longitude}` }))];
    default: {
      const sign = { voice: "🎤", image: "🖼️", document: "📄" }[content.kind];
      return [element("p", { class: "media", text: `${sign} ${word(content.kind)}` }), content.caption && paragraph(content.caption)];
    }
  }
}

// A file or picture above the words: named and linked; nothing is fetched from elsewhere.
function attached({ type, [type]: media }) {
  const sign = { image: "🖼️", document: "📄" }[type] ?? "📎";
  const link = element("a", { href: media.link, target: "_blank", rel: "noopener noreferrer", dir: "ltr", text: media.filename ?? media.link });
  return element("p", { class: "media" }, `${sign} `, link);
}

function answered(content, wamid, act) {
  if (content.type === "text") return { inside: [paragraph(content.text.body)], beneath: [] };
  if (content.type !== "interactive") return { inside: [element("p", { class: "media", text: word("unknown") })], beneath: [] };
  const { type, header, body, footer, action } = content.interactive;
  const inside = [header && attached(header), paragraph(body.text), footer && element("p", { class: "small", dir: "auto", text: footer.text })];
  const button = (label, name, press) => {
    const made = element("button", { type: "button", class: `choice ${name}` }, element("bdi", { text: label }));
    made.addEventListener("click", press);
    return made;
  };
  if (type === "list") inside.push(button(action.button, "opens", () => act.openList(action, wamid)));
  if (type === "location_request_message") inside.push(button(word("shareLocation"), "opens pin", act.shareLocation));
  if (type === "cta_url") inside.push(element("a", { class: "choice opens link", href: action.parameters.url, target: "_blank", rel: "noopener noreferrer", text: action.parameters.display_text }));
  const beneath = (action.buttons ?? []).map(({ reply }) =>
    button(reply.title, "reply", () => act.tap({ style: "button_reply", id: reply.id, label: reply.title, of: wamid })));
  return { inside, beneath };
}

export function drawTick(item, tick) {
  const mark = item.querySelector(".tick");
  if (!mark) return;
  mark.dataset.tick = tick;
  mark.textContent = TICKS[tick];
  mark.setAttribute("aria-label", word(tick));
}

// One bubble as a list item. `act` is what its buttons do: openList, shareLocation, tap.
export function bubble({ number, speaker, at, wamid, content, tick }, act) {
  const { inside, beneath } = speaker === "citizen" ? { inside: spoken(content), beneath: [] } : answered(content, wamid, act);
  const time = element("p", { class: "stamp" }, element("time", { text: timeOf(at) }), speaker === "citizen" && element("span", { class: "tick", role: "img" }));
  const words = inside.filter((part) => part && !part.classList.contains("choice"));
  const choices = inside.filter((part) => part && part.classList.contains("choice"));
  const body = element("div", { class: "bubble" }, element("span", { class: "unseen", text: `${word(speaker === "citizen" ? "you" : "bot")}: ` }), ...words, time, ...choices);
  const item = element("li", { class: speaker, "data-number": number }, body, beneath.length > 0 && element("div", { class: "replies" }, ...beneath));
  if (tick) drawTick(item, tick);
  return item;
}
