"""``kiosk members``: who is a member here, and what their card says."""

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.settings.home import Home

MOST = 200
_NAME = 20


@click.command()
@home_option
@click.option("--find", "text", metavar="TEXT", default="", help="Only those in whose name, card number, phone or UID this stands.")
@click.option("--most", default=MOST, show_default=True, type=click.IntRange(1), help="So many at most.")
@json_option
def members(home: Home, text: str, most: int, as_json: bool) -> None:
    """List members: card number, name, plan, until when, visits left, and whether the card is lost."""
    from kiosk.database.exports import find_members
    from kiosk.database.store import one_moment
    from kiosk.desk.figures.table import width

    home.settings()
    with one_moment(home.database_file) as db:
        found = find_members(db, text.strip(), most + 1)
    listed, more = found[:most], len(found) > most
    if as_json:
        rows = [{**row, "lost": bool(row["lost"])} for row in listed]
        click.echo(json_text({"members": rows, "more": more}))
        return
    for row in listed:
        name = f"{row['name']}{' ' * max(1, _NAME - width(row['name']))}"
        left = "" if row["visits_left"] is None else f"{row['visits_left']} left"
        card = f"{row['uid'] or '-':<16}{'LOST' if row['lost'] else ''}"
        line = f"{row['card_no']:<12}{name}{row['sex']}  {row['plan']:<10}{row['valid_until'] or '-':<12}{left:<10}{card}"
        click.echo(line.rstrip())
    if not listed:
        click.echo("Nobody was found." if text else "There are no members yet; bring them in with: kiosk import members FILE")
    if more:
        click.echo(f"… and more; say a longer --find, or --most above {most}")
