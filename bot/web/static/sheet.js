// The bottom sheet: radio rows in titled sections, chosen with keyboard or finger, then sent.

import { element } from "./bubbles.js";
import { currentLanguage, PLACES, word } from "./words.js";

const sheet = document.getElementById("sheet");
const choices = document.getElementById("sheet-choices");
const send = document.getElementById("sheet-send");

const isChosen = () => choices.querySelector("input[type=radio]:checked") !== null;
const isComplete = () => isChosen() && [...choices.querySelectorAll("input[type=number]:enabled")].every((field) => field.value !== "" && field.validity.valid);

choices.addEventListener("input", () => {
  const fields = choices.querySelector(".coordinates");
  if (fields) {
    fields.disabled = !choices.querySelector("#custom-place").checked;
    if (!fields.disabled) fields.scrollIntoView({ block: "nearest" });
  }
  send.disabled = !isComplete();
});
choices.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isComplete()) {
    event.preventDefault();
    sheet.close("send");
  }
});
sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close(""); // the backdrop is part of the dialog
});

function row({ title, description, value, id }) {
  const label = element("span", { class: "label" }, element("bdi", { class: "title", text: title }), description && element("span", { class: "small", dir: "auto", text: description }));
  return element("label", { class: "row" }, label, element("input", { type: "radio", name: "row", value, id }));
}

const section = (title, rows) => element("fieldset", {}, element("legend", { dir: "auto", text: title }), ...rows);

// Show sections; resolves with the chosen row's value, or null when it was closed.
function choose(title, sections, button = "send") {
  document.getElementById("sheet-title").textContent = title;
  choices.replaceChildren(...sections);
  choices.scrollTop = 0;
  send.disabled = true;
  send.textContent = word(button);
  sheet.returnValue = "";
  sheet.showModal();
  choices.querySelector("input")?.focus();
  return new Promise((resolve) => {
    sheet.addEventListener("close", () => {
      const chosen = choices.querySelector("input[type=radio]:checked");
      resolve(sheet.returnValue === "send" && chosen ? chosen.value : null);
    }, { once: true });
  });
}

// A list message's rows; resolves with the row or null.
export async function chooseRow(action) {
  const rows = action.sections.flatMap((part) => part.rows);
  const sections = action.sections.map((part) => section(part.title, part.rows.map((found) => row({ ...found, id: undefined, value: String(rows.indexOf(found)) }))));
  const value = await choose(action.button, sections);
  return value === null ? null : rows[Number(value)];
}

function placeRows() {
  const language = currentLanguage();
  const field = (name, most) => element("label", { text: word(name) }, element("input", { type: "number", id: name, min: -most, max: most, step: "any", dir: "ltr" }));
  return [
    ...PLACES.map((place, index) => row({ title: place[language], value: `place:${index}` })),
    row({ title: word("customPlace"), value: "custom", id: "custom-place" }),
    element("fieldset", { class: "coordinates", disabled: true }, field("latitude", 90), field("longitude", 180)),
  ];
}

function placeOf(value) {
  if (value === "custom") {
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => Number(document.getElementById(name).value));
    return { kind: "location", latitude, longitude };
  }
  const place = PLACES[Number(value.split(":")[1])];
  return { kind: "location", latitude: place.at[0], longitude: place.at[1], name: place[currentLanguage()] };
}

// A place, or with `files` also a stand-in for a file; resolves with what is said, or null.
export async function choosePlace({ files = false } = {}) {
  const sections = [section(word("places"), placeRows())];
  if (files) sections.unshift(section(word("files"), ["voice", "image", "document"].map((kind) => row({ title: word(kind), value: kind }))));
  const value = await choose(files ? word("share") : word("shareLocation"), sections);
  if (value === null) return null;
  return ["voice", "image", "document"].includes(value) ? { kind: value } : placeOf(value);
}

// A citizen there is, or a new one; resolves with a name, `{ knownBy }`, or null.
export async function chooseCitizen(known) {
  const sections = [section(word("newCitizen"), ["both", "phone", "user_id"].map((kind) => row({ title: word(kind), value: `new:${kind}` })))];
  if (known.length > 0) sections.unshift(section(word("known"), known.map(({ name, phone, user_id }) => row({ title: phone ? `+${phone}` : user_id, description: phone && user_id ? user_id : undefined, value: name }))));
  const value = await choose(word("citizens"), sections, "list");
  if (value === null) return null;
  return value.startsWith("new:") ? { knownBy: value.slice(4) } : { name: value };
}
