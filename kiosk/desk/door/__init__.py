"""The door, as staff ask about it: who is inside, cards, tags, visits."""
