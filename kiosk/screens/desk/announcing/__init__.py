"""The screens about announcements and music."""
