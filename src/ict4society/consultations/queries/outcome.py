"""All figures of the outcome report, as they are stored with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ict4society.consultations.models import Comment, Consultation, Theme
from ict4society.consultations.outcome_figures import LEAST, Row, protect
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.queries.campaigns import campaign_figures
from ict4society.consultations.queries.open_responses import answers_to_answer
from ict4society.consultations.queries.participation import participation
from ict4society.consultations.queries.question_figures import question_figures
from ict4society.consultations.queries.verdicts import OPEN, all_verdicts
from ict4society.consultations.states import ContributionState, Visibility

METHOD = "Wilson score interval, two-sided, 95 %"


def outcome_figures(consultation: Consultation) -> dict[str, Any]:
    """Participation, every question, themes, campaigns and responses: everything that is counted, no words of anyone.

    ``least``: the rule for small groups with confidential answers, see ``outcome_figures.protect``.
    """
    return {
        "computed_at": timezone.now().isoformat(),
        "method": METHOD,
        "least": LEAST,
        "parameters": outcome_settings(consultation.thresholds).to_dict(),
        "participation": participation(consultation),
        "questions": question_figures(consultation),
        "themes": theme_figures(consultation),
        "campaigns": campaign_figures(consultation),
        "responses": response_figures(consultation),
    }


def theme_figures(consultation: Consultation) -> dict[str, list[dict[str, Any]]]:
    """By question key the themes, the most frequent first: how many answers, and by group."""
    counts = Q(
        members__answer__answered=True,
        members__answer__contribution__state=ContributionState.SUBMITTED,
        members__answer__contribution__hidden_at=None,
    )
    hidden = counts & Q(members__answer__contribution__visibility=Visibility.CONFIDENTIAL)
    rows = Theme.objects.filter(question__consultation=consultation).values(
        "pk", "name", "question__key", "members__answer__contribution__group"
    )
    found: dict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for row in rows.annotate(n=Count("members", filter=counts), hidden=Count("members", filter=hidden)).order_by("pk"):
        group = row["members__answer__contribution__group"] or ""
        found[row["question__key"], row["pk"], row["name"]].append(Row(group, row["n"], row["hidden"]))
    themes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (key, pk, name), groups in found.items():
        shown = [{"group": row.key, "n": row.n, "members": list(row.members)} for row in protect(groups) if row.n]
        themes[key].append({"id": pk, "name": name, "n": sum(row.n for row in groups), "groups": shown})
    for each in themes.values():
        each.sort(key=lambda theme: -theme["n"])
    return dict(themes)


def response_figures(consultation: Consultation) -> dict[str, Any]:
    """How many comments and answers came from each group, and what became of them."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    hidden: Counter[str] = Counter()
    comments = Comment.objects.standing().filter(consultation=consultation).order_by()
    answers = answers_to_answer(consultation).order_by()
    rows = list(comments.values_list("group", "response__verdict", "visibility"))
    rows += answers.values_list("contribution__group", "response__verdict", "contribution__visibility")
    for group, verdict, visibility in rows:
        verdicts[group][verdict or OPEN] += 1
        hidden[group] += visibility == Visibility.CONFIDENTIAL
    names = (*Verdict.values, OPEN)
    groups = [
        Row(group, sum(found.values()), hidden[group], tuple(found[name] for name in names))
        for group, found in sorted(verdicts.items())
    ]
    return {
        "verdicts": all_verdicts(consultation),
        "names": list(names),
        "groups": [
            {"group": row.key, "n": row.n, "members": list(row.members), "counts": list(row.counts)}
            for row in protect(groups)
        ],
    }
