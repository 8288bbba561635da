"""Consultations for programs."""

from ninja import Router

from ict4society.consultations.api import comments, consultations, contributions

router = Router(tags=["consultations"])
router.add_router("", consultations.router)
router.add_router("", contributions.router)
router.add_router("", comments.router)
