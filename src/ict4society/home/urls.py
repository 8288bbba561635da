"""Routes of home."""

from __future__ import annotations

from django.urls import path

from ict4society.home.views.enterprises import enterprises
from ict4society.home.views.index import index
from ict4society.home.views.machines import favicon, robots, security_txt, sitemap
from ict4society.home.views.texts import about, accessibility, licence, privacy

app_name = "home"
urlpatterns = [
    path("", index, name="index"),
    path("enterprises/", enterprises, name="enterprises"),
    path("about/", about, name="about"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("licence/", licence, name="licence"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("favicon.ico", favicon, name="favicon"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
