"""Meetings for programs."""

from __future__ import annotations

from ninja import Router

from ict4society.meetings.api import agenda, items, materials, meetings, registrations, settings

router = Router(tags=["meetings"])
router.add_router("", meetings.router)
router.add_router("", agenda.router)
router.add_router("", items.router)
router.add_router("", registrations.router)
router.add_router("", settings.router)
router.add_router("", materials.router)
