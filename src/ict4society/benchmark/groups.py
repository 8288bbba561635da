"""The peer groups: size class × ICT sub-sector × country group. Fixed in code: nobody composes others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ict4society.benchmark.states import Level
from ict4society.organisations.states import SizeClass

EDITION = 1
"""Raised when a definition below changes; a snapshot names the edition by which it was made."""

REGIONS: dict[int, tuple[str, str | Promise, str]] = {
    1: ("north", _("Northern Europe"), "DK EE FI IS LT LV NO SE FO GL AX SJ"),
    2: ("west", _("Western Europe"), "AD AT BE CH DE FR GB IE LI LU MC NL GG IM JE"),
    3: ("south", _("Southern Europe"), "CY ES GI GR EL IT MT PT SM VA"),
    4: ("east", _("Central and Eastern Europe"), "AL BA BG BY CZ HR HU MD ME MK PL RO RS SI SK UA XK"),
    5: ("other", _("Other countries"), ""),
}
"""EuroVoc, microthesaurus 7206 "Europe"; countries elsewhere are together."""

_MAKING = ("26.1", "26.2", "26.3", "26.4")
SECTORS: dict[int, tuple[str, str | Promise, tuple[str, ...], tuple[str, ...]]] = {
    1: ("manufacturing", _("ICT manufacturing"), (*_MAKING, "26.8"), _MAKING),
    2: ("trade", _("ICT wholesale"), ("46.5",), ("46.5",)),
    3: ("software", _("Software publishing"), ("58.2",), ("58.2",)),
    4: ("telecom", _("Telecommunications"), ("61",), ("61",)),
    5: ("services", _("IT services"), ("62",), ("62",)),
    6: ("data", _("Data processing, hosting and platforms"), ("63.1",), ("63.1", "63.91")),
    7: ("repair", _("Repair of ICT equipment"), ("95.1",), ("95.1",)),
    8: ("other", _("Other activities"), (), ()),
}
"""The ICT sector of Eurostat and the OECD (ISIC Rev. 4, 2007), by the beginnings of NACE codes (Rev. 2, Rev. 2.1)."""

SIZES: dict[int, str] = {1: SizeClass.MICRO, 2: SizeClass.SMALL, 3: SizeClass.MEDIUM, 4: SizeClass.LARGE}
OTHER_REGION, OTHER_SECTOR = 5, 8
_REGION_OF = {country: number for number, (_key, _name, codes) in REGIONS.items() for country in codes.split()}
_SIZE_OF = {str(size): number for number, size in SIZES.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """One peer group; 0 stands for all. A size is only given with a sector, a sector only with a region."""

    region: int = 0
    sector: int = 0
    size: int = 0

    def __post_init__(self) -> None:
        nested = (self.region or not self.sector) and (self.sector or not self.size)
        known = self.region in (0, *REGIONS) and self.sector in (0, *SECTORS) and self.size in (0, *SIZES)
        if not (nested and known):
            raise ValueError("no such peer group")

    @property
    def level(self) -> Level:
        return Level(3 - bool(self.region) - bool(self.sector) - bool(self.size))

    @property
    def wider(self) -> Group | None:
        """The next fallback; None of everybody."""
        if self.size:
            return Group(self.region, self.sector)
        if self.sector:
            return Group(self.region)
        return Group() if self.region else None

    @property
    def ladder(self) -> list[Group]:
        """This group and its fallbacks, the narrowest first."""
        wider = self.wider
        return [self, *(wider.ladder if wider else [])]

    @property
    def key(self) -> str:
        """As it stands in addresses: ``west.services.small``, ``all`` for everybody."""
        parts = [REGIONS[self.region][0]] if self.region else ["all"]
        parts += [SECTORS[self.sector][0]] if self.sector else []
        parts += [str(SIZES[self.size])] if self.size else []
        return ".".join(parts)

    @classmethod
    def parse(cls, key: str) -> Group:
        """The group of a key. Raises ValueError for any other text."""
        for group in all_groups():
            if group.key == key:
                return group
        raise ValueError("no such peer group")

    @property
    def name(self) -> str:
        """In the reader's language."""
        parts = []
        if self.size:
            parts.append(str(SizeClass(SIZES[self.size]).label))
        if self.sector:
            parts.append(str(SECTORS[self.sector][1]))
        parts.append(str(REGIONS[self.region][1]) if self.region else str(_("All enterprises")))
        return " · ".join(parts)


def all_groups() -> list[Group]:
    """Every peer group there is, wide ones before their parts."""
    found = [Group()]
    for region in REGIONS:
        found.append(Group(region))
        for sector in SECTORS:
            found.append(Group(region, sector))
            found += [Group(region, sector, size) for size in SIZES]
    return found


def region_of(country: str) -> int:
    """The country group of an ISO 3166-1 code."""
    return _REGION_OF.get(country, OTHER_REGION)


def size_of(size_class: str) -> int:
    """The number of a size class."""
    return _SIZE_OF[size_class]


def sector_of(codes: Iterable[tuple[str, str]]) -> int:
    """The ICT sub-sector of (revision, code) pairs: the one with the most codes, of several the first in order."""
    counted: Counter[int] = Counter()
    for revision, code in codes:
        for number, (_key, _name, second, later) in SECTORS.items():
            if code.startswith(second if revision == "2" else later):
                counted[number] += 1
    return min(counted, key=lambda number: (-counted[number], number)) if counted else OTHER_SECTOR
