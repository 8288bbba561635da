"""Routes of consultations."""

from __future__ import annotations

from django.urls import path

from ict4society.consultations import feeds
from ict4society.consultations.outcome_urls import outcome_patterns
from ict4society.consultations.views import comment_own
from ict4society.consultations.views.consultation import consultation, place, text
from ict4society.consultations.views.contribute import asked_now, contribute
from ict4society.consultations.views.contributions import contribution, contributions
from ict4society.consultations.views.index import index
from ict4society.consultations.views.manage import desk, late, questions, set_up
from ict4society.consultations.views.manage.text import text_edit, text_preview
from ict4society.consultations.views.paragraph import comment, comment_on, paragraph
from ict4society.consultations.views.review import review, withdraw

TEXT = "<slug:slug>/text/<int:number>/<slug:language>/"
COMMENT = "<slug:slug>/comments/<int:number>/"

app_name = "consultations"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", feeds.consultations_feed, name="feed"),
    path("new/", set_up.new, name="new"),
    path("<slug:slug>/", consultation, name="consultation"),
    path(TEXT, text, name="text"),
    path(f"{TEXT}<slug:key>/", paragraph, name="paragraph"),
    path(f"{TEXT}<slug:key>/place/", place, name="place"),
    path(f"{TEXT}<slug:key>/comment/", comment_on, name="comment_on"),
    path(COMMENT, comment, name="comment"),
    path(f"{COMMENT}edit/", comment_own.edit, name="comment_edit"),
    path(f"{COMMENT}history/", comment_own.history, name="comment_history"),
    path(f"{COMMENT}withdraw/", comment_own.withdraw, name="comment_withdraw"),
    path(f"{COMMENT}support/", comment_own.support, name="comment_support"),
    path(f"{COMMENT}support/take-back/", comment_own.take_back, name="comment_take_back"),
    path("<slug:slug>/contribute/", contribute, name="contribute"),
    path("<slug:slug>/contribute/asked/", asked_now, name="asked"),
    path("<slug:slug>/contribute/review/", review, name="review"),
    path("<slug:slug>/contribute/for/<int:organisation>/", contribute, name="contribute_for"),
    path("<slug:slug>/contribute/for/<int:organisation>/asked/", asked_now, name="asked_for"),
    path("<slug:slug>/contribute/for/<int:organisation>/review/", review, name="review_for"),
    path("<slug:slug>/contributions/", contributions, name="contributions"),
    path("<slug:slug>/contributions/<int:number>/", contribution, name="contribution"),
    path("<slug:slug>/contributions/<int:number>/withdraw/", withdraw, name="contribution_withdraw"),
    path("<slug:slug>/manage/", desk.manage, name="manage"),
    path("<slug:slug>/manage/stage/", desk.stage, name="stage"),
    path("<slug:slug>/manage/edit/", set_up.edit, name="edit"),
    path("<slug:slug>/manage/people/", set_up.people, name="people"),
    path("<slug:slug>/manage/text/<slug:language>/", text_edit, name="text_edit"),
    path("<slug:slug>/manage/text/<slug:language>/preview/", text_preview, name="text_preview"),
    path("<slug:slug>/manage/questions/", questions.questions, name="questions"),
    path("<slug:slug>/manage/questions/new/", questions.question_new, name="question_new"),
    path("<slug:slug>/manage/questions/<slug:key>/", questions.question_edit, name="question_edit"),
    path("<slug:slug>/manage/questions/<slug:key>/remove/", questions.question_remove, name="question_remove"),
    path("<slug:slug>/manage/late/<int:number>/", late.late, name="late"),
    path("<slug:slug>/manage/enter/", late.enter, name="enter"),
    *outcome_patterns,
]
