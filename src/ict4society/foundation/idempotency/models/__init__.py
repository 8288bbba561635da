from ict4society.foundation.idempotency.models.key import IdempotencyKey

__all__ = ["IdempotencyKey"]
