// The page's own labels in both languages; what citizen and bot say is never translated.

const WORDS = {
  ar: {
    connecting: "يتصل…",
    online: "تجربة محلية",
    offline: "انقطع الاتصال، يحاول مجددًا…",
    hint: "هاتف تجريبي: ما تكتبه يصل إلى البوت كما يصل من واتساب، ولا يخرج من هذا الجهاز.",
    chat: "المحادثة",
    attach: "مشاركة موقع أو ملف",
    type: "اكتب رسالة",
    send: "إرسال",
    close: "إغلاق",
    list: "اختر",
    shareLocation: "مشاركة الموقع",
    share: "ماذا تشارك؟",
    places: "موقع",
    customPlace: "إحداثيات أخرى",
    latitude: "خط العرض",
    longitude: "خط الطول",
    files: "ملف",
    voice: "رسالة صوتية",
    image: "صورة",
    document: "مستند",
    location: "موقع",
    citizens: "من يكتب؟",
    known: "المواطنون",
    newCitizen: "مواطن جديد",
    both: "برقم هاتف ومعرّف مستخدم",
    phone: "برقم هاتف فقط",
    user_id: "بمعرّف مستخدم فقط، دون رقم",
    citizen: "المواطن",
    you: "أنت",
    bot: "دليل",
    waiting: "قيد الإرسال",
    sent: "أُرسلت",
    delivered: "وصلت",
    read: "قُرئت",
    failed: "لم تصل",
    unknown: "رسالة لا ترسمها هذه الصفحة",
    notSent: "لم تُرسل الرسالة:",
    notKept: "لم تُحفظ المحادثة:",
    keeping: "تُحفظ المحادثة…",
    nothingSaid: "لم يُكتب شيء بعد",
    save: "حفظ",
    record: "حفظ المحادثة نصًّا للفحص",
    language: "English",
  },
  en: {
    connecting: "connecting…",
    online: "local sandbox",
    offline: "connection lost, trying again…",
    hint: "A phone for trying out: what you type reaches the bot as it would from WhatsApp, and never leaves this machine.",
    chat: "Conversation",
    attach: "Share a location or a file",
    type: "Type a message",
    send: "Send",
    close: "Close",
    list: "Choose",
    shareLocation: "Send location",
    share: "What do you share?",
    places: "Location",
    customPlace: "Other coordinates",
    latitude: "Latitude",
    longitude: "Longitude",
    files: "File",
    voice: "Voice message",
    image: "Photo",
    document: "Document",
    location: "Location",
    citizens: "Who is writing?",
    known: "Citizens",
    newCitizen: "New citizen",
    both: "With a phone number and a user id",
    phone: "With a phone number only",
    user_id: "With a user id only, no number",
    citizen: "Citizen",
    you: "You",
    bot: "Daleel",
    waiting: "sending",
    sent: "sent",
    delivered: "delivered",
    read: "read",
    failed: "not delivered",
    unknown: "a message this page cannot draw",
    notSent: "The message was not sent:",
    notKept: "The conversation was not saved:",
    keeping: "saving…",
    nothingSaid: "nothing was said yet",
    save: "Save",
    record: "Save the conversation as a test script",
    language: "العربية",
  },
};

export const PLACES = [
  { ar: "وسط البلد، عمّان", en: "Downtown, Amman", at: [31.9516, 35.9396] },
  { ar: "الجبيهة، عمّان", en: "Jubeiha, Amman", at: [32.0236, 35.8708] },
  { ar: "إربد", en: "Irbid", at: [32.5556, 35.85] },
  { ar: "الزرقاء", en: "Zarqa", at: [32.0728, 36.088] },
  { ar: "الكرك", en: "Karak", at: [31.1853, 35.7048] },
  { ar: "العقبة", en: "Aqaba", at: [29.5321, 35.0063] },
];

let language = localStorage.getItem("language") === "en" ? "en" : "ar";

export const currentLanguage = () => language;
export const word = (name) => WORDS[language][name] ?? name;

// Put the labels of one language on the page: text, accessible names and placeholders.
export function speak(chosen = language) {
  language = chosen;
  localStorage.setItem("language", chosen);
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", word(part.dataset.label));
  for (const part of document.querySelectorAll("[data-placeholder]")) part.placeholder = word(part.dataset.placeholder);
}

export function timeOf(seconds) {
  const locale = language === "ar" ? "ar-JO-u-nu-latn" : "en-GB";
  return new Date(seconds * 1000).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}
