"""Routes of discussions."""

from __future__ import annotations

from django.urls import path

from ict4society.discussions import feeds
from ict4society.discussions.views.conclude import conclude, reopen
from ict4society.discussions.views.edit import edit
from ict4society.discussions.views.index import index
from ict4society.discussions.views.new import new
from ict4society.discussions.views.post import post
from ict4society.discussions.views.post_edit import post_edit
from ict4society.discussions.views.post_history import post_history
from ict4society.discussions.views.post_withdraw import post_withdraw
from ict4society.discussions.views.reply import reply
from ict4society.discussions.views.summary import summary, summary_edit
from ict4society.discussions.views.thread import thread

app_name = "discussions"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", feeds.threads_feed, name="feed"),
    path("feed/topics/<slug:slug>/", feeds.topic_feed, name="topic_feed"),
    path("new/", new, name="new"),
    path("posts/<int:pk>/", post, name="post"),
    path("posts/<int:pk>/edit/", post_edit, name="post_edit"),
    path("posts/<int:pk>/history/", post_history, name="post_history"),
    path("posts/<int:pk>/withdraw/", post_withdraw, name="post_withdraw"),
    path("<int:pk>/", thread, name="thread"),
    path("<int:pk>/reply/", reply, name="reply"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/summary/", summary, name="summary"),
    path("<int:pk>/summary/edit/", summary_edit, name="summary_edit"),
    path("<int:pk>/conclude/", conclude, name="conclude"),
    path("<int:pk>/reopen/", reopen, name="reopen"),
    path("<int:pk>/feed/", feeds.posts_feed, name="thread_feed"),
]
