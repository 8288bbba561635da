"""People write, answer, quote and edit; facilitators summarise and conclude."""

from __future__ import annotations

from functools import partial
from itertools import cycle

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.edit_post import edit_post
from ict4society.discussions.actions.write_summary import write_summary
from ict4society.discussions.addresses import post_address
from ict4society.discussions.models import Post
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline

GAPS = (0.3, 1.4, 0.8, 2.6, 0.5, 1.9, 3.7, 1.1)
"""Days between the posts of a thread; a thread's ``pace`` stretches them."""
A_MOMENT = 0.05


def plan_discussions(timeline: Timeline, community: Community) -> None:
    """Every thread: posts in their order, edits, summaries and conclusions."""
    for key, entry in content.threads().items():
        written = _days_of_posts(entry)
        for number, (day, post) in enumerate(zip(written, entry["post"], strict=True), start=1):
            timeline.plan(day, partial(_write, community, key, post))
            for edit in post.get("edit", ()):
                timeline.plan(day - edit["after"], partial(_edit, community, f"{key}#{number}", edit))
        for summary in entry.get("summary", ()):
            day = written[min(summary["through"], len(written)) - 1] - A_MOMENT
            timeline.plan(day, partial(_summarise, community, key, summary))
        if "conclusion" in entry:
            conclusion = entry["conclusion"]
            timeline.plan(entry["opened"] - conclusion["day"], partial(_conclude, community, key, conclusion))


def days_of_posts() -> dict[str, float]:
    """How many days ago each post was written, by its name ``thread#number``."""
    return {
        f"{key}#{number}": day
        for key, entry in content.threads().items()
        for number, day in enumerate(_days_of_posts(entry), start=1)
    }


def quoted(post: Post, words: str) -> str:
    """The beginning of a post that quotes these words of another, as the composer writes it."""
    speaker = f"{post.author.name}, {post.on_behalf_of.name}" if post.on_behalf_of else post.author.name
    return f"> **{speaker}**, [#{post.number}]({post_address(post.thread_id, post.number)}):\n>\n> {words}\n\n"


def _days_of_posts(entry: content.Entry) -> list[float]:
    days, day, pace = [], float(entry["opened"]), entry.get("pace", 1.0)
    for _post, gap in zip(entry["post"], cycle(GAPS), strict=False):
        day -= gap * pace
        days.append(day)
    return days


def _write(community: Community, key: str, entry: content.Entry) -> None:
    answered = entry.get("reply", entry.get("quotes"))
    parent = community.post(f"{key}#{answered}") if answered else None
    text = entry["text"].strip()
    if parent is not None and "quotes" in entry:
        text = quoted(parent, entry["quoted"]) + text
    add_post(
        actor=community.voice(entry),
        thread=community.thread(key),
        text=text,
        parent=parent,
        language=entry.get("language") or content.threads()[key]["language"],
    )


def _edit(community: Community, name: str, edit: content.Entry) -> None:
    thread, number = name.split("#")
    entry = content.threads()[thread]["post"][int(number) - 1]
    change_post(community, name, entry, text=edit["text"].strip(), reason=edit["reason"])


def change_post(community: Community, name: str, entry: content.Entry, *, text: str, reason: str) -> None:
    """Give a post another text, in the voice in which it was written."""
    post = community.post(name)
    edit_post(actor=community.voice(entry), post=post, revision=post.revision, text=text, reason=reason)


def _summarise(community: Community, key: str, entry: content.Entry) -> None:
    thread = community.thread(key)
    newest = thread.summaries.order_by("-version").first()
    write_summary(
        actor=community.actor(entry["by"]),
        thread=thread,
        text=entry["text"].strip(),
        version=newest.version if newest else 0,
        through_number=entry["through"],
    )


def _conclude(community: Community, key: str, entry: content.Entry) -> None:
    conclude_thread(actor=community.actor(entry["by"]), thread=community.thread(key), text=entry["text"].strip())
