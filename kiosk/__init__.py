"""The check-in counter of a fitness club."""
