"""Who may see and do what: default deny, one answer for pages, API, feeds, search, exports and jobs."""

from ict4society.foundation.policy.access import Forbidden, can, get_visible, require
from ict4society.foundation.policy.routes import RoutePolicy, allowed, public, signed_in

__all__ = ["Forbidden", "RoutePolicy", "allowed", "can", "get_visible", "public", "require", "signed_in"]
