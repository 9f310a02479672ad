"""What is said about imports into a counter that runs."""
