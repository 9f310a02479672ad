from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.desk.imports.calendars.importing import Bring
from tests.desk.imports.importing import Importer


@pytest.fixture
def importer(db: Database, tmp_path: Path) -> Importer:
    return Importer(db, tmp_path)


@pytest.fixture
def bring(db: Database, tmp_path: Path) -> Bring:
    return Bring(db, tmp_path)
