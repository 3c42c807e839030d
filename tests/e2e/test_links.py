"""A citizen nobody knows follows a link or taps what WhatsApp offers: answered at once."""

import time
from pathlib import Path

from bot.flows.codes import code_of, written
from tests.support.bots import town
from tests.support.crowds import drained
from tests.support.webhooks import notification, text

FEES = "cspd/passport-renew/fees"
# Who writes what as a first message, how the reply begins, and what everybody is told once.
FIRST = {
    "962790000201": (
        f"تجديد جواز السفر: الرسوم والمدة · رمز {written(code_of(FEES), 'ar')}",
        "*تجديد جواز السفر: الرسوم والمدة*",
        "لا ترسل رقمك الوطني",
    ),
    "962790000202": (
        f"Passport renewal: Fees and time · code {code_of(FEES)}",
        "*Passport renewal: Fees and time*",
        "Do not send your national number",
    ),
    "962790000203": ("هل عليّ مخالفات سير؟", "*مخالفات السير*", "لا ترسل رقمك الوطني"),
    "962790000204": ("/passport", "*تجديد جواز السفر*", "For English, type: English"),
}


async def test_a_first_message_by_link_or_tap_is_answered_at_once(tmp_path: Path) -> None:
    """One reply: the welcome, the answer in the language of the link, the notices."""
    async with town(tmp_path) as here:
        await here.bot.start()
        said = [text(citizen, words[0], at=time.time()) for citizen, words in FIRST.items()]
        await here.deliver_until_taken(notification(said))
        await here.graph.until_accepted(len(FIRST))

        for citizen, (_, heading, notice) in FIRST.items():
            (reply,) = here.replies_to(citizen)
            body = reply["interactive"]["body"]["text"]
            assert heading in body
            assert notice in body
        assert (await drained(here))["replied"] == len(FIRST)
