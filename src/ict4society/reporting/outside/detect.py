"""Which of the known collections a file or folder is."""

from __future__ import annotations

import csv
from pathlib import Path

from ict4society.reporting.outside import gender_pay_gap, rdr, sweden, tech_ghg
from ict4society.reporting.outside.shapes import Collection, NotReadable

KNOWN = (
    "known are: a CSV file of the UK gender pay gap service, a folder of Ranking Digital Rights, a folder of "
    "Klimatkollen, and the CSV file of Klaaßen and Stoll on technology companies"
)


def read_collection(path: Path) -> Collection:
    """Read it. Raises NotReadable with a sentence."""
    if path.is_dir():
        if (path / rdr.SCORES).exists():
            return rdr.read_rdr(path)
        if (path / sweden.YEARS).exists() and (path / sweden.COMPANIES).exists():
            return sweden.read_sweden(path)
        files = sorted(path.glob("*.csv"))
        if len(files) == 1:
            return read_collection(files[0])
        raise NotReadable(f"{path} holds no collection that is known; {KNOWN}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = set(next(csv.reader(file), []))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotReadable(f"{path} cannot be read: {error}.") from error
    try:
        if head >= gender_pay_gap.COLUMNS:
            return gender_pay_gap.read_gender_pay_gap(path)
        if head >= tech_ghg.COLUMNS:
            return tech_ghg.read_tech_ghg(path)
    except (ValueError, KeyError) as error:
        raise NotReadable(f"{path} has a line that is not as it should be: {error}.") from error
    raise NotReadable(f"{path} is no collection that is known; {KNOWN}.")
