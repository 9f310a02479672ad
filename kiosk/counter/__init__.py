"""The shell of the lane: inbox, gather, record, timers, the time, and the signs of life."""
