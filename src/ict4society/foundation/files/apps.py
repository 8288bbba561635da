from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "ict4society.foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
