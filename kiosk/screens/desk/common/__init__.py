"""What the screens of every system of the desk say."""
