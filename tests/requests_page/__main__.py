"""``make requests-page`` writes the page."""

from tests.requests_page.page import PAGE, page

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
