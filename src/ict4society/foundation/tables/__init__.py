"""Tables in and out: CSV and XLSX, with nothing in them that a program would run."""

from ict4society.foundation.tables.csv_files import csv_response, read_csv, write_csv
from ict4society.foundation.tables.refused import TableRefused
from ict4society.foundation.tables.shapes import Limits, Sheet, Workbook
from ict4society.foundation.tables.xlsx_read import read_xlsx
from ict4society.foundation.tables.xlsx_write import write_xlsx, xlsx_response

__all__ = [
    "Limits",
    "Sheet",
    "TableRefused",
    "Workbook",
    "csv_response",
    "read_csv",
    "read_xlsx",
    "write_csv",
    "write_xlsx",
    "xlsx_response",
]
