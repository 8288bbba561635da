from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "ict4society.reporting"
    label = "reporting"
