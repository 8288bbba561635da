"""Practices for programs."""

from __future__ import annotations

from ninja import Router

from ict4society.practices.api import files, routes

router = Router(tags=["practices"])
router.add_router("", routes.router)
router.add_router("", files.router)
