"""The screens about the classes of a day."""
