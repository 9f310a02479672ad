"""People and scripts for simulated hardware."""
