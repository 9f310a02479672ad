"""The socket: what crosses it, the counter's end, and a program that asks."""
