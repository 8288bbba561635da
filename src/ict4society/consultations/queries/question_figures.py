"""The figures of each question of a consultation, by stakeholder group, with intervals."""

from __future__ import annotations

from math import sqrt
from typing import Any

from ict4society.consultations.models import Consultation, Question
from ict4society.consultations.outcome_figures import Row, Z, add, protect, share_interval, withheld
from ict4society.consultations.queries.answer_counts import AnswerCounts, Numbers, answer_counts
from ict4society.consultations.states import CLOSED_KINDS, QuestionKind

Options = list[dict[str, str]]
ALL = "all"


def question_figures(consultation: Consultation) -> list[dict[str, Any]]:
    """Every question in its order; closed ones with the counts of each possible answer in each group."""
    counts = answer_counts(consultation)
    questions = consultation.questions.order_by("position", "pk")
    return [_question(question, counts.get(question.pk, AnswerCounts())) for question in questions]


def _question(question: Question, counts: AnswerCounts) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": question.pk,
        "key": question.key,
        "kind": question.kind,
        "section": question.section,
        "label": question.label,
        "unit": question.unit,
        "n": sum(n for n, _hidden in counts.answered.values()),
    }
    if question.kind not in CLOSED_KINDS:
        return found
    if question.kind == QuestionKind.NUMBER:
        return found | {"numbers": _numbers(counts)}
    options = _options(question, counts)
    items = question.rows if question.kind == QuestionKind.MATRIX else [{"key": "", "label": ""}]
    found["options"] = options
    found["items"] = [
        {"key": item["key"], "label": item["label"], **_item(question, item["key"], options, counts)} for item in items
    ]
    if question.kind == QuestionKind.RANKING:
        found["ranks"] = {
            key: {"mean": place, "n": n} for key, (place, n) in counts.ranks.items() if not _all_withheld(counts)
        }
    return found


def _options(question: Question, counts: AnswerCounts) -> Options:
    """The choices; of a scale its steps. An answer that is no choice any more is still counted, under its key."""
    options: Options = [{"key": str(each["key"]), "label": str(each["label"])} for each in question.options]
    if question.kind == QuestionKind.SCALE:
        ends = {each["key"]: each["label"] for each in options}
        low, high = int(question.minimum or 0), int(question.maximum or 0)
        options = [
            {"key": str(step), "label": f"{step} – {ends[str(step)]}" if str(step) in ends else str(step)}
            for step in range(low, min(high, low + 20) + 1)
        ]
    known = {each["key"] for each in options}
    others = sorted({key for _item, _group, key in counts.cells} - known)
    return options + [{"key": key, "label": key} for key in others]


def _item(question: Question, item: str, options: Options, counts: AnswerCounts) -> dict[str, Any]:
    rows = [
        Row(
            key=group,
            n=n,
            confidential=hidden,
            counts=tuple(counts.cells.get((item, group, each["key"]), (0, 0))[0] for each in options),
        )
        for group, (n, hidden) in sorted(_answered(question, item, counts).items())
    ]
    total = add(rows, ALL)
    nothing = withheld(total)
    return {
        "all": _line(total, shown=not nothing),
        "groups": [] if nothing else [_line(row, shown=bool(row.counts)) for row in protect(rows)],
    }


def _answered(question: Question, item: str, counts: AnswerCounts) -> dict[str, tuple[int, int]]:
    """By group how many answered. Of a matrix each row is a question of its own, and some leave one out."""
    if question.kind != QuestionKind.MATRIX:
        return counts.answered
    found: dict[str, tuple[int, int]] = {}
    for (row, group, _key), (n, hidden) in counts.cells.items():
        if row == item:
            before = found.get(group, (0, 0))
            found[group] = (before[0] + n, before[1] + hidden)
    return found


def _line(row: Row, *, shown: bool) -> dict[str, Any]:
    line: dict[str, Any] = {"group": row.key, "n": row.n}
    if row.members:
        line["members"] = list(row.members)
    if shown:
        line["cells"] = [_cell(count, row.n) for count in row.counts]
    return line


def _cell(count: int, n: int) -> dict[str, Any]:
    low, high = share_interval(count, n)
    return {"count": count, "share": count / n if n else 0.0, "low": low, "high": high}


def _all_withheld(counts: AnswerCounts) -> bool:
    rows = [Row(group, n, hidden) for group, (n, hidden) in counts.answered.items()]
    return withheld(add(rows, ALL))


def _numbers(counts: AnswerCounts) -> dict[str, Any]:
    """Mean with a normal 95 % interval (mean ± z·s/√n, from five numbers), median and quartiles, by group.

    Quartiles cannot be added up: of groups that are taken together only n is given.
    """
    rows = [Row(group, n, hidden, (n,)) for group, (n, hidden) in sorted(counts.answered.items())]
    total = add(rows, ALL)
    nothing = withheld(total)
    groups = [] if nothing else protect(rows)
    return {
        "all": {"group": ALL, "n": total.n, **({} if nothing else _spread(counts.numbers.get(None)))},
        "groups": [
            {"group": row.key, "n": row.n, "members": list(row.members)}
            if row.members
            else {"group": row.key, "n": row.n, **_spread(counts.numbers.get(row.key))}
            for row in groups
        ],
    }


def _spread(numbers: Numbers | None) -> dict[str, Any]:
    if numbers is None:
        return {}
    half = Z * numbers.deviation / sqrt(numbers.n)
    interval = {"low": numbers.mean - half, "high": numbers.mean + half} if numbers.n >= 5 else {}
    q1, median, q3 = numbers.quartiles
    return {"mean": numbers.mean, "median": median, "q1": q1, "q3": q3, **interval}
