from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "ict4society.consultations"
    label = "consultations"
