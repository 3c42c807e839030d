"""Rules of the webhook's signature."""

import pytest

from bot.whatsapp.signature import is_signed, sign

BODY = b'{"text":"\\u0645"}'


def test_the_known_vector_of_hmac_sha256_is_met() -> None:
    """The header is `sha256=` and the lowercase HMAC-SHA256 of the bytes."""
    header = sign(b"what do ya want for nothing?", "Jefe")

    assert header == ("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")


def test_a_body_is_taken_with_any_of_the_secrets() -> None:
    """While the secret is being changed both the new and the old one sign."""
    assert is_signed(BODY, sign(BODY, "old"), ["new", "old"])


def test_a_single_changed_byte_is_refused() -> None:
    """No byte of the body can change without the signature failing."""
    header = sign(BODY, "s")

    flipped = [BODY[:i] + bytes([BODY[i] ^ 1]) + BODY[i + 1 :] for i in range(len(BODY))]

    assert not any(is_signed(body, header, ["s"]) for body in flipped)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        "sha1=00",
        "sha256=" + "0" * 64,
        "ض" * 71,
        "\ud800",
        "x" * 9999,
    ],
)
def test_an_odd_header_is_refused_and_never_raises(header: str | None) -> None:
    """Whatever the header holds, the answer is no."""
    assert not is_signed(BODY, header, ["s"])


def test_without_a_secret_nothing_is_signed() -> None:
    """An empty set of secrets opens no door."""
    assert not is_signed(BODY, sign(BODY, ""), [])
