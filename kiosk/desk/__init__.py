"""The work of the front desk: its requests, and what each does in one transaction."""
