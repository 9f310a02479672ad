"""The screens of signing in and out."""
