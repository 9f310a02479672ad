"""How many tests needed a second asking: one line, as ``python -m tests.asked_again FILE...`` prints it.

Each file is what ``pytest --junitxml`` wrote when tests were asked for the first time; what failed in it was asked again. A test that needs
that is mended, so the number is to be 0.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree


def line(files: Sequence[Path]) -> str:
    """Count all of them together."""
    asked: dict[str, bool] = {}
    for file in files:
        if not file.exists():
            return f"asked again: everything, because the tests of {file.stem} were broken off"
        for case in ElementTree.parse(file).iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            failed = case.find("failure") is not None or case.find("error") is not None
            asked[name] = asked.get(name, False) or failed
    again = sorted(name for name, failed in asked.items() if failed)
    return ": ".join([f"asked again: {len(again)} of {len(asked)}", *([", ".join(again)] if again else [])])


if __name__ == "__main__":
    sys.stdout.write(line([Path(name) for name in sys.argv[1:]]) + "\n")
