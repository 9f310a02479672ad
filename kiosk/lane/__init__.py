"""The turnstile's story: what happened, what to do, and what is seen. Pure."""
