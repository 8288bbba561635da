"""The process that turns one DOCX file from its input into HTML, started by ``docx.py``.

It has limits and may be killed. Without Django, so that it starts fast. Writes ``{"html": …, "found": {…}}``.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

MEMORY = 1_500_000_000
CPU_SECONDS = 50
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COUNTED = {"ins": "insertions", "del": "deletions", "moveFrom": "moves", "commentReference": "remarks"}
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
u => em
"""


def main() -> None:
    """Read, write, end. Any fault is told by the exit code alone."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    raw = sys.stdin.buffer.read()
    found = _counted(raw)
    images: list[str] = []
    html = _html(raw, images)
    found["images"] = len(images)
    json.dump({"html": html, "found": found, "images": images[:20]}, sys.stdout)


def _html(raw: bytes, images: list[str]) -> str:
    import mammoth  # type: ignore[import-untyped]

    def left_out(image: Any) -> list[Any]:
        images.append(str(image.alt_text or "")[:100])
        return []

    sys.setrecursionlimit(5_000)
    result = mammoth.convert_to_html(
        io.BytesIO(raw), convert_image=left_out, style_map=STYLES, include_embedded_style_map=False
    )
    return str(result.value)


def _counted(raw: bytes) -> dict[str, int]:
    """What of Word's changes and remarks the text holds."""
    found = dict.fromkeys(COUNTED.values(), 0)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open("word/document.xml") as part:
        inside_properties = 0
        # expat (since 2.4.1) refuses entities that grow without end, and this process has limits.
        for step, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
            name = element.tag.removeprefix(WORD)
            if name in ("rPr", "trPr", "pPr"):
                inside_properties += 1 if step == "start" else -1
            elif step == "start" and name in COUNTED and not inside_properties:
                found[COUNTED[name]] += 1
            elif step == "end" and name == "p":
                element.clear()
    return found


if __name__ == "__main__":
    main()
