"""Commitments for programs: the ledger, progress with its evidence, assessments, joint commitments."""

from __future__ import annotations

from ninja import Router

from ict4society.commitments.api import joint, ledger, progress

router = Router(tags=["commitments"])
router.add_router("", joint.router)
router.add_router("", ledger.router)
router.add_router("", progress.router)
