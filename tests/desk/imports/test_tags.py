"""The import of key tags."""

from kiosk.database.tags import add_pools
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer

TAGS = ImportKind.TAGS


def stack(importer: Importer, pool: str) -> list[tuple[str, str | None]]:
    return importer.db.execute("SELECT tag, uid FROM tags WHERE pool = ? ORDER BY position", (pool,)).fetchall()


def test_new_tags_go_to_the_bottom_of_their_stack_in_the_order_of_the_file(importer: Importer) -> None:
    with importer.db.conn:
        add_pools(importer.db, 2)

    assert importer.tags("tag,uid", "M-009,", "F-007,04a1b2c3", "F-002,04a1b2c4", "F-004,") == Imported(3, 1, 0)
    assert stack(importer, "F") == [("F-001", None), ("F-002", "04A1B2C4"), ("F-007", "04A1B2C3"), ("F-004", None)]
    assert stack(importer, "M") == [("M-001", None), ("M-002", None), ("M-009", None)]


def test_an_empty_uid_keeps_the_stored_one(importer: Importer) -> None:
    importer.tags("tag,uid", "F-001,04A1B2C3")

    assert importer.tags("tag,uid", "F-001,") == Imported(0, 0, 1)
    assert importer.tags("tag", "F-001") == Imported(0, 0, 1)
    assert stack(importer, "F") == [("F-001", "04A1B2C3")]


def test_uids_that_were_swapped_are_put_right_in_one_file(importer: Importer) -> None:
    importer.tags("tag,uid", "F-001,04A1B2C3", "F-002,04A1B2C4")

    assert importer.tags("tag,uid", "F-001,04A1B2C4", "F-002,04A1B2C3") == Imported(0, 2, 0)
    assert stack(importer, "F") == [("F-001", "04A1B2C4"), ("F-002", "04A1B2C3")]


def test_bad_tags_are_told(importer: Importer) -> None:
    importer.members("card_no,name,sex,plan,card_uid", "A1,Anna,F,ten,04A1B2C3")
    importer.tags("tag,uid", "M-001,04A1B2C4")

    assert importer.problems(
        TAGS, "tag,uid", "X-001,", "F-1,", "f-001,", "F-002,04:A1:B2:C3", "F-003,04A1B2C4", "F-004,04A1B2C5", "F-004,04A1B2C5"
    ) == [
        "line 2, tag: “X-001” is no tag's number such as F-001 or M-017",
        "line 3, tag: “F-1” is no tag's number such as F-001 or M-017",
        "line 4, tag: “f-001” is no tag's number such as F-001 or M-017",
        "line 5, uid: 04A1B2C3 belongs to member A1",
        "line 6, uid: 04A1B2C4 belongs to tag M-001",
        "line 8, tag: “F-004” stands in line 7 already",
        "line 8, uid: “04A1B2C5” stands in line 7 already",
    ]
