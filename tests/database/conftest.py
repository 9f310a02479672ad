from collections.abc import Iterator

import pytest

from kiosk.database.store import open_database
from tests.database.evening import Evening


@pytest.fixture
def evening() -> Iterator[Evening]:
    db = open_database(":memory:")
    yield Evening(db)
    db.conn.close()
