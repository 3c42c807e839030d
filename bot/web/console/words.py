"""What the console says, in both languages."""

from typing import Final

from bot.texts.languages import Language

WORDS: Final[dict[str, dict[Language, str]]] = {
    "title": {"ar": "دليل · لوحة المتابعة", "en": "Daleel · Console"},
    "other": {"ar": "English", "en": "العربية"},
    "token": {"ar": "رمز الدخول", "en": "Token"},
    "token-hint": {
        "ar": "هو قيمة الإعداد BOT_CONSOLE_TOKEN عند من يشغّل البوت.",
        "en": "Whoever runs the bot set it as BOT_CONSOLE_TOKEN.",
    },
    "enter": {"ar": "دخول", "en": "Enter"},
    "leave": {"ar": "خروج", "en": "Log out"},
    "wrong": {"ar": "هذا ليس رمز الدخول.", "en": "This is not the token."},
    "state": {"ar": "الحالة", "en": "State"},
    "ready": {"ar": "يستقبل الرسائل", "en": "Taking messages"},
    "not-ready": {"ar": "لا يستقبل الرسائل", "en": "Not taking messages"},
    "stopped": {"ar": "توقف الإرسال", "en": "Sending has stopped"},
    "warning": {"ar": "تنبيه", "en": "Warning"},
    "menus": {"ar": "القوائم", "en": "Menus"},
    "serving": {
        "ar": "ما يراه المواطنون الآن: عدد الجهات {agencies}، وعدد المواضع {places}، "
        "والإصدار {release}",
        "en": "What citizens see now: agencies {agencies}, places {places}, release {release}",
    },
    "taken": {
        "ar": "المعروض هو آخر ما قُرئ من الملفات.",
        "en": "It is what was last read of the files.",
    },
    "refused": {
        "ar": "رُفض آخر تغيير في الملفات، وما زال المواطنون يرون ما قبله. أصلح ما يلي:",
        "en": "The last change of the files was refused; citizens still see what was before it. "
        "Mend these:",
    },
    "explained": {
        "ar": "معنى كل خطأ مع أمثلة: docs/mistakes.md",
        "en": "What each of them means, with examples: docs/mistakes.md",
    },
    "more": {
        "ar": "وعدد الأسطر الأخرى: {count}. يعرضها كلها الأمر: main.py check",
        "en": "{count} more lines; main.py check tells them all",
    },
    "messages": {"ar": "الرسائل", "en": "Messages"},
    "fate": {"ar": "ما آلت إليه", "en": "What became of them"},
    "count": {"ar": "العدد", "en": "Count"},
    "unreadable": {"ar": "لا يمكن قراءتها الآن.", "en": "They cannot be read just now."},
    "waiting": {"ar": "بانتظار الرد", "en": "waiting to be answered"},
    "replied": {"ar": "رُدّ عليها", "en": "answered"},
    "ignored": {"ar": "لا تحتاج ردًّا", "en": "in need of no answer"},
    "expired": {"ar": "فات وقتها", "en": "too late to be answered"},
    "failed": {"ar": "تعذّر الرد عليها", "en": "could not be answered"},
    "cost": {
        "ar": "كلفة ما رُدّ عليه، بسعر {price} للرسالة: {cost}",
        "en": "What the answered ones cost at {price} each: {cost}",
    },
    "renewed": {"ar": "تتجدد الصفحة كل {seconds} ثوانٍ.", "en": "Renewed every {seconds} seconds."},
    "still": {"ar": "لا تتجدد الصفحة وحدها.", "en": "Not renewed by itself."},
    "renew": {"ar": "جدّدها دائمًا", "en": "Keep renewing"},
    "keep-still": {"ar": "أوقف التجديد", "en": "Stop renewing"},
}


def say(language: Language, name: str, **filled: object) -> str:
    """A sentence of the console, plain text."""
    return WORDS[name][language].format(**filled)
