"""The site's icons: our own drawings on a 24 × 24 grid, strokes of 1.75, drawn in the colour of the text."""

from markupsafe import Markup

# Each value is what stands inside the <svg>; a class "solid" on a shape fills it instead of stroking it.
DRAWINGS = {
    "agenda": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4M8 14h5M8 17h3"/>',
    "alert": '<path d="M12 4 2.8 19.5h18.4zM12 10v4.5"/><circle class="solid" cx="12" cy="17" r=".6"/>',
    "arrow-left": '<path d="M19 12H5.5M11 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h13.5M13 6l6 6-6 6"/>',
    "arrow-up": '<path d="M12 19V5.5M6 11l6-6 6 6"/>',
    "arrow-down": '<path d="M12 5v13.5M6 13l6 6 6-6"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "building": '<path d="M5 20.5V4h9v16.5M14 9h5v11.5M3 20.5h18M8 8h3M8 12h3M8 16h3"/>',
    "chain": '<path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7L12 17.7"/>',
    "changed": '<path d="M5 12a7 7 0 0 1 12.2-4.7L19 9M19 4v5h-5M19 12a7 7 0 0 1-12.2 4.7L5 15M5 20v-5h5"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-circle": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.8L16 9.8"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "discussion": '<path d="M4 5h12v9H9l-3.5 3v-3H4zM16 9h4v8.5h-1.5V20L15.5 17.5H10"/>',
    "document": '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6"/>',
    "dossier": '<path d="M3.5 6.5h6l2 2.5h9v10.5h-17zM8 13.5h8M8 16.5h5"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
    "edit": '<path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5"/>',
    "element": '<path d="M12 3.5 19.5 8v8L12 20.5 4.5 16V8z"/><circle cx="12" cy="12" r="2.5"/>',
    "empty": '<rect x="4" y="5" width="16" height="14" rx="2" stroke-dasharray="3 3"/><path d="M9 12h6"/>',
    "eye": '<path d="M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z"/><circle cx="12" cy="12" r="2.5"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "flag": '<path d="M6 21V4h11l-2 4 2 4H6"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7"/>'
    '<circle class="solid" cx="12" cy="16.5" r=".6"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5"/><circle class="solid" cx="12" cy="8" r=".6"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "map": '<rect x="4" y="4" width="7" height="7" rx="1"/><rect x="13" y="4" width="7" height="7" rx="1"/>'
    '<rect x="4" y="13" width="7" height="7" rx="1"/><rect x="13" y="13" width="7" height="7" rx="1" stroke-dasharray="2 2"/>',
    "meeting": '<circle cx="12" cy="12" r="3"/><circle cx="12" cy="4.5" r="1.5"/><circle cx="5" cy="16" r="1.5"/>'
    '<circle cx="19" cy="16" r="1.5"/><path d="M5.5 8.5a7.5 7.5 0 0 1 3-2.8M18.5 8.5a7.5 7.5 0 0 0-3-2.8M9 19a7.5 7.5 0 0 0 6 0"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "minus": '<path d="M6 12h12"/>',
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "offline": '<path d="M5 20.5v-8M19 20.5v-8M3.5 12.5h17M7 12.5V9a5 5 0 0 1 10 0v3.5"/><circle cx="12" cy="6" r="2.5"/>',
    "opposes": '<path d="M4.5 12h15M15 7l4.5 5-4.5 5M9 7l-4.5 5L9 17"/>',
    "person": '<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
    "pin": '<path d="M12 21s6.5-6.2 6.5-11a6.5 6.5 0 0 0-13 0c0 4.8 6.5 11 6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
    "plus": '<path d="M12 5.5v13M5.5 12h13"/>',
    "proposal": '<path d="M12 3.5a6 6 0 0 1 3.5 10.9V17h-7v-2.6A6 6 0 0 1 12 3.5zM9.5 20.5h5"/>',
    "quote": '<path d="M5 17c2.5-.8 4-2.7 4-6H5V6.5h5V11c0 4-1.5 6.8-5 8zM14 17c2.5-.8 4-2.7 4-6h-4V6.5h5V11c0 4-1.5 6.8-5 8z"/>',
    "reply": '<path d="M10 6 4.5 11.5 10 17M4.5 11.5H14a5.5 5.5 0 0 1 5.5 5.5v2"/>',
    "rounds": '<path d="M5 20V11M10 20V5M15 20v-7M20 20V8"/>',
    "scale": '<path d="M12 4v16M8 20h8M5 7h14M5 7l-2.5 6a2.6 2.6 0 0 0 5 0zM19 7l-2.5 6a2.6 2.6 0 0 0 5 0z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "shield": '<path d="M12 3.5 19 6v6c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10"/>',
    "statement": '<path d="M4 5h16v11h-9l-4 3.5V16H4zM8 9h8M8 12h5"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><path d="M6.5 6.5l11 11"/>',
    "sun": '<circle cx="12" cy="12" r="3.8"/><path d="M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1"/>',
    "theme": '<circle cx="12" cy="12" r="8.5"/><path class="solid" d="M12 3.5a8.5 8.5 0 0 1 0 17z"/>',
    "topic": '<path d="M12 4.5 20 9l-8 4.5L4 9zM5 13l7 4 7-4M5 16.5l7 4 7-4"/>',
    "trash": '<path d="M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 10.5v6M13.5 10.5v6"/>',
    "uptake": '<path d="M12 20.5V9.5M7.5 13.5l4.5-4.5 4.5 4.5M4.5 5h15"/>',
    "withdrawn": '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="m8.5 8.5 7 7M15.5 8.5l-7 7"/>',
}  # fmt: skip

SIZES = {"s": 16, "m": 20, "l": 28, "xl": 40}


def icon(name: str, label: str = "", size: str = "m") -> Markup:
    """The drawing as inline SVG: decorative without a `label`, an image with that name otherwise. `KeyError` if unknown."""
    pixels = SIZES[size]
    meaning = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon icon--{}" viewBox="0 0 24 24" width="{}" height="{}" focusable="false" {}>{}</svg>').format(
        size, pixels, pixels, meaning, Markup(DRAWINGS[name])  # noqa: S704 — our own constants
    )


def icon_names() -> list[str]:
    """All drawings, for the page of specimens."""
    return sorted(DRAWINGS)
