"""Announcements: which calls are due, whose turn it is, what is said, and in which words."""
