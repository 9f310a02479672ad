"""The desk's screens, a folder a system, with what each of them says in both languages."""
