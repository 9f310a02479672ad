"""Programs that stand in for players and synthesisers."""

from pathlib import Path


def program(folder: Path, name: str, script: str) -> Path:
    """Put a shell script there under this name."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path
