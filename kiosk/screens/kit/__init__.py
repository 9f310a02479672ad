"""What every screen is drawn with: the theme, type, shapes, buttons, and how a layout is loaded."""
