"""The demonstration: an invented club."""
