// Draws the report that stands beside it in the page. Everything is set as text.
"use strict";

const WORDS = {
  ar: {
    title: "محادثات الفحص", language: "English", filters: "التصفية", search: "ابحث في العناوين والنصوص", tag: "وسم", allTags: "كل الوسوم",
    openAll: "فتح الكل", closeAll: "إغلاق الكل", none: "لا محادثة بهذا الوصف", all: "الكل",
    failed: "مختلفة", mended: "صلحت", known: "معروفة", passed: "كما كُتبت", shown: "المعروض", conversations: "المحادثات", steps: "الخطوات", unreadable: "ملفات لم تُقرأ",
    citizen: "المواطن", bot: "البوت", silence: "لا رد", expected: "المكتوب", seen: "ما ظهر", step: "خطوة", later: "مضى:", why: "معروف أنها تختلف:",
    mendedWhy: "صارت كما كُتبت، فاحذف fails:", trouble: "تعذّرت الخطوة", tap: "ضغط", location: "موقع", again: "الرسالة نفسها مرة أخرى",
    image: "صورة", voice: "رسالة صوتية", audio: "ملف صوتي", video: "فيديو", document: "مستند", sticker: "ملصق", contact: "جهة اتصال", poll: "استطلاع", order: "طلب", form: "نموذج", unknown: "نوع غير معروف", welcome: "فتح المحادثة", button: "زر", reaction: "تفاعل", edit: "تعديل", deletion: "حذف رسالة",
    webhook: "إشعار خام من المنصة", becomes: "صار يُعرف باسم آخر", waits: "ينتظر", flows: "تغيّرت الخدمات", shareLocation: "مشاركة الموقع",
    faults: "أخطاء في ملفات لم تُقرأ، كما يقولها البرنامج",
    reasons: { duplicate: "وصلت من قبل", reaction: "تفاعل", edit: "تعديل", revoke: "حذف", system: "إشعار من المنصة", "media-burst": "ملفات متلاحقة", flood: "رسائل كثيرة", "too-old": "رسالة قديمة", superseded: "تلتها رسالة أحدث", skipped: "ليست لهذا الرقم" },
    remarks: {
      "nothing is seen": "لا رد", "nothing is seen ({0})": "لا رد ({0})", "there is none": "لا يوجد", "an answer": "جواب", "an apology: {0}": "اعتذار: {0}",
      "there is no screen \"{0}\" in the flows.": "ليست في الخدمات شاشة «{0}».",
      "there is no screen \"{0}\" in the flows. Did you mean \"{1}\"?": "ليست في الخدمات شاشة «{0}». لعلك تقصد «{1}».",
      "there is no screen \"{0}\" in the flows. It moved: write \"{1}\"": "ليست في الخدمات شاشة «{0}»، فقد انتقلت: اكتب «{1}».",
      "the {0} {1} belong to what must be seen as they stand; write \"…\", or nothing": "علامتا {0} {1} من النص المطلوب كما هما؛ اكتب \"…\" أو لا تكتب شيئًا.",
      "it is spelt \"{0}\" there": "وهو هناك هكذا: «{0}»", "did you mean \"{0}\"?": "لعلك تقصد «{0}».", "if the screen is meant, write \"screen: {0}\"": "إن كنت تقصد الشاشة فاكتب \"screen: {0}\".",
      "there is no \"{0}\" in what was seen last, which offers": "ليس «{0}» في آخر ما ظهر، وفيه:",
      "there is no \"{0}\" in what was seen last. Did you mean \"{1}\"? It offers": "ليس «{0}» في آخر ما ظهر. لعلك تقصد «{1}». وفيه:",
      "there is no \"{0}\" in what was seen in step {1}, which offers": "ليس «{0}» فيما ظهر في الخطوة {1}، وفيه:",
      "there is no \"{0}\" in what was seen in step {1}. Did you mean \"{2}\"? It offers": "ليس «{0}» فيما ظهر في الخطوة {1}. لعلك تقصد «{2}». وفيه:",
      "nothing can be tapped in what was seen last": "لا شيء يُضغط في آخر ما ظهر", "nothing can be tapped in what was seen in step {0}": "لا شيء يُضغط فيما ظهر في الخطوة {0}",
      "nothing was seen before this step": "لم يظهر شيء قبل هذه الخطوة", "{0} stands in the text alone: it can be typed, not tapped": "الرقم {0} في النص وحده: يُكتب ولا يُضغط",
      "there is no webhook to repeat": "لا رسالة سابقة تُعاد", "{0} is past: it is {1} already": "مضى {0}: الوقت الآن {1}", "the flows cannot be used:": "لا يمكن استعمال الخدمات:",
      "expected here: {0}": "المكتوب هنا: {0}", "seen instead: {0}": "وظهر بدلًا منه: {0}", "expected here: nothing": "لا شيء مكتوب هنا", "seen instead: nothing": "ولم يظهر بدلًا منه شيء",
    },
    differ: { screen: "الشاشة", text: "النص", begins: "بداية النص", has: "ليس في النص", lacks: "في النص وينبغي ألا يكون", options: "الخيارات", abouts: "السطور تحت الخيارات", offers: "ليس في الخيارات", hides: "في الخيارات وينبغي ألا يكون", language: "اللغة", kind: "نوع الرسالة", button: "الزر", footer: "السطر الصغير", link: "الرابط", payload: "الرسالة كاملة", nothing: "ظهر شيء، أو لم يظهر لسبب آخر", unwritten: "لم يُكتب بعد ما ينبغي أن يظهر", status: "جواب الخادم", limits: "واتساب يرفض هذه الرسالة", turn: "لم يستطع البوت أن يجيب" },
  },
  en: {
    title: "Scripted conversations", language: "العربية", filters: "Filters", search: "Search titles and texts", tag: "Tag", allTags: "all tags",
    openAll: "Open all", closeAll: "Close all", none: "No conversation is like this", all: "All",
    failed: "Differ", mended: "Mended", known: "Known", passed: "As scripted", shown: "Shown", conversations: "Conversations", steps: "Steps", unreadable: "Files not read",
    citizen: "Citizen", bot: "Bot", silence: "No reply", expected: "expected", seen: "seen", step: "step", later: "later:", why: "Known to come out otherwise:",
    mendedWhy: "Comes out as scripted now; remove fails:", trouble: "The step cannot be done", tap: "taps", location: "Place", again: "The same message again",
    image: "Image", voice: "Voice message", audio: "Audio", video: "Video", document: "Document", sticker: "Sticker", contact: "Contact", poll: "Poll", order: "Order", form: "Form", unknown: "Unknown kind", welcome: "Opened the chat", button: "Button", reaction: "Reaction", edit: "Edited", deletion: "Deleted a message",
    webhook: "Raw webhook", becomes: "Is known by another name", waits: "Waits", flows: "Other flows", shareLocation: "Share location",
    faults: "Mistakes of files that could not be read", reasons: {}, remarks: {},
    differ: { screen: "The screen", text: "The text", begins: "How the text begins", has: "The text has not", lacks: "The text has, and should not", options: "The options", abouts: "The lines below the options", offers: "The options do not hold", hides: "The options hold, and should not", language: "The language", kind: "The kind of message", button: "The button", footer: "The small line below", link: "The link", payload: "The whole payload", nothing: "Something is seen, or for another reason nothing", unwritten: "What is seen is not written yet", status: "The webhook's answer", limits: "WhatsApp would refuse this", turn: "The bot could not answer" },
  },
};
const MARKS = { tap: "👆", location: "📍", again: "🔁", image: "🖼️", voice: "🎤", audio: "🎵", video: "🎬", document: "📄", sticker: "🏷️", contact: "👤", poll: "📊", order: "🛒", form: "📝", webhook: "⚙️", becomes: "🪪", waits: "⏳", deletion: "🗑️", edit: "✏️", reaction: "💬", welcome: "👋", button: "🔘" };
const ORDER = ["failed", "mended", "known", "passed"];

