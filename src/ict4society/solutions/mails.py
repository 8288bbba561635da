"""Who is told of what about solutions."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.solutions.events import SolutionPublished, SolutionUsed, SolutionWithdrawn
from ict4society.solutions.models import Solution, SolutionUse
from ict4society.solutions.queries import people_of


def _solution(solution_id: int) -> Solution:
    return Solution.objects.select_related("topic", "on_behalf_of").get(pk=solution_id)


@notice(SolutionPublished)
def publication_told(record: EventRecord, event: SolutionPublished) -> Notice:
    """Whoever follows one of its topics."""
    solution = _solution(event.solution_id)
    text = format_lazy(
        _("{name} describes a solution: “{title}”"), name=str(solution.on_behalf_of), title=solution.name
    )
    topics = [solution.topic_id, *([solution.second_topic_id] if solution.second_topic_id else [])]
    return Notice(
        recipients=[],
        text=text,
        subject=Ref("solutions.solution", solution.pk),
        body=solution.summary,
        followers_of=tuple(Ref("topics.topic", pk) for pk in topics),
    )


@notice(SolutionUsed)
def use_told(record: EventRecord, event: SolutionUsed) -> Notice:
    """The provider's people who described it, and who follows it."""
    solution = _solution(event.solution_id)
    use = SolutionUse.objects.select_related("on_behalf_of").get(pk=event.use_id)
    ref = Ref("solutions.solution", solution.pk)
    text = format_lazy(_("{name} says how they use “{title}”"), name=str(use.on_behalf_of), title=solution.name)
    return Notice(
        recipients=people_of(solution), text=text, subject=ref, body=use.text, followers_of=(ref,), muted_by=(ref,)
    )


@notice(SolutionWithdrawn)
def withdrawal_told(record: EventRecord, event: SolutionWithdrawn) -> Notice | None:
    """Users and followers; nobody when it was a draft."""
    if not event.was_public:
        return None
    solution = _solution(event.solution_id)
    ref = Ref("solutions.solution", solution.pk)
    users = solution.uses.filter(hidden_at=None).values_list("author_id", flat=True)
    text = format_lazy(_("The solution “{title}” was withdrawn by its provider"), title=solution.name)
    return Notice(
        recipients=sorted(set(users)), text=text, subject=ref, body=event.reason, followers_of=(ref,), muted_by=(ref,)
    )
