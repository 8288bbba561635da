from ict4society.foundation.events.models.delivery import Delivery
from ict4society.foundation.events.models.record import EventRecord

__all__ = ["Delivery", "EventRecord"]
