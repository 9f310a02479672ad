"""Where settings become objects."""
