"""Routes of organisations."""

from __future__ import annotations

from django.urls import path

from ict4society.organisations.views import edit, found, index, mandates, mine, nace, organisation, verification

app_name = "organisations"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", found.found, name="found"),
    path("mine/", mine.mine, name="mine"),
    path("nace/", nace.search_codes, name="nace"),
    path("verification/", verification.queue, name="verification"),
    path("invitations/<str:key>/", mine.invitation, name="invitation"),
    path("<slug:slug>/", organisation.show_organisation, name="organisation"),
    path("<slug:slug>/edit/", edit.edit, name="edit"),
    path("<slug:slug>/verify/", verification.verify, name="verify"),
    path("<slug:slug>/verification-withdrawal/", verification.withdraw, name="withdraw_verification"),
    path("<slug:slug>/request/", mine.ask, name="ask"),
    path("<slug:slug>/mandates/", mandates.mandates, name="mandates"),
    path("<slug:slug>/mandates/<int:mandate_id>/revocation/", mandates.revoke, name="revoke"),
    path("<slug:slug>/invitations/<int:invitation_id>/withdrawal/", mandates.withdraw, name="withdraw_invitation"),
    path("<slug:slug>/requests/<int:request_id>/answer/", mandates.answer, name="answer"),
]
