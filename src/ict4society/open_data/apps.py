from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "ict4society.open_data"
    label = "open_data"
