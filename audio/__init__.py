"""The club's voice: chimes and speech, in a child process that may hang or die."""
