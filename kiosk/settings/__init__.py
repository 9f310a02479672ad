"""A home and what its files say: settings and plans, their keys, how they are read, and what ships."""
