"""Avatars without pictures: initials and a colour that follow from the name alone."""

from zlib import crc32

TONES = 8


def initials(name: str) -> str:
    """The first letters of the first and last word, upper case; `?` for a name without letters or digits."""
    words = [word for part in name.split() if (word := part.strip("\"'(),.-–—«»“”„"))]
    if not words:
        return "?"
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def tone(name: str) -> int:
    """A number from 1 to 8, always the same for the same name."""
    return crc32(name.encode()) % TONES + 1
