"""docs/imports.md against the code from which it is made."""

from tests.imports_page.page import PAGE, page


def test_the_page_tells_the_columns_that_the_code_reads() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/imports.md is not as the code has it; mend it with: make imports-page"
