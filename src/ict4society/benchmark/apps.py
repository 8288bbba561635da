from django.apps import AppConfig


class BenchmarkConfig(AppConfig):
    name = "ict4society.benchmark"
    label = "benchmark"
