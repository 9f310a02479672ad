"""Every SQL statement, as functions named for the question they answer."""
