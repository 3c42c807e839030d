"""Long texts in parts: whole sentences, as many as the room holds."""

from hypothesis import given
from hypothesis import strategies as st

from bot.texts.sentences import split_text

_SENTENCES = st.lists(
    st.sampled_from(["جملة أولى.", "هل هذا سؤال؟", "One more!", "قال «انتهى.»", "سطر بلا نقطة\n"]),
    min_size=1,
    max_size=30,
)


def test_a_part_takes_every_sentence_that_fits() -> None:
    """Fewest parts: a sentence goes to the next only when this one has no room for it."""
    assert split_text("aaa. bbb. ccc. ddd.", 9, len) == ("aaa. bbb.", "ccc. ddd.")


def test_a_text_that_fits_is_one_part() -> None:
    """Nothing is split without need."""
    assert split_text("aaa. bbb.", 9, len) == ("aaa. bbb.",)


@given(sentences=_SENTENCES, room=st.integers(20, 90))
def test_parts_fit_end_with_a_sentence_and_lose_no_word(sentences: list[str], room: int) -> None:
    """Each part keeps the room and closes where a sentence or line closes."""
    text = " ".join(sentences)
    parts = split_text(text, room, len)

    assert all(len(part) <= room for part in parts)
    assert " ".join(parts).split() == text.split()
    assert all(part.endswith((".", "؟", "!", "»", "نقطة")) for part in parts)


@given(text=st.text(max_size=300), room=st.integers(4, 60))
def test_any_text_is_split_without_end_or_loss(text: str, room: int) -> None:
    """Also what has no sentence at all: cut at word ends, nothing dropped but white space."""
    parts = split_text(text, room, len)

    assert "".join("".join(parts).split()) == "".join(text.split())
