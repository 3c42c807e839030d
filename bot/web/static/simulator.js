// The phone: keeps the chat on screen and sends what the citizen does.

import * as api from "./api.js";
import { bubble, drawTick } from "./bubbles.js";
import { chooseCitizen, choosePlace, chooseRow } from "./sheet.js";
import { currentLanguage, speak, word } from "./words.js";

const part = (id) => document.getElementById(id);
const [chat, bubbles, words, state] = ["chat", "bubbles", "words", "state"].map(part);

let citizen = null;
let entries = [];
let stopWatching = () => {};

function tell(name, detail = "") {
  state.dataset.word = name;
  state.textContent = `${word(name)} ${detail}`.trim();
  state.title = state.textContent; // there is little room
}

function say(said) {
  api.say(citizen.name, said).catch((error) => tell("notSent", error.message));
}

const act = {
  tap: (chosen) => say({ kind: "tap", ...chosen }),
  openList: async (action, wamid) => {
    const row = await chooseRow(action);
    if (row) act.tap({ style: "list_reply", id: row.id, label: row.title, description: row.description ?? "", of: wamid });
    words.focus();
  },
  shareLocation: () => share({ files: false }),
};

async function share(choices) {
  const said = await choosePlace(choices);
  if (said) {
    const caption = words.value.trim();
    if (caption && ["image", "document"].includes(said.kind)) {
      said.caption = caption;
      words.value = "";
    }
    say(said);
  }
  words.focus();
}

const isAtEnd = () => chat.scrollHeight - chat.scrollTop - chat.clientHeight < 160;
const scrollToEnd = () => chat.scrollTo({ top: chat.scrollHeight });

function drawAll() {
  bubbles.replaceChildren(...entries.map((entry) => bubble(entry, act)));
  scrollToEnd();
}

function drawEntry(entry) {
  if (entries.some(({ number }) => number === entry.number)) return;
  const follows = isAtEnd() || entry.speaker === "citizen";
  entries.push(entry);
  bubbles.append(bubble(entry, act));
  if (follows) scrollToEnd();
}

function drawCitizen() {
  const name = citizen.phone ? `+${citizen.phone}` : citizen.user_id;
  const shown = document.createElement("bdi");
  shown.textContent = `…${name.slice(-4)}`;
  part("citizen").replaceChildren(shown);
  part("citizen").setAttribute("aria-label", `${word("citizen")} ${name}`);
  part("citizen").title = name;
}

function become(next) {
  stopWatching();
  citizen = next;
  entries = [];
  localStorage.setItem("citizen", next.name);
  drawCitizen();
  drawAll();
  stopWatching = api.watch(next.name, {
    begin: () => { entries = []; bubbles.replaceChildren(); tell("online"); },
    entry: drawEntry,
    tick: ({ number, tick }) => {
      const found = entries.find((entry) => entry.number === number);
      if (found) found.tick = tick;
      const item = bubbles.querySelector(`[data-number="${number}"]`);
      if (item) drawTick(item, tick);
    },
    lost: (isGone) => { tell("offline"); if (isGone) setTimeout(begin, 1500); },
  });
}

async function switchCitizen() {
  const chosen = await chooseCitizen(await api.citizens());
  if (chosen?.knownBy) become(await api.openCitizen(chosen.knownBy));
  else if (chosen) become((await api.citizens()).find(({ name }) => name === chosen.name));
  words.focus();
}

// Hand the conversation over as a file that `replay` plays.
async function keepScript() {
  if (!entries.some(({ speaker }) => speaker === "citizen")) return tell("nothingSaid");
  tell("keeping");
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await api.script(citizen.name));
    link.download = "conversation.yaml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell("online");
  } catch (error) {
    tell("notKept", error.message);
  }
}

function fitWords() {
  words.style.blockSize = "auto";
  words.style.blockSize = `${Math.min(words.scrollHeight, 140)}px`;
}

part("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = words.value;
  if (body.trim()) say({ kind: "text", body });
  words.value = "";
  fitWords();
});
words.addEventListener("input", fitWords);
words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    part("composer").requestSubmit();
  }
});
part("attach").addEventListener("click", () => share({ files: true }));
part("record").addEventListener("click", keepScript);
part("citizen").addEventListener("click", switchCitizen);
part("language").addEventListener("click", () => translate(currentLanguage() === "ar" ? "en" : "ar"));

function translate(language) {
  speak(language);
  part("language").textContent = word("language");
  part("language").lang = language === "ar" ? "en" : "ar";
  if (citizen) drawCitizen();
  drawAll();
}

// The phone used last, else the one of the server that was used last, else a new one.
async function begin() {
  try {
    const known = await api.citizens();
    const last = known.find(({ name }) => name === localStorage.getItem("citizen"));
    become(last ?? known[0] ?? (await api.openCitizen("both")));
  } catch {
    tell("offline");
    setTimeout(begin, 1500);
  }
}

translate(currentLanguage());
begin();
words.focus();
