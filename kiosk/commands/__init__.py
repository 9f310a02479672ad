"""The command line, and one file a command. What only one command needs, and loads slowly, it imports when it runs."""
