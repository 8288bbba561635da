"""What tests of organisations share."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def fields() -> dict[str, Any]:
    """A complete form of an organisation."""
    return {
        "name": "Open Devices Foundation",
        "group": "civil_society",
        "country": "BE",
        "size_class": "small",
        "website": "https://devices.example/",
        "email_domain": "",
        "about": "We repair **devices**.",
        "language": "en",
    }
