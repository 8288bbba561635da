"""Languages are guessed well enough, and never wildly."""

from __future__ import annotations

import pytest
from django.db import connection

from ict4society.foundation.languages import (
    CONTENT_LANGUAGES,
    all_search_configurations,
    detect_language,
    language_name,
    search_configuration,
)

SENTENCES = {
    "bg": "Всеки има право на свобода на убежденията и на изразяването им.",
    "cs": "Každý má právo na svobodu přesvědčení a projevu a toto právo nesmí být omezováno.",
    "da": "Enhver har ret til menings- og ytringsfrihed, og denne ret må ikke indskrænkes.",
    "de": "Jeder hat das Recht auf Meinungsfreiheit und freie Meinungsäußerung.",
    "el": "Καθένας έχει το δικαίωμα της ελευθερίας της γνώμης και της έκφρασης.",
    "en": "Everyone has the right to freedom of opinion and expression.",
    "es": "Todo individuo tiene derecho a la libertad de opinión y de expresión.",
    "et": "Igal inimesel on õigus veendumuste vabadusele ja nende vabale avaldamisele.",
    "fi": "Jokaisella on oikeus mielipiteen- ja sananvapauteen ilman rajoituksia.",
    "fr": "Tout individu a droit à la liberté d'opinion et d'expression.",
    "ga": "Tá ag gach uile dhuine an ceart chun saoirse tuairime agus urlabhra.",
    "hu": "Minden személynek joga van a vélemény és a kifejezés szabadságához.",
    "it": "Ogni individuo ha diritto alla libertà di opinione e di espressione.",
    "lt": "Kiekvienas turi teisę į įsitikinimų laisvę ir į laisvę juos reikšti.",
    "lv": "Katram cilvēkam ir tiesības uz uzskatu brīvību un tiesības brīvi paust savus uzskatus.",
    "mt": "Kull bniedem għandu l-jedd għal-libertà ta' fehma u espressjoni.",
    "nl": "Een ieder heeft recht op vrijheid van mening en meningsuiting.",
    "pl": "Każdy człowiek ma prawo do wolności poglądów i do ich swobodnego wyrażania.",
    "pt": "Todo o indivíduo tem direito à liberdade de opinião e de expressão.",
    "ro": "Orice om are dreptul la libertatea opiniilor și exprimării.",
    "sk": "Každý má právo na slobodu presvedčenia a prejavu a toto právo nemožno obmedzovať.",
    "sl": "Vsakdo ima pravico do svobode mišljenja in izražanja brez vmešavanja.",
    "sv": "Envar har rätt till åsiktsfrihet och yttrandefrihet utan ingripanden.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough(code):
    assert detect_language(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "ok", "42 %", "https://x.eu", "👍👍👍", "a" * 19])
def test_too_little_is_not_guessed(text):
    assert detect_language(text, fallback="mt") == "mt"


@pytest.mark.django_db
def test_postgresql_knows_every_configuration():
    with connection.cursor() as cursor:
        for name in all_search_configurations():
            cursor.execute("SELECT to_tsvector(%s::regconfig, 'word')", [name])
    assert {search_configuration(code) for code in CONTENT_LANGUAGES} == set(all_search_configurations())


def test_names():
    assert language_name("fr") == "français"
    assert language_name("xx") == "xx"
