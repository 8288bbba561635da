"""The translations: compiled from the texts that people edit, naming the same values, and nearly complete."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from django.conf import settings
from django.test import Client

from tests.architecture.house import PROJECT

LEAST = 0.95
"""Of all texts; a new one may stand in English until somebody has translated it."""


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", PROJECT / "locale" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_catalogue_is_whole_and_compiled(catalogue: ModuleType, language: str) -> None:
    assert catalogue.faults(language) == []
    everything = len(catalogue.template())
    assert everything > 2000
    assert 1 - len(catalogue.missing(language)) / everything >= LEAST


def test_every_language_of_the_site_has_a_catalogue(catalogue: ModuleType) -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"en", *catalogue.LANGUAGES}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("de", "Tagesordnung"), ("fr", "Ordre du jour")])
def test_the_site_speaks_the_language(client: Client, language: str, words: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/").content.decode()
    assert f'<html lang="{language}"' in page
    assert words in page
