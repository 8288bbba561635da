"""Where the house stands, for the tests of its rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "ict4society"

TIERS = (
    ("foundation",),
    ("accounts",),
    ("organisations", "topics"),
    ("discussions", "deliberation", "moderation", "notifications"),
    ("agenda", "meetings", "consultations", "reporting"),
    ("minutes", "room", "commitments", "practices", "partnerships", "solutions"),
    ("benchmark",),
    ("knowledge_map",),
    ("dossiers",),
    ("home", "search_pages", "open_data", "operations"),
)
FEATURES = tuple(feature for tier in TIERS[1:] for feature in tier)


def tier_of(module: str) -> int:
    """The tier of a dotted module name below ``ict4society``."""
    name = module.removeprefix("ict4society.").partition(".")[0]
    return next(number for number, tier in enumerate(TIERS) if name in tier)


def python_files() -> list[Path]:
    """Every source file that somebody wrote (no migrations)."""
    return sorted(
        path for root in (SOURCE, PROJECT / "config") for path in root.rglob("*.py") if "migrations" not in path.parts
    )


def exceptions(section: str) -> dict[str, str]:
    """Allowed exceptions of a rule, each with its reason."""
    with (Path(__file__).parent / "exceptions.toml").open("rb") as file:
        return dict(tomllib.load(file).get(section, {}))
