"""Webhooks that nobody should heed: unsigned, malformed, foreign."""

import random
from dataclasses import dataclass, field

import aiohttp

from bot.whatsapp.signature import SIGNATURE_HEADER, sign
from tests.support.bots import APP_SECRET
from tests.support.webhooks import notification, text

_LIMIT = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class Noise:
    """One POST and the status it deserves."""

    name: str
    body: bytes
    expected: int
    headers: dict[str, str] = field(default_factory=dict)

    async def post(self, http: aiohttp.ClientSession, url: str) -> int:
        """Post it; 0 when nobody answered."""
        try:
            async with http.post(
                url, data=self.body, headers=self.headers, timeout=_LIMIT
            ) as response:
                return response.status
        except (aiohttp.ClientError, OSError):
            return 0


def make_noise(at_s: float, seed: int) -> list[Noise]:
    """Some of each kind, in an order of their own."""
    chance = random.Random(f"{seed}/noise/{at_s}")
    genuine = notification([text("962799999999", "مرحبا", at=1.0, wamid=f"wamid.forged.{at_s}")])
    forged = sign(genuine, "another secret")
    foreign = genuine.replace(b'"phone_number_id":"', b'"phone_number_id":"9')
    noises = [
        Noise("unsigned", genuine, 401),
        Noise("signed by another", genuine, 401, {SIGNATURE_HEADER: forged}),
        Noise("no signature at all", genuine, 401, {SIGNATURE_HEADER: "sha1=abc"}),
        Noise("encoded", genuine, 415, {"Content-Encoding": "gzip"}),
        _signed("no JSON", b"{", 400),
        _signed("a list", b"[]", 200),
        _signed("nested deeply", b'{"entry":' + b"[" * 20_000, 400),
        _signed("not UTF-8", b'{"object":"\xff"}', 400),
        _signed("of another number", foreign, 200),
        _signed("without entries", b'{"object":"whatsapp_business_account"}', 200),
        _signed("of another object", b'{"object":"page","entry":[1,{}]}', 200),
        _signed("odd messages", notification([{"id": 7}, {}, {"id": "x", "from": None}]), 200),
    ]
    return chance.sample(noises, len(noises))


def _signed(name: str, body: bytes, expected: int) -> Noise:
    return Noise(name, body, expected, {SIGNATURE_HEADER: sign(body, APP_SECRET)})
