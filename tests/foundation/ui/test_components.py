"""Every component is documented and shown; no template does what the content security policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ict4society
from ict4society.foundation.ui.environment import page_environment

UI = Path(ict4society.__file__).parent / "foundation/ui"
COMPONENTS = sorted(path.stem for path in (UI / "components").glob("*.jinja"))
# Parts of other components, never written in a page.
PARTS = {"FieldLabel", "FieldHelp", "Choice", "CharacterCount"}
# Shown by the base layout on every page, specimens included.
LAYOUT = {"SiteHeader", "SiteFooter", "Wordmark", "Messages"}
# Only a place into which another feature's page is fetched.
FETCHED = {"FollowButtons"}
TEMPLATES = sorted([*UI.parents[1].rglob("templates/**/*.html"), *(UI / "components").glob("*.jinja")])


def props(name: str) -> set[str]:
    component = page_environment().catalog._get_component(name)
    return {*component.required, *component.optional}


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name not in PARTS])
def test_the_readme_lists_every_component_with_all_its_props(name: str) -> None:
    row = next(
        (line for line in (UI / "README.md").read_text().splitlines() if line.startswith("|") and f"`{name}`" in line),
        None,
    )
    plain = re.search(rf"`{name}`", (UI / "README.md").read_text())
    assert row or (plain and not props(name)), f"{name} is missing in README.md"
    if row and name not in LAYOUT | {"ThemeSwitch", "LanguageSwitch", "DemoBanner"}:
        missing = {prop for prop in props(name) if not re.search(rf"`{prop}\b", row)}
        assert not missing, f"README.md does not mention {missing} of {name}"


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name not in PARTS | LAYOUT | FETCHED])
def test_every_component_has_a_specimen(name: str) -> None:
    pages = "".join(path.read_text() for path in (UI / "templates/ui").rglob("*.html"))
    assert re.search(rf"<{name}[\s/>]", pages), f"show {name} on the page of specimens"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(UI.parents[1])))
def test_templates_keep_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text), "an inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"'{]", text), "an inline event handler"
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/ld\+json))", text), "an inline script"
    assert not re.search(r"\bjavascript:|\bhx-on\b|\bhx-vals=[\"']?js:", text), "script in an attribute"
    assert not re.search(r"(src|href|action)=[\"']?(https?:)?//", text) or "licence" in text, (
        "an address of a third party"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(UI.parents[1])))
def test_templates_compile(path: Path) -> None:
    env = page_environment()
    target = env.catalog.jinja_env if path.suffix == ".jinja" else env
    target.compile(path.read_text(), name=path.name, filename=str(path))
