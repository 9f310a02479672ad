"""A long workbook takes little longer than the same CSV, and little memory."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from kiosk.database.known import BeforeImport
from kiosk.desk.imports.rows import read_rows
from kiosk.desk.imports.whole import ImportKind, check
from tests.desk.imports.importing import PLANS, TODAY
from tests.desk.imports.saving import Table, as_csv, as_workbook

HEADER = ["card_no", "name", "sex", "plan", "card_uid", "valid_until", "phone"]
NOBODY = BeforeImport({}, {}, {}, ())
MOST_TIMES = 3
MOST_MB = 300
_READ = """
import re, sys
from pathlib import Path
from kiosk.desk.imports.rows import read_rows
rows = len(read_rows(Path(sys.argv[1])).rows)
print(rows, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""  # ru_maxrss would count what the program that started this one had in use


def seconds(path: Path) -> float:
    begun = process_time()
    assert len(check(ImportKind.MEMBERS, read_rows(path), NOBODY, TODAY, PLANS).warnings) == 0
    return process_time() - begun


@pytest.mark.slow
def test_twenty_thousand_rows_take_at_most_three_times_as_long_as_the_same_csv(tmp_path: Path) -> None:
    table: Table = [
        HEADER,
        *([f"A{n}", "林雨禾", "F", "ten", f"04{n:012X}", date(2026, 12, n % 31 + 1), 13800000000 + n] for n in range(20_000)),
    ]
    text = tmp_path / "list.csv"
    text.write_text(as_csv(table), encoding="utf-8")
    book = as_workbook(tmp_path / "list.xlsx", {"会员": table}, formats={5: "date"})

    assert seconds(book) < MOST_TIMES * seconds(text)
    ran = subprocess.run([sys.executable, "-c", _READ, str(book)], capture_output=True, text=True, check=True)
    read, used_mb = map(int, ran.stdout.split())
    assert (read, used_mb < MOST_MB) == (20_000, True)
