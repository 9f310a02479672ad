"""``make imports-page`` writes the page."""

from tests.imports_page.page import PAGE, page

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
