"""Routes of the benchmark."""

from __future__ import annotations

from django.urls import path

from ict4society.benchmark.views.group import group, group_csv, indicator
from ict4society.benchmark.views.index import index, snapshot
from ict4society.benchmark.views.order import order
from ict4society.benchmark.views.own import own, own_csv, own_pdf

app_name = "benchmark"
urlpatterns = [
    path("", index, name="index"),
    path("order/", order, name="order"),
    path("<int:number>/", snapshot, name="snapshot"),
    path("<int:number>/own/<slug:slug>/", own, name="own"),
    path("<int:number>/own/<slug:slug>/positions.csv", own_csv, name="own_csv"),
    path("<int:number>/own/<slug:slug>/report.pdf", own_pdf, name="own_pdf"),
    path("<int:number>/<str:key>/", group, name="group"),
    path("<int:number>/<str:key>/figures.csv", group_csv, name="group_csv"),
    path("<int:number>/<str:key>/<int:pk>/", indicator, name="indicator"),
]