const report = JSON.parse(document.getElementById("report").textContent);
const part = (id) => document.getElementById(id);
let language = "ar";
let verdict = "all";
const word = (name) => WORDS[language][name] ?? name;

// A line as it is, or a remark of the program's own: a sentence and its words.
function said(line) {
  if (typeof line === "string") return line;
  const [sentence, ...words] = line;
  return (WORDS[language].remarks[sentence] ?? sentence).replace(/\{(\d)\}/g, (_, number) => `\u2068${words[number]}\u2069`);
}

// Why there is no reply: in words, and as scripts write it.
function silence(reason) {
  const told = WORDS[language].reasons[reason];
  return [word("silence"), told ? `: ${told}` : "", reason ? ` (${reason})` : ""].join("");
}

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children.filter((child) => child !== "" && child !== undefined && child !== null));
  return made;
}

// Words as WhatsApp shows them: *bold*.
function written(text) {
  const made = element("p", "words");
  let end = 0;
  for (const found of text.matchAll(/\*(?=\S)([^*\n]*[^*\s])\*/gu)) {
    made.append(text.slice(end, found.index), element("strong", "", found[1]));
    end = found.index + found[0].length;
  }
  made.append(text.slice(end));
  return made;
}

function bubble(speaker, ...children) {
  return element("li", speaker, element("div", "bubble", element("span", "unseen", `${word(speaker)}: `), ...children));
}

