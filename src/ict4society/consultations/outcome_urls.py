"""Routes of what becomes of contributions, below the address of their consultation."""

from __future__ import annotations

from django.urls import path

from ict4society.consultations.views import (
    campaigns,
    changes,
    outcome,
    outcome_edit,
    outcome_pdf,
    outcome_rules,
    respond,
    responses,
    responses_export,
    themes,
)

THEME = "<slug:slug>/outcome/themes/<slug:key>/"

outcome_patterns = [
    path("<slug:slug>/responses/", responses.responses, name="responses"),
    path("<slug:slug>/responses/answer/", respond.answer, name="respond"),
    path("<slug:slug>/responses/assign/", respond.assign, name="assign_responses"),
    path("<slug:slug>/responses/responses.csv", responses_export.as_csv, name="responses_csv"),
    path("<slug:slug>/responses/responses.xlsx", responses_export.as_xlsx, name="responses_xlsx"),
    path("<slug:slug>/responses/responses.json", responses_export.as_json, name="responses_json"),
    path("<slug:slug>/changes/", changes.changes, name="changes"),
    path("<slug:slug>/changes/<str:key>/", changes.describe, name="describe_change"),
    path("<slug:slug>/campaigns/", campaigns.campaigns, name="campaigns"),
    path("<slug:slug>/campaigns/merge/", campaigns.merge, name="merge_campaigns"),
    path("<slug:slug>/campaigns/<int:number>/", campaigns.campaign, name="campaign"),
    path("<slug:slug>/campaigns/<int:number>/split/", campaigns.split, name="split_campaign"),
    path("<slug:slug>/outcome/", outcome.outcome, name="outcome"),
    path("<slug:slug>/outcome/versions/<int:number>/", outcome.outcome_version, name="outcome_version"),
    path("<slug:slug>/outcome/outcome.pdf", outcome_pdf.as_pdf, name="outcome_pdf"),
    path("<slug:slug>/outcome/outcome.csv", outcome.as_csv, name="outcome_csv"),
    path("<slug:slug>/outcome/outcome.json", outcome.as_json, name="outcome_json"),
    path("<slug:slug>/outcome/rules/", outcome_rules.rules, name="outcome_rules"),
    path("<slug:slug>/outcome/edit/", outcome_edit.edit, name="outcome_edit"),
    path("<slug:slug>/outcome/generate/", outcome_edit.generate, name="outcome_generate"),
    path("<slug:slug>/outcome/publish/", outcome_edit.publish, name="outcome_publish"),
    path("<slug:slug>/outcome/sections/new/", outcome_edit.new_section, name="outcome_new_section"),
    path("<slug:slug>/outcome/sections/<int:pk>/", outcome_edit.section, name="outcome_section"),
    path(THEME, themes.themes, name="themes"),
    path(THEME + "<int:pk>/", themes.theme, name="theme"),
    path(THEME + "<int:pk>/answers/", themes.assign, name="theme_assign"),
    path(THEME + "<int:pk>/quote/<int:answer>/", themes.quote, name="theme_quote"),
    path(THEME + "quotations/<int:pk>/drop/", themes.unquote, name="theme_unquote"),
]
