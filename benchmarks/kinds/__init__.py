"""The kinds of requests, in the order in which they are measured: those that write come last.

To add one, write a small file beside this one with a ``KIND`` in it, and name it here.
"""

from __future__ import annotations

from benchmarks.kind import Kind
from benchmarks.kinds import (
    agenda,
    consultation_page,
    home,
    live_answers,
    outcome_report,
    paragraph_talk,
    reply,
    rush,
    search,
    thread,
    thread_member,
    topic,
    vote,
)

KINDS: tuple[Kind, ...] = (
    home.KIND,
    agenda.KIND,
    topic.KIND,
    thread.KIND,
    thread_member.KIND,
    search.KIND,
    consultation_page.KIND,
    paragraph_talk.KIND,
    outcome_report.KIND,
    vote.KIND,
    reply.KIND,
    rush.KIND,
    live_answers.KIND,
)
