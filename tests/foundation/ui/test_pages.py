"""Pages and their fragments, and what components may and may not do."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from ict4society.foundation.ui.environment import page_environment
from ict4society.foundation.ui.pages import page

SAMPLE = """{% extends "base.html" %}{% block title %}Sample{% endblock %}
{% block main %}<p>outside</p>{% block list %}<Status :label="words" />{% endblock %}{% endblock %}"""
Render = Callable[..., str]


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    env = page_environment()
    assert env.loader is not None
    monkeypatch.setattr(env, "loader", jinja2.ChoiceLoader([jinja2.DictLoader({"sample.html": SAMPLE}), env.loader]))


@pytest.fixture
def render() -> Render:
    def render(source: str, request: HttpRequest | None = None, **context: object) -> str:
        values = context if request is None else {"request": request, **context}
        return str(page_environment().from_string(source).render(values))

    return render


def answer(fragment: str | None = "list", **headers: str) -> str:
    request = RequestFactory().get("/", headers=headers)
    response = page(request, "sample.html", {"words": "<b>"}, tags=["a", "b"], fragment=fragment)
    assert response.page_tags == ("a", "b")
    assert "HX-Request" in response["Vary"]
    return response.content.decode()


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Request": "true", "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
    ],
)
def test_whole_pages(headers: dict[str, str]) -> None:
    html = answer(**headers)
    assert html.startswith("<!doctype html>")
    assert "outside" in html
    assert "<title>Sample" in html


@pytest.mark.usefixtures("sample")
def test_a_part_for_htmx() -> None:
    html = answer(**{"HX-Request": "true"})
    assert "outside" not in html
    assert "<html" not in html
    assert "&lt;b&gt;" in html
    assert "outside" in answer(None, **{"HX-Request": "true"})


@pytest.mark.usefixtures("sample")
def test_an_unknown_block_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        answer("no such block", **{"HX-Request": "true"})


def test_components_escape_what_they_are_given(render: Render) -> None:
    evil = '"><script>alert(1)</script>'
    for source in (
        '<Tag :label="evil" />',
        '<LinkButton :href="evil" :label="evil" />',
        '<Alert :title="evil">{{ evil }}</Alert>',
        '<AuthorLine :name="evil" />',
    ):
        html = render(source, evil=evil)
        assert evil not in html
        assert "<script" not in html
        assert "&lt;script" in html


def test_an_undefined_name_raises(render: Render) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("{{ no_such_name }}")


def test_what_a_filter_makes_of_a_constant_depends_on_the_reader() -> None:
    env = page_environment()
    template = env.from_string("{{ 0.5 | percent }}")
    with translation.override("en"):
        assert template.render() == "50%"
    with translation.override("de"):
        assert template.render() == "50\u00a0%"


def test_components_see_the_request_while_a_page_renders_and_never_after(render: Render) -> None:
    request = RequestFactory().get("/", headers={"Cookie": "theme=dark"})
    source = "<SiteHeader />"
    dark = 'value="dark" aria-pressed="true"'
    assert dark in render(source, request)
    assert dark not in render(source)


def test_plain_text_templates_are_not_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    env = page_environment()
    monkeypatch.setattr(env, "loader", jinja2.DictLoader({"mail.txt": "{{ x }}", "mail.html": "{{ x }}"}))
    assert env.get_template("mail.txt").render(x="a & b") == "a & b"
    assert env.get_template("mail.html").render(x="a & b") == "a &amp; b"


def test_visitors_pages_set_no_cookie(client: object) -> None:
    response = client.get("/empty/")  # type: ignore[attr-defined]
    assert response.status_code == 200
    assert not response.cookies