function drawAct({ verb, text, at }) {
  const mark = verb === "says" ? "" : element("p", "small", `${MARKS[verb] ?? ""} ${word(verb)}`.trim());
  const stamp = element("p", "stamp", element("span", "", at));
  return bubble("citizen", mark, text ? written(text) : "", stamp);
}

function drawReply({ message, screen, language: spoken }, isOpen) {
  const { text, footer, opens, rows, buttons, link, asks } = report.messages[message];
  const stamp = element("p", "stamp", element("bdi", "", [screen, spoken].filter(Boolean).join(" · ")));
  const list = rows.length ? element("ul", "rows", ...rows.map(([label, about]) => element("li", "", label, about ? element("p", "small", about) : ""))) : "";
  const open = opens === null ? "" : element("details", "list", element("summary", "", `☰ ${opens} (${rows.length})`), list);
  if (open && isOpen) open.open = true;
  const page = link ? element("p", "opens", `↗ ${link[0]}`, element("p", "small", element("bdi", "", link[1]))) : "";
  const item = bubble("bot", written(text), footer ? element("p", "small", footer) : "", open, page, asks ? element("p", "opens", `📍 ${word("shareLocation")}`) : "", stamp);
  if (buttons.length) item.append(element("ul", "replies", ...buttons.map((label) => element("li", "", element("bdi", "", label)))));
  return item;
}

function drawDifference({ name, lines }) {
  const signs = { "-": ["minus", "expected"], "+": ["plus", "seen"] };
  const drawn = lines.map(([sign, text]) => {
    const [style, told] = signs[sign] ?? ["same", ""];
    return element("p", style, told ? element("span", "unseen", `${word(told)}: `) : "", `${sign} ${said(text)}`);
  });
  return element("div", "diff", element("h3", "", WORDS[language].differ[name] ?? name), ...drawn);
}

function drawStep(step) {
  if (step.apart) return [element("li", "apart", step.apart.flows ? `${word("flows")}: ${step.apart.flows}` : `${word("later")} ${passed(step.apart.seconds)} · ${step.apart.at}`)];
  const items = [drawAct(step)];
  for (const reply of step.replies) items.push(reply.silence === undefined ? drawReply(reply, step.differences.length > 0) : element("li", "apart silent", silence(reply.silence)));
  if (step.trouble.length || step.differences.length) {
    const place = element("code", "", element("bdi", "", step.place));
    const trouble = step.trouble.length ? element("div", "diff", element("h3", "", word("trouble")), ...step.trouble.map((line) => element("p", "minus", said(line)))) : "";
    items.push(element("li", "differs", ...step.differences.map(drawDifference), trouble, place));
  }
  return items;
}

function passed(seconds) {
  const parts = [];
  let left = Math.round(seconds);
  const locale = language === "ar" ? "ar-u-nu-latn" : "en";
  for (const [unit, length] of [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]]) {
    const form = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
    if (left >= length) parts.push(form.format(Math.floor(left / length)));
    left %= length;
  }
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts.slice(0, 2));
}

function fill(item) {
  if (item.details.children.length > 1) return;
  const { conversation, details } = item;
  if (conversation.fails) details.append(element("p", "why", `${word(conversation.verdict === "mended" ? "mendedWhy" : "why")} ${conversation.fails}`));
  const chat = element("ol", "chat", ...conversation.steps.flatMap(drawStep));
  chat.setAttribute("role", "list");
  if (conversation.language) chat.dir = conversation.language === "ar" ? "rtl" : "ltr";
  details.append(chat);
}

