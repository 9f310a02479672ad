"""Calendars as other programs export them: read, unrolled into classes, and checked."""
