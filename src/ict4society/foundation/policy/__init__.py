"""Who may see and do what: default deny, one answer for pages, API, feeds, search, exports and jobs."""

from ict4society.foundation.policy.access import Forbidden, can, get_visible, require
from ict4society.foundation.policy.refused import Conflict, Refused
from ict4society.foundation.policy.routes import RoutePolicy, allowed, public, signed_in

__all__ = [
    "Conflict",
    "Forbidden",
    "Refused",
    "RoutePolicy",
    "allowed",
    "can",
    "get_visible",
    "public",
    "require",
    "signed_in",
]
