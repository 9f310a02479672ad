"""The ranges of settings."""


def check_range(name: str, value: float, lowest: float, highest: float, unit: str = "") -> None:
    """Check one setting.

    :raises ValueError: when it is out of its range; the text names the setting, the range and the value.
    """
    if not lowest <= value <= highest:
        raise ValueError(f"{name} must be {lowest:g} to {highest:g}{unit and ' '}{unit}, not {value:g}")
