"""The screens about the nightly figures."""
