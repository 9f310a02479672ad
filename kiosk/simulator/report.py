"""What a played script led to, for people and for programs."""

from typing import Any

from kiosk.desk.figures.figures import as_json
from kiosk.desk.figures.table import figures_table
from kiosk.simulator.playing import Happened, Played


def played_as_json(played: Played) -> dict[str, Any]:
    """``happened`` in order, ``figures`` of the last business day, ``days`` of every one."""
    days = [as_json(day) for day in played.days]
    happened = [{"at": each.at.isoformat(timespec="milliseconds"), "what": each.what, "data": each.data} for each in played.happened]
    return {"happened": happened, "figures": days[-1], "days": days}


def played_as_text(played: Played) -> str:
    """One line each, then the figures."""
    lines = [f"{each.at:%Y-%m-%d %H:%M:%S}  {each.what:<22}{_facts(each)}".rstrip() for each in played.happened]
    return "\n".join(lines) + "\n\n" + "\n".join(figures_table(day) for day in played.days)


def _facts(happened: Happened) -> str:
    return " ".join(f"{name}={value}" for name, value in happened.data.items() if value is not None)
