"""Named reads of solutions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from ict4society.foundation.database.prepared import Ids
from ict4society.organisations.models import NaceCode
from ict4society.organisations.nace import covers, lineage
from ict4society.organisations.queries import nace_named
from ict4society.organisations.standing import organisation_ids
from ict4society.organisations.states import NaceSection
from ict4society.solutions.models import Solution, SolutionRevision, SolutionUse
from ict4society.solutions.policies import solutions_visible_to
from ict4society.solutions.states import LISTS, MOST_COMPARED, SINGLE, SolutionState

WITH_VOICES = ("topic", "second_topic", "author", "on_behalf_of")
FACETS = ("topic", *LISTS, *SINGLE)
_COLUMNS = ("topic__slug", "topic__parent__slug", "second_topic__slug", "second_topic__parent__slug")


def solutions(user: Any) -> QuerySet[Solution]:
    """What is published and not hidden, by name: nobody can pay for a place."""
    rows = solutions_visible_to(user).filter(state=SolutionState.PUBLISHED, hidden_at=None)
    return rows.select_related(*WITH_VOICES).order_by("name", "pk")


def solutions_for(
    user: Any,
    *,
    topics: Ids | None = None,
    functions: Collection[str] | None = None,
    organisations: Ids | None = None,
) -> QuerySet[Solution]:
    """Published solutions on any of these topics, with any of these functions, used by any of these organisations.

    For the gaps of a benchmark: ids, or a queryset or an expression of ids. None does not narrow. By name.
    """
    rows = solutions(user)
    if topics is not None:
        rows = rows.filter(Q(topic_id__in=topics) | Q(second_topic_id__in=topics))
    if functions is not None:
        rows = rows.filter(functions__overlap=list(functions))
    if organisations is not None:
        uses = SolutionUse.objects.filter(on_behalf_of_id__in=organisations, hidden_at=None)
        rows = rows.filter(pk__in=uses.values("solution_id"))
    return rows


def faceted(user: Any, wanted: dict[str, str]) -> tuple[list[int], dict[str, Counter[str]]]:
    """Ids of the solutions that fit, by name, and for every facet how many each value would leave.

    A value of a facet counts what fits all the other facets. One query. Sectors are counted by section:
    what is for a division, group or class is for its section. A wanted code finds what lies in it, and what it lies in;
    a solution without sectors is for all of them.
    """
    found: list[int] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    columns = (*_COLUMNS, *LISTS, *SINGLE)
    wanted_sector = wanted.get("sectors", "")
    for pk, *row in solutions(user).values_list("pk", *columns):
        values = [{slug for slug in row[:4] if slug}]
        values += [set(value) if isinstance(value, list) else {value} for value in row[4:]]
        by_name = dict(zip(FACETS, values, strict=True))
        by_name["sectors"] = _sections(by_name["sectors"], wanted_sector)
        missed = [name for name, value in wanted.items() if value not in by_name[name]]
        if not missed:
            found.append(pk)
        for name in FACETS:
            if not missed or missed == [name]:
                counts[name].update(by_name[name])
    return found, counts


def _sections(codes: set[str], wanted: str) -> set[str]:
    """The sections for which something with these codes is, and the wanted code if it is for that; none is for all."""
    if not codes:
        return {*NaceSection.values, wanted}
    found = {lineage(code)[-1] for code in codes}
    return found | {wanted} if covers(codes, wanted) else found


def sectors_of(found: Iterable[Solution]) -> dict[int, list[NaceCode]]:
    """The sectors of each of these, in the order of the codes; empty where it is for all. One query."""
    solutions = list(found)
    known = nace_named(code for each in solutions for code in each.sectors)
    return {each.pk: [known[code] for code in sorted(each.sectors) if code in known] for each in solutions}


def with_counts(ids: list[int]) -> list[Solution]:
    """These solutions in this order, each with the number of organisations that say they use it (``users``)."""
    rows = Solution.objects.filter(pk__in=ids).select_related(*WITH_VOICES)
    by_id = {each.pk: each for each in rows.annotate(users=Count("uses", filter=Q(uses__hidden_at=None)))}
    return [by_id[pk] for pk in ids if pk in by_id]


def compared(user: Any, ids: Iterable[int]) -> list[Solution]:
    """Up to four published solutions in the order in which they were asked for, each with its ``users``."""
    wanted = list(dict.fromkeys(ids))
    visible = set(solutions(user).filter(pk__in=wanted).values_list("pk", flat=True))
    return with_counts([pk for pk in wanted if pk in visible][:MOST_COMPARED])


def drafts_of(user: Any) -> QuerySet[Solution]:
    """What the reader's organisations have not published."""
    own = organisation_ids(user)
    if not own:
        return Solution.objects.none()
    states = (SolutionState.DRAFT, SolutionState.WITHDRAWN)
    return Solution.objects.filter(state__in=states, on_behalf_of_id__in=own).select_related("on_behalf_of")


def revisions_of(solution: Solution) -> list[SolutionRevision]:
    """Everything that was said of it since it was published, newest first."""
    return list(solution.revisions.order_by("-number"))


def people_of(solution: Solution) -> list[int]:
    """Ids of those who described it: its author, and who edited it."""
    editors = solution.revisions.filter(edited_by__isnull=False).values_list("edited_by_id", flat=True)
    return sorted({solution.author_id, *(pk for pk in editors if pk)})
