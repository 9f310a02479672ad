"""Imports of CSV files, and of classes from calendars."""