function draw(conversation) {
  const badge = element("span", "verdict");
  const name = element("bdi", "name", conversation.label ? `${conversation.title} [${conversation.label}]` : conversation.title);
  const summary = element("summary", "", badge, name, element("bdi", "file", `${conversation.file}:${conversation.line}`));
  const details = element("details", conversation.verdict, summary);
  const found = [conversation.title, conversation.file, conversation.label, ...conversation.tags];
  for (const { text, replies = [] } of conversation.steps) found.push(text ?? "", ...replies.map(({ message }) => report.messages[message]?.text ?? ""));
  const item = { conversation, details, badge, words: folded(found.join("\n")) };
  details.addEventListener("toggle", () => details.open && fill(item));
  return item;
}

// So that a search finds a word however it is spelt: without marks, one alef, one heh, one yeh.
function folded(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[\p{Mn}\u0640\u200e\u200f\u2066-\u2069]/gu, "").replace(/ة/g, "ه").replace(/ى/g, "ي");
}

const items = report.conversations.map(draw).sort((one, other) => ORDER.indexOf(one.conversation.verdict) - ORDER.indexOf(other.conversation.verdict));
const count = (name) => items.filter(({ conversation }) => name === "all" || conversation.verdict === name).length;

function filter() {
  const words = folded(part("words").value).split(/\s+/).filter(Boolean);
  const tag = part("tag").value;
  let shown = 0;
  for (const { conversation, details, words: text } of items) {
    const fits = (verdict === "all" || conversation.verdict === verdict) && (!tag || conversation.tags.includes(tag)) && words.every((each) => text.includes(each));
    details.hidden = !fits;
    shown += fits;
  }
  part("none").hidden = shown > 0;
  const steps = report.conversations.reduce((sum, { steps: all }) => sum + all.filter(({ apart }) => !apart).length, 0);
  const counted = [["conversations", items.length], ["steps", steps], ...(report.unreadable ? [["unreadable", report.unreadable]] : []), ["shown", shown]];
  part("summary").textContent = counted.map(([name, number]) => `${word(name)}: ${number}`).join(" · ");
}

function translate(to) {
  language = to;
  document.documentElement.lang = to;
  document.documentElement.dir = to === "ar" ? "rtl" : "ltr";
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", word(each.dataset.label));
  for (const each of document.querySelectorAll("[data-placeholder]")) each.placeholder = word(each.dataset.placeholder);
  part("language").textContent = word("language");
  part("language").lang = to === "ar" ? "en" : "ar";
  part("tag").options[0].textContent = word("allTags");
  part("verdicts").replaceChildren(...["all", ...ORDER].filter((name) => name === "all" || count(name)).map((name) => {
    const chip = element("button", "", `${word(name)} ${count(name)}`);
    chip.type = "button";
    chip.dataset.verdict = name;
    chip.setAttribute("aria-pressed", String(name === verdict));
    chip.addEventListener("click", () => { verdict = name; translate(language); part("verdicts").querySelector(`[data-verdict="${name}"]`).focus(); });
    return chip;
  }));
  for (const item of items) {
    item.badge.textContent = word(item.conversation.verdict);
    while (item.details.children.length > 1) item.details.lastElementChild.remove();
    if (item.details.open) fill(item);
  }
  filter();
}

const tags = [...new Set(report.conversations.flatMap(({ tags: own }) => own))].sort();
part("tag").append(new Option("", ""), ...tags.map((tag) => new Option(tag, tag)));
part("tag").hidden = tags.length === 0;
part("faults").append(...report.faults.map((fault) => element("li", "fault", fault)));
part("unread").hidden = report.faults.length === 0;
part("conversations").append(...items.map(({ details }) => details));
for (const item of items.filter(({ conversation }) => conversation.verdict === "failed").slice(0, 20)) item.details.open = true;
part("words").addEventListener("input", filter);
part("tag").addEventListener("change", filter);
part("language").addEventListener("click", () => translate(language === "ar" ? "en" : "ar"));
addEventListener("beforeprint", () => document.querySelectorAll("details[open] .list").forEach((list) => { list.open = true; }));
const openAll = (open) => items.forEach(({ details }) => { if (!details.hidden) details.open = open; });
part("open").addEventListener("click", () => openAll(true));
part("shut").addEventListener("click", () => openAll(false));
translate((navigator.language ?? "ar").startsWith("en") ? "en" : "ar");
