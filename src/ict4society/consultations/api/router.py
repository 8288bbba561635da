"""The one router of all parts: what shares an address must share a router, or only the first is heard."""

from ninja import Router

router = Router(tags=["consultations"])
