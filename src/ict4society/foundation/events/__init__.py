"""Events: the one spine between features. An action emits; listeners follow, each once, in jobs.

``emit`` is in ``foundation.events.emit``: it needs the models, which are not loaded when this package is.
"""

from ict4society.foundation.events.event import Event, all_event_types, event, event_type
from ict4society.foundation.events.listener import listeners_of, listens_to

__all__ = ["Event", "all_event_types", "event", "event_type", "listeners_of", "listens_to"]
