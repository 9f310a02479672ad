"""What is said about simulated hardware."""
