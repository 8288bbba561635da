"""Elements with their evidence, placed on the map; dossiers, their versions, and what the recipients did with them."""

from __future__ import annotations

from functools import partial

from ict4society.dossiers.actions.compose import create_dossier, edit_dossier
from ict4society.dossiers.actions.items import add_elements, remark_element
from ict4society.dossiers.actions.principles import assess_principles
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.actions.uptake import report_uptake
from ict4society.dossiers.models import Dossier
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.knowledge_map.models import Element
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.discussions import change_post
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.topics.models import Dimension


def plan_results(timeline: Timeline, community: Community) -> None:
    """The map, the changes of its sources, and the dossiers."""
    file = content.read("elements")
    for entry in file["element"]:
        timeline.plan(entry["days"], partial(_place, community, entry))
    for change in file["changed_source"]:
        timeline.plan(change["days"], partial(_change_source, community, change))
    for entry in content.read("dossiers")["dossier"]:
        timeline.plan(entry["days"], partial(_compose, community, entry))
        for version in entry["version"]:
            timeline.plan(version["days"], partial(_publish, community, entry, version))
        for uptake in entry.get("uptake", ()):
            timeline.plan(uptake["days"], partial(_report, community, entry["key"], uptake))


def _place(community: Community, entry: content.Entry) -> None:
    actor = community.actor(entry["by"])
    element = create_element(
        actor=actor, kind=entry["kind"], title=entry["title"], text=entry["text"], language=entry["language"]
    )
    community.elements[entry["key"]] = element.pk
    for evidence in entry["evidence"]:
        source, exact = _source(community, evidence)
        add_evidence(
            actor=actor,
            element=element,
            source=source,
            exact=exact,
            stance=evidence["stance"],
            note=evidence.get("note", ""),
        )
    for topic, dimension in entry["cells"]:
        place_element(
            actor=actor,
            element=element,
            topic=community.topic(topic),
            dimension=Dimension.objects.get(slug=dimension),
        )
    if not entry.get("draft"):
        publish_element(actor=actor, element=element)


def _source(community: Community, evidence: content.Entry) -> tuple[Ref, str]:
    """A post with the words that are cited, or a whole statement."""
    name = evidence["source"]
    if "#" in name:
        return Ref("discussions.post", community.post(name).pk), evidence["exact"]
    statement = community.statement(name)
    return Ref("deliberation.statement", statement.pk), statement.text


def _change_source(community: Community, change: content.Entry) -> None:
    """The author of a cited post corrects it."""
    thread, number = change["post"].split("#")
    entry = content.threads()[thread]["post"][int(number) - 1]
    before, after = change["replace"]
    text = community.post(change["post"]).text.replace(before, after)
    change_post(community, change["post"], entry, text=text, reason=change["reason"])


def _dossier(community: Community, key: str) -> Dossier:
    return Dossier.objects.get(pk=community.dossiers[key])


def _compose(community: Community, entry: content.Entry) -> None:
    actor = community.actor(entry["by"])
    dossier = create_dossier(
        actor=actor,
        title=entry["title"],
        summary=entry["summary"].strip(),
        recipient=entry["recipient"],
        language=entry["language"],
    )
    community.dossiers[entry["key"]] = dossier.pk
    add_elements(actor=actor, dossier=dossier, elements=_elements(community, entry["elements"]))
    for key, remark in entry.get("remarks", {}).items():
        remark_element(actor=actor, dossier=dossier, element_id=community.elements[key], remark=remark)
    assessments = {principle: (met, text) for principle, (met, text) in entry["principles"].items()}
    assess_principles(actor=actor, dossier=dossier, revision=dossier.revision, assessments=assessments)


def _elements(community: Community, keys: list[str]) -> list[Element]:
    return [Element.objects.get(pk=community.elements[key]) for key in keys]


def _publish(community: Community, entry: content.Entry, version: content.Entry) -> None:
    actor, dossier = community.actor(entry["by"]), _dossier(community, entry["key"])
    add_elements(actor=actor, dossier=dossier, elements=_elements(community, version.get("add", [])))
    if "summary" in version:
        dossier = edit_dossier(
            actor=actor,
            dossier=dossier,
            revision=dossier.revision,
            title=dossier.title,
            summary=version["summary"].strip(),
            recipient=dossier.recipient,
            language=dossier.language,
        )
    publish_dossier(actor=actor, dossier=dossier, note=version["note"])


def _report(community: Community, key: str, entry: content.Entry) -> None:
    version = _dossier(community, key).versions.get(number=entry["version"])
    report_uptake(
        actor=community.actor(entry["by"]),
        version=version,
        recipient=entry["recipient"],
        state=entry["state"],
        text=entry["text"],
        link=entry.get("link", ""),
    )
