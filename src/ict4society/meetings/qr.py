"""QR codes as SVG."""

from __future__ import annotations

import io

from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, *, title: str) -> SafeString:
    """The code as an inline SVG without style attributes (ISO/IEC 18004, error correction M), black on white."""
    import segno

    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        scale=6,
        border=4,
        light="#fff",
        dark="#000",
        title=title,
        svgclass="qr",
        lineclass=None,
        omitsize=False,
        unit="",
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 — made by the library; the title is escaped by it
