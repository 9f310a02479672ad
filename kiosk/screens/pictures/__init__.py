"""Pictures of the screens, drawn without a counter."""
