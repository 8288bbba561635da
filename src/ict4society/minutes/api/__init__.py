"""Minutes for programs."""

from __future__ import annotations

from ninja import Router

from ict4society.minutes.api import corrections, lines, proceedings

router = Router(tags=["minutes"])
router.add_router("", lines.router)
router.add_router("", corrections.router)
router.add_router("", proceedings.router)
