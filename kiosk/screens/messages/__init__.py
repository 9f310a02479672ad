"""What the screens say, in each language."""
