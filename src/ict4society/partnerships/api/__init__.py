"""Partnerships for programs: the same rules as the pages."""

from __future__ import annotations

from ninja import Router

from ict4society.partnerships.api import calls, interests, matches, plan

router = Router(tags=["partnerships"])
router.add_router("", calls.router)
router.add_router("", matches.router)
router.add_router("", interests.router)
router.add_router("", plan.router)
