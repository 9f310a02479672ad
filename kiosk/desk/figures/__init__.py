"""The nightly figures, and the table that shows them."""
