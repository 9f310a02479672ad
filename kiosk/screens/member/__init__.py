"""What members see: one screen a face of the view."""
