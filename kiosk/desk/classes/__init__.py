"""Classes: the timetable, the programme of a day, and what staff change in it."""
