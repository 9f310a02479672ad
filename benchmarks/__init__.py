"""What the kiosk costs, measured: ``make bench``."""
