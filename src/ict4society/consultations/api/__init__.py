"""Consultations for programs."""

from ninja import Router

from ict4society.consultations.api import comments, consultations, contributions, late, report, responses

router = Router(tags=["consultations"])
router.add_router("", consultations.router)
router.add_router("", contributions.router)
router.add_router("", late.router)
router.add_router("", comments.router)
router.add_router("", responses.router)
router.add_router("", report.router)
