from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "ict4society.dossiers"
    label = "dossiers"
