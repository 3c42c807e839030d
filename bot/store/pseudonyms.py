"""Names that tell nothing: keyed hashes of identities and message ids, sealed addresses."""

import hashlib
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StoreError
from bot.messages.inbound import Identity

Answers = tuple[tuple[str, str], ...]  # address of a question, answer

_NONCE_BYTES = 12
_ANSWERS = b":answers"  # so that an address is never taken for an answer
_MARK_BYTES = 8


class Pseudonyms:
    """Turns identities into aliases, and addresses into sealed bytes and back.

    `keys` are 64 hex digits each, newest first; the newest writes, all of them read.
    An unkeyed hash would be no protection: every phone number of a country is soon tried.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Begin with these keys."""
        self.renew(keys)

    def renew(self, keys: Sequence[str]) -> None:
        """Derive separate keys for hashing and for sealing from each of `keys`, from now on.

        `marks` tell the keys apart and nothing else of them.
        """
        roots = [bytes.fromhex(key) for key in keys]
        self._hash_keys = [_derive(root, b"hash") for root in roots]
        self._seals = [AESGCM(_derive(root, b"seal")) for root in roots]
        self.marks = tuple(_derive(root, b"mark")[:_MARK_BYTES] for root in roots)

    def __repr__(self) -> str:
        """Tell how many keys there are, never the keys."""
        return f"Pseudonyms(keys={len(self._seals)})"

    def aliases_of(self, identity: Identity) -> tuple[tuple[bytes, ...], ...]:
        """For each name an identity bears its aliases, one a key, newest key first."""
        named = ((b"phone", identity.phone), (b"user", identity.user_id))
        return tuple(self._hashes(kind, name) for kind, name in named if name)

    def wamids_of(self, wamid: str) -> tuple[bytes, ...]:
        """The hash of a message id under each key; ids hold phone numbers, so none is stored."""
        return self._hashes(b"wamid", wamid)

    def word_of(self, word: str) -> bytes:
        """The hash of a word that citizens used; with a new key its count begins anew."""
        return self._hashes(b"word", word)[0]

    def seal(self, identity: Identity, citizen: bytes) -> bytes:
        """Encrypt where to reply; only together with this citizen's key can it be opened."""
        return self._encrypt(orjson.dumps([identity.phone, identity.user_id]), citizen)

    def seal_answers(self, answers: Answers, citizen: bytes) -> str:
        """Encrypt what a citizen answered; it opens with this citizen's key alone."""
        return b64encode(self._encrypt(orjson.dumps(answers), citizen + _ANSWERS)).decode()

    def open_answers(self, sealed: str, citizen: bytes) -> Answers:
        """What a citizen answered; nothing where no key fits: they are asked again."""
        plain = self._decrypt(b64decode(sealed), citizen + _ANSWERS)
        return tuple((question, answer) for question, answer in orjson.loads(plain or b"[]"))

    def open(self, sealed: bytes, citizen: bytes) -> Identity:
        """Where to reply. Raises StoreError when no key fits."""
        plain = self._decrypt(sealed, citizen)
        if plain is None:
            message = "an address under way cannot be opened: BOT_PSEUDONYM_KEY was changed"
            raise StoreError(message)
        phone, user_id = orjson.loads(plain)
        return Identity(phone, user_id)

    def _encrypt(self, plain: bytes, bound_to: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._seals[0].encrypt(nonce, plain, bound_to)

    def _decrypt(self, sealed: bytes, bound_to: bytes) -> bytes | None:
        nonce, hidden = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        for seal in self._seals:
            try:
                return seal.decrypt(nonce, hidden, bound_to)
            except InvalidTag:
                continue
        return None

    def _hashes(self, kind: bytes, name: str) -> tuple[bytes, ...]:
        text = name.encode("utf-8", "surrogatepass")
        return tuple(
            hashlib.blake2b(text, key=key, digest_size=16, person=kind).digest()
            for key in self._hash_keys
        )


def new_citizen() -> bytes:
    """A fresh citizen's key: random, so that it tells nothing and may pass through the platform."""
    return secrets.token_bytes(12)


def _derive(root: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(key=root, digest_size=32, person=purpose).digest()
