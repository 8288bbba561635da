"""What was typed, as the initial values of a form."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict


def typed(data: QueryDict) -> dict[str, Any]:
    """One value of each name, or the list of them where there are several."""
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists() if values}
