"""The import of the timetable."""

from kiosk.database.classes import ClassRow, all_classes
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer

CLASSES = ImportKind.CLASSES
FULL = "weekday,start,minutes,name,room,coach,from,until"


def test_a_class_is_stored_and_replaced_by_weekday_start_room_name_and_first_day(importer: Importer) -> None:
    importer.staff("staff_no,name,role", "S09,Ben,coach")
    assert importer.classes(FULL, "1,10:30,60,瑜伽,大厅,S09,,", "1,10:30,60,瑜伽,大厅,,2027-01-01,2027-03-31").added == 2

    assert importer.classes(FULL, "1,10:30,75,瑜伽,大厅,,,2026-12-31", "7,10:30,60,瑜伽,大厅,,,") == Imported(1, 1, 0)
    assert all_classes(importer.db) == (
        ClassRow(1, "10:30", 75, "瑜伽", "大厅", "S09", None, "2026-12-31"),
        ClassRow(1, "10:30", 60, "瑜伽", "大厅", None, "2027-01-01", "2027-03-31"),
        ClassRow(7, "10:30", 60, "瑜伽", "大厅"),
    )
    assert importer.classes(FULL, "7,10:30,60,瑜伽,大厅,,,") == Imported(0, 0, 1)


def test_bad_classes_are_told(importer: Importer) -> None:
    assert importer.problems(
        CLASSES,
        FULL,
        "0,10:30,60,A,大厅,,,",
        "8,24:00,0,A,大厅,,,",
        "1,9.30,x,A,大厅,,,",
        "1,10:30,1441,A,大厅,,2026-02-01,2026-01-31",
        "2,10:30,60,A,大厅,,,",
        "2,10:30,45,A,大厅,,,",
    ) == [
        "line 2, weekday: “0” is not between 1 and 7",
        "line 3, weekday: “8” is not between 1 and 7",
        "line 3, start: “24:00” is no time such as 09:30",
        "line 3, minutes: “0” is not between 1 and 1440",
        "line 4, start: “9.30” is no time such as 09:30",
        "line 4, minutes: “x” is no whole number",
        "line 5, minutes: “1441” is not between 1 and 1440",
        "line 5, until: until 2026-01-31 is before from 2026-02-01",
        "line 7: the same class stands in line 6 already",
    ]


def test_an_overlap_in_one_room_is_a_warning_also_with_a_stored_class(importer: Importer) -> None:
    importer.classes(FULL, "1,10:00,60,瑜伽,大厅,,,", "3,10:00,60,瑜伽,大厅,,,")

    imported = importer.classes(
        FULL,
        "1,10:30,60,单车,大厅,,,",  # with the stored one
        "1,11:30,60,搏击,大厅,,,",  # directly after
        "1,10:30,60,搏击,小厅,,,",  # elsewhere
        "2,10:30,60,搏击,大厅,,,",  # another day
        "1,12:00,60,普拉提,大厅,,,2026-12-31",  # with the one at 11:30
        "1,12:00,30,尊巴,大厅,,2027-01-01,",  # after the season of the one before
    )

    assert imported.added == 6
    assert imported.warnings == (
        "weekday 1, 大厅: 10:00 瑜伽 overlaps 10:30 单车",
        "weekday 1, 大厅: 11:30 搏击 overlaps 12:00 尊巴",
        "weekday 1, 大厅: 11:30 搏击 overlaps 12:00 普拉提",
    )


def test_overlaps_among_stored_classes_are_not_told_again(importer: Importer) -> None:
    assert importer.classes(FULL, "1,10:00,60,A,大厅,,,", "1,10:30,60,B,大厅,,,").warnings != ()

    assert importer.classes(FULL, "5,10:00,60,A,大厅,,,").warnings == ()


def test_no_more_than_fifty_overlaps_are_told(importer: Importer) -> None:
    imported = importer.classes(FULL, *(f"1,10:00,60,Class {number},大厅,,," for number in range(20)))

    assert len(imported.warnings) == 50


def test_an_unknown_coach_is_a_warning(importer: Importer) -> None:
    assert importer.classes(FULL, "1,10:00,60,A,大厅,S77,,").warnings == ("coach “S77” is nobody's staff number (line 2)",)
