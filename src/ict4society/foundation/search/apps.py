from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "ict4society.foundation.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ict4society.foundation.search import listeners  # noqa: F401
