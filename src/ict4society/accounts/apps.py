from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ict4society.accounts"
    label = "accounts"
