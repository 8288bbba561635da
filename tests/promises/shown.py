"""Which forms the pages show, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.promises.forms import ShownForm, forms_of
from tests.promises.requests import Visits
from tests.promises.sites import Site, sites
from tests.promises.world import World

READERS = ("facilitator", "author", "operator", "representative", "visitor")
"""Between them they are shown every form; who finds one first is the one who sends it."""


@dataclass(frozen=True)
class Shown:
    """A form, the page it stands on, where it is sent, and who found it."""

    form: ShownForm
    page: Site
    target: Site
    role: str
    body: dict[str, Any]


def shown_forms(world: World, visits: Visits) -> list[Shown]:
    """One form for each address that takes a POST, filled so that it would be taken."""
    found, _missing = sites(world)
    by_path = {site.path: site for site in found}
    shown: dict[str, Shown] = {}
    for site in found:
        for role in READERS:
            answer = visits.get(role, site.address)
            if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
                continue
            for form in forms_of(site.address, answer.content):
                target = by_path.get(form.path)
                if form.method == "POST" and target is not None and target.path not in shown:
                    body = form.filled | world.samples[target.feature].bodies.get(target.name, {})
                    shown[target.path] = Shown(form, site, target, role, body)
    return list(shown.values())
