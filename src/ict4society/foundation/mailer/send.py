"""Send one mail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import get_template
from django.utils import translation

STYLE = Path(__file__).parent / "templates" / "mailer" / "mail.css"


def send(
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    *,
    headers: Mapping[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> None:
    """Render ``<template>/subject.txt``, ``body.txt`` and ``body.html`` in a language and hand the mail over.

    The context gets ``site`` (address of the site, no slash at its end). Raises what the backend raises: ``OSError``
    and ``smtplib.SMTPException`` when the mail server cannot be reached or refuses.
    """
    compose(to, template, context, language, headers=headers, connection=connection).send()


def compose(
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    *,
    headers: Mapping[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> EmailMultiAlternatives:
    """The mail that ``send`` would send."""
    values = {"site": settings.SITE_URL, **context}
    with translation.override(_offered(language)):
        # A subject is one line: whatever a title contains, it cannot add headers.
        subject = " ".join(_render(f"{template}/subject.txt", values).split())
        text = _render(f"{template}/body.txt", values).strip() + "\n"
        html = _inliner().inline(_render(f"{template}/body.html", values))
    mail = EmailMultiAlternatives(
        subject, text, to=[to], connection=connection, headers={"Auto-Submitted": "auto-generated", **(headers or {})}
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _render(name: str, values: Mapping[str, Any]) -> str:
    return str(get_template(name, using="jinja2").render(dict(values)))


def _offered(language: str) -> str:
    codes = [code for code, _name in settings.LANGUAGES]
    return language if language in codes else settings.LANGUAGE_CODE


@cache
def _inliner() -> css_inline.CSSInliner:
    """Mail programs ignore style sheets, so the rules go into the elements."""
    return css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=STYLE.read_text())
