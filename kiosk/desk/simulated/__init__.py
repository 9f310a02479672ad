"""The simulated door: what can be asked of it."""
