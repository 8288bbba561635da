from django.apps import AppConfig


class CitationsConfig(AppConfig):
    name = "ict4society.foundation.citations"
    label = "citations"
    default_auto_field = "django.db.models.BigAutoField"
