"""A dossier in one file carries its record in a script element, which no quoted word may end."""

from __future__ import annotations

import json

import pytest
from lxml import html

from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.export import standalone_html
from tests.promises.world import World

HOSTILE = "End </script><script>alert(1)</script> <!-- <script> ]]> </ScRiPt \u2028 &lt;/script>"


@pytest.mark.django_db
def test_no_word_ends_the_record(world: World) -> None:
    boss = world.actor("facilitator")
    dossier = create_dossier(actor=boss, title=f"Hostile {HOSTILE}", summary=HOSTILE, recipient=HOSTILE)
    add_elements(actor=boss, dossier=dossier, elements=[world.made["element"]])
    text = standalone_html(publish_dossier(actor=boss, dossier=dossier))
    root = html.document_fromstring(text)
    [script] = root.xpath("//script")
    assert script.get("type") == "application/ld+json"
    record = json.dumps(json.loads(script.text), ensure_ascii=False)
    assert json.dumps(HOSTILE, ensure_ascii=False)[1:-1] in record
    assert "<!--" not in text
    assert "</script" in text.lower()
    assert text.lower().count("</script") == 1
    assert not root.xpath("//main//script | //*[@onerror]")
