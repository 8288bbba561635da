from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ict4society.foundation.api"
    label = "api"
