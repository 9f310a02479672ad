"""The screens about members, cards, tags and visits."""
