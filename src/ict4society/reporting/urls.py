"""Routes of reporting."""

from __future__ import annotations

from django.urls import path

from ict4society.reporting.views import catalogue_edit, xbrl
from ict4society.reporting.views.catalogue import catalogue, indicator
from ict4society.reporting.views.export import export
from ict4society.reporting.views.fill import fill, section
from ict4society.reporting.views.index import index
from ict4society.reporting.views.intake import intake, result
from ict4society.reporting.views.organisation import organisation
from ict4society.reporting.views.policy import policies, policy, write
from ict4society.reporting.views.publish import colleagues, publish, unassign
from ict4society.reporting.views.question import question
from ict4society.reporting.views.report import report
from ict4society.reporting.views.request import ask, one, requests, take_back
from ict4society.reporting.views.start import head, start
from ict4society.reporting.views.value import check, choose, value, withdraw

app_name = "reporting"
urlpatterns = [
    path("", index, name="index"),
    path("indicators/", catalogue, name="catalogue"),
    path("indicators/add/", catalogue_edit.add, name="indicator_add"),
    path("indicators/<int:pk>/", indicator, name="indicator"),
    path("indicators/<int:pk>/edit/", catalogue_edit.edit, name="indicator_edit"),
    path("organisations/<slug:slug>/", organisation, name="organisation"),
    path("organisations/<slug:slug>/start/", start, name="start"),
    path("organisations/<slug:slug>/policies/", policies, name="policies"),
    path("organisations/<slug:slug>/policies/<slug:topic>/", write, name="policy_write"),
    path("organisations/<slug:slug>/ask/", ask, name="ask"),
    path("policies/<int:pk>/", policy, name="policy"),
    path("reports/<int:pk>/", report, name="report"),
    path("reports/<int:pk>/head/", head, name="head"),
    path("reports/<int:pk>/fill/", fill, name="fill"),
    path("reports/<int:pk>/fill/<str:code>/", section, name="section"),
    path("reports/<int:pk>/questions/<int:indicator_id>/", question, name="question"),
    path("reports/<int:pk>/publish/", publish, name="publish"),
    path("reports/<int:pk>/colleagues/", colleagues, name="colleagues"),
    path("reports/<int:pk>/colleagues/<int:section_id>/remove/", unassign, name="unassign"),
    path("reports/<int:pk>/import/", intake, name="intake"),
    path("reports/<int:pk>/export/<str:format>/", export, name="export"),
    path("reports/<int:pk>/xbrl/", xbrl.xbrl, name="xbrl"),
    path("reports/<int:pk>/xbrl/order/", xbrl.order, name="xbrl_order"),
    path("intakes/<int:pk>/", result, name="intake_result"),
    path("values/<int:pk>/", value, name="value"),
    path("values/<int:pk>/check/", check, name="check"),
    path("values/<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("values/<int:pk>/choose/", choose, name="choose"),
    path("requests/", requests, name="requests"),
    path("requests/<int:pk>/", one, name="request"),
    path("requests/<int:pk>/take-back/", take_back, name="request_take_back"),
]
