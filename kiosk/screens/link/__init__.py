"""The screen's link to the counter: lines, the pulse, and the counter's time."""
