"""Cleaning typed text: one form for equal-looking texts, and nothing in it that deceives the reader's eye."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Unicode Standard Annex #9: embeddings and overrides (U+202A–E) and isolates (U+2066–2069) can make a text read
# otherwise than it is stored ("Trojan Source", CVE-2021-42574). The marks LRM, RLM and ALM are harmless and allowed.
DIRECTION_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
# Invisible and without meaning: zero-width space, word joiner, byte-order mark, Mongolian vowel separator.
NOISE = frozenset("\u200b\u2060\ufeff\u180e")
JOINERS = frozenset("\u200c\u200d")
BLACK_FLAG = "\U0001f3f4"  # begins the flags of England, Scotland, Wales; the only use of tag characters
SCRIPTS_WITHOUT_JOINERS = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")


def clean_text(value: str, *, multiline: bool = False) -> str:
    """`value` in Unicode normal form C, with line feeds as line ends and without meaningless invisible characters.

    Joiners stay where they join (inside Arabic or Indic words, between emoji). Raises `ValidationError`, saying what
    to do, when the text holds control characters, lone surrogates, or characters that change the writing direction.
    """
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not multiline:
        value = value.replace("\n", " ").replace("\t", " ")
    if value.isascii() and value.isprintable():
        return value
    for position, character in enumerate(value, start=1):
        _refuse(character, position)
    return "".join(c for i, c in enumerate(value) if not _is_noise(value, i))


def _refuse(character: str, position: int) -> None:
    code = f"U+{ord(character):04X}"
    if character in DIRECTION_CONTROLS:
        message = _(
            "Character %(position)d is an invisible sign that reverses the direction of writing (%(code)s). "
            "Delete it, or type that passage again instead of pasting it."
        )
        raise ValidationError(message, code="direction_control", params={"position": position, "code": code})
    if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t":
        message = _(
            "Character %(position)d is a control character that cannot be shown (%(code)s). "
            "Delete it, or type that passage again instead of pasting it."
        )
        raise ValidationError(message, code="control_character", params={"position": position, "code": code})


def _is_noise(text: str, index: int) -> bool:
    character = text[index]
    if character in NOISE:
        return True
    if character in JOINERS:
        return not (_joins(text[index - 1 : index]) and _joins(text[index + 1 : index + 2]))
    if "\U000e0000" <= character <= "\U000e007f":
        return not _in_tag_sequence(text, index)
    return False


def _joins(neighbour: str) -> bool:
    """Whether a joiner beside `neighbour` changes what is seen: letters of joining scripts, marks, and emoji."""
    if not neighbour or neighbour.isspace() or neighbour in JOINERS | NOISE:
        return False
    return not unicodedata.name(neighbour, "").startswith(SCRIPTS_WITHOUT_JOINERS)


def _in_tag_sequence(text: str, index: int) -> bool:
    before = text[:index].rstrip("".join(map(chr, range(0xE0000, 0xE0080))))
    return before.endswith(BLACK_FLAG) and index - len(before) < 7
