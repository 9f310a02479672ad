"""Those who work here: who signs in."""
