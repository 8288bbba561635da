from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "ict4society.agenda"
    label = "agenda"
