from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "ict4society.foundation.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
