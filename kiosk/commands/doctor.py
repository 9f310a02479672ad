"""``kiosk doctor``: each finding as soon as it is known, then how many are bad."""

import sys

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.settings.home import Home


@click.command()
@home_option
@json_option
def doctor(home: Home, as_json: bool) -> None:
    """What is connected, what is wrong, and what to do about it."""
    from kiosk.upkeep.doctor import examine
    from kiosk.upkeep.findings import Health

    marks = {Health.WELL: "ok  ", Health.CARE: "look", Health.BAD: "BAD "}
    findings = []
    for finding in examine(home):
        findings.append(finding)
        if not as_json:
            click.echo(f"{marks[finding.health]}  {finding.subject:<16}{finding.text}")
    bad = sum(finding.health is Health.BAD for finding in findings)
    if as_json:
        rows = [{"subject": finding.subject, "health": finding.health, "text": finding.text} for finding in findings]
        click.echo(json_text({"ok": not bad, "findings": rows}))
    else:
        click.echo(f"{bad} to mend." if bad else "Nothing to mend.")
    sys.exit(1 if bad else 0)
