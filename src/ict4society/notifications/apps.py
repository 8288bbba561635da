from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "ict4society.notifications"
    label = "notifications"
