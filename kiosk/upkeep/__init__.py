"""The technician's work: what is wrong, and what to do about it."""
