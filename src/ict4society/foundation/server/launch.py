"""From `ict4society serve` to the supervising process."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from .plan import ServerPlan


def become_supervisor(plan: ServerPlan) -> NoReturn:
    """Replace this process by the supervisor, which imports almost nothing until everything is prepared."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(  # noqa: S606 — there is nothing for a shell to do
        sys.executable,
        [sys.executable, "-m", "ict4society.foundation.server"],
        {**os.environ, "ICT4SOCIETY_SERVER_PLAN": plan.to_json()},
    )
