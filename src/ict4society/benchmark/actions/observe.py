"""Read what a snapshot is computed from: who is in which group, and who reported what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Q

from ict4society.benchmark.arrays import code_of, fetch_rows
from ict4society.benchmark.groups import region_of, sector_of, size_of
from ict4society.benchmark.parameters import Parameters
from ict4society.organisations.models import Organisation
from ict4society.reporting.queries import effective_values
from ict4society.reporting.states import ASSURANCE_ORDER, WITH_VALUE, ValueState, ValueType

MEASURED = (ValueType.DECIMAL, ValueType.INTEGER, ValueType.PERCENT, ValueType.MONEY)
"""What has a distribution. Texts, choices and years have none; of yes and no the median says nothing."""
_ORDER = [str(level) for level in ASSURANCE_ORDER]
_ABSENT = -1


@dataclass(frozen=True)
class Members:
    """The organisations, ascending by id, and the code of the narrowest group of each."""

    organisations: Any
    codes: Any

    def __len__(self) -> int:
        return len(self.organisations)


@dataclass(frozen=True)
class Observed:
    """The values of one indicator; ``member`` counts from 0 in ``Members``. ``absent``: to whom it does not apply."""

    member: Any
    year: Any
    value: Any
    estimated: Any
    assurance: Any
    absent_member: Any
    absent_year: Any


def find_members(parameters: Parameters) -> Members:
    """Every enterprise with its peer group.

    Verified ones, and those that a published collection lists: nobody can invent competitors to move a median.
    """
    rows = Organisation.objects.filter(group="enterprise", hidden_at=None)
    if parameters.verified_only:
        rows = rows.exclude(verified_at=None, founded_by_id__isnull=False)
    codes: dict[int, list[tuple[str, str]]] = {}
    named = rows.filter(nace_codes__isnull=False).values_list("pk", "nace_codes__revision", "nace_codes__code")
    for organisation, revision, code in named:
        codes.setdefault(organisation, []).append((revision, code))
    found = [
        (pk, code_of(region_of(country), sector_of(codes.get(pk, ())), size_of(size_class)))
        for pk, country, size_class in rows.order_by("pk").values_list("pk", "country", "size_class")
    ]
    pairs = np.array(found, dtype=np.int64).reshape(len(found), 2)
    return Members(pairs[:, 0].copy(), pairs[:, 1].astype(np.int32))


def observe(indicator_id: int, members: Members) -> Observed:
    """What the members reported of an indicator, of all years: one index scan."""
    wanted = Q(state__in=WITH_VALUE, value__isnull=False) | Q(state=ValueState.NOT_APPLICABLE)
    fields = ("organisation_id", "year", "state", "value", "assurance")
    rows = effective_values([indicator_id]).filter(wanted).order_by().values(*fields)
    source, arguments = rows.query.sql_with_params()
    sql = f"""
        SELECT organisation_id, year, coalesce(value, 0)::float8 AS value, (CASE WHEN state = %s THEN {_ABSENT}
            ELSE 2 * array_position(%s::text[], assurance::text) - 2 + (state = %s)::int END)::int2 AS kind
        FROM ({source}) AS found
    """  # noqa: S608 — composed of our own texts; every value is an argument
    columns = {"organisation_id": "i8", "year": "i2", "value": "f8", "kind": "i2"}
    found = fetch_rows(sql, [ValueState.NOT_APPLICABLE, _ORDER, ValueState.ESTIMATED, *arguments], columns)
    if len(members):
        place = np.searchsorted(members.organisations, found["organisation_id"]).clip(max=len(members) - 1)
        inside = members.organisations[place] == found["organisation_id"]
    else:
        place, inside = np.zeros(len(found), np.int64), np.zeros(len(found), bool)
    absent, valued = inside & (found["kind"] == _ABSENT), inside & (found["kind"] != _ABSENT)
    kind = found["kind"][valued]
    return Observed(
        member=place[valued].astype(np.int32),
        year=found["year"][valued].astype(np.int32),
        value=found["value"][valued],
        estimated=kind % 2,
        assurance=kind // 2,
        absent_member=place[absent],
        absent_year=found["year"][absent].astype(np.int64),
    )
