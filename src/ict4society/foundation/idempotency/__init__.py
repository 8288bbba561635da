"""Idempotency: a repeated POST answers with the first result and does nothing."""
