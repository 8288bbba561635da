"""Reporting for programs: the catalogue, reports, values, checks, approaches, requests for data."""

from __future__ import annotations

from ninja import Router

from ict4society.reporting.api import catalogue, policies, routes, work, xbrl

router = Router(tags=["reporting"])
router.add_router("", routes.router)
router.add_router("", catalogue.router)
router.add_router("", work.router)
router.add_router("", policies.router)
router.add_router("", xbrl.router)
