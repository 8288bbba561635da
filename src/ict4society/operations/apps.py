from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "ict4society.operations"
    label = "operations"
