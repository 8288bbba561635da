from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "ict4society.foundation.idempotency"
    label = "idempotency"
    default_auto_field = "django.db.models.BigAutoField"
