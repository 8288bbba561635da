"""Names of files, fit to be shown and to be saved on anybody's disk."""

from __future__ import annotations

import re
import unicodedata

from ict4society.foundation.files.kinds import ENDINGS

LONGEST = 120


def safe_name(raw: str, media_type: str) -> str:
    """The last part of a path without control, bidi and reserved characters, with an ending that is true."""
    name = unicodedata.normalize("NFC", raw.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = re.sub(r'[<>:"|?*%#;/]+', "-", re.sub(r"\s+", " ", name)).strip(" .-")
    endings = ENDINGS[media_type]
    ending = next((each for each in endings if name.lower().endswith(each)), "")
    stem = name[: len(name) - len(ending)].strip(" .") or "file"
    return stem[:LONGEST] + (ending.lower() or endings[0])
