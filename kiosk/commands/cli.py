"""The command line: ``kiosk COMMAND``. Exit 0 done, 1 the check or request failed, 2 usage or settings."""

import faulthandler
import json
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from kiosk.commands.business_day import BusinessDay
from kiosk.database.store import one_moment
from kiosk.errors import KioskError, SettingsError
from kiosk.settings.home import DEFAULT_HOME, Home

F = TypeVar("F", bound=Callable[..., Any])

_STDERR = 2


def _to_home(_context: click.Context, _parameter: click.Parameter, path: Path) -> Home:
    return Home(path)


home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KIOSK_HOME",
    default=DEFAULT_HOME,
    show_default=True,
    show_envvar=True,
    callback=_to_home,
    help="Folder of settings, database and photos.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kiosk")
def cli() -> None:
    """The check-in counter of a fitness club."""


@cli.command()
@home_option
@click.option("--demo", is_flag=True, help="Simulated hardware and an invented club of 200 members.")
def init(home: Home, demo: bool) -> None:
    """Make a home: settings, plans, database, key tags. What is there already stays."""
    from kiosk.demo.new_club import init_demo_home
    from kiosk.wiring.new_home import init_home

    fresh = (init_demo_home if demo else init_home)(home, datetime.now(UTC))
    click.echo(f"{home.path} is {'made' if fresh else 'a home already; its settings were left as they are'}")
    if demo:
        click.echo(f"The demo club is in it; cards to try stand in {home.samples_file}")


@cli.command()
@home_option
@click.option("--ahead", type=float, default=0.0, hidden=True, help="Seconds to add to the machine's clock.")
def counter(home: Home, ahead: float) -> None:
    """Run the counter: the hardware, the database, the decisions. Needs no display."""
    from kiosk.commands.counter import run_counter

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    faulthandler.enable(_STDERR)  # a counter that systemd aborts because it hangs says where
    run_counter(home, timedelta(seconds=ahead))


@cli.command()
@home_option
@click.option("--demo-panel", is_flag=True, help="With a panel to play with simulated hardware.")
def screen(home: Home, demo_panel: bool) -> None:
    """Run the touchscreen. May start before the counter, after it, or without it."""
    from kiosk.commands.screen import show_screen

    show_screen(home, demo_panel)


@cli.command()
@home_option
@click.option("--headless", type=click.Path(path_type=Path, file_okay=False), help="Play an evening without a display into DIR.")
@json_option
@click.pass_context
def demo(context: click.Context, home: Home, headless: Path | None, as_json: bool) -> None:
    """Counter and screen on simulated hardware, with the demo club. Makes a home of its own unless one is named."""
    from kiosk.demo.evening import play_evening
    from kiosk.demo.window import run_demo

    named = context.get_parameter_source("home") is not click.core.ParameterSource.DEFAULT
    if headless is None:
        run_demo(home if named else None, click.echo)
        return
    evening = play_evening(home if named else None, headless, _bar_on_terminal)
    click.echo(json.dumps(evening.as_json(), ensure_ascii=False, indent=1) if as_json else evening.as_text())


@cli.command()
@click.argument("script", type=click.File(encoding="utf-8-sig", errors="surrogateescape"))
@home_option
@json_option
def simulate(script: TextIO, home: Home, as_json: bool) -> None:
    """Play SCRIPT (JSON lines; - for standard input) on simulated hardware in virtual time, through the real counter and this home's
    database. Prints what happened and the figures of the day."""
    from kiosk.database.people import staff_numbers
    from kiosk.simulator.playing import play
    from kiosk.simulator.report import played_as_json, played_as_text
    from kiosk.simulator.script import read_script

    settings, plans = home.settings(), home.plans()
    with one_moment(home.database_file) as db:
        staff = staff_numbers(db)
    lines = read_script(script, settings.lane.name, staff)
    with home.owned():
        played = play(home, settings, plans, lines)
    click.echo(json.dumps(played_as_json(played), ensure_ascii=False, indent=1) if as_json else played_as_text(played), nl=as_json)


@cli.command("import")
@click.argument("kind", type=click.Choice(["members", "staff", "classes", "tags"]))
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@json_option
def import_(kind: str, file: Path, home: Home, dry_run: bool, as_json: bool) -> None:
    """Import members, staff, classes or tags from a CSV FILE, classes also from an iCalendar file (.ics): checked whole, then applied
    whole or not at all."""
    from kiosk.commands.importing import import_file
    from kiosk.desk.imports.whole import ImportKind

    with _bar_on_terminal(f"{file.name}") as progress:
        imported = import_file(home, ImportKind(kind), file, dry_run, datetime.now(UTC), progress)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    counts = {"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged}
    if as_json:
        click.echo(json.dumps({"kind": kind, "dry_run": dry_run, **counts, "warnings": list(imported.warnings)}, ensure_ascii=False))
    else:
        would = "would be " if dry_run else ""
        click.echo(f"{kind}: " + ", ".join(f"{count} {would}{word}" for word, count in counts.items()))


@cli.command()
@click.argument("day", default="today", type=BusinessDay())
@home_option
@json_option
def handover(day: Callable[[date], date], home: Home, as_json: bool) -> None:
    """The nightly figures of a business day: DAY is YYYY-MM-DD, today or yesterday, on the club's clock. Today's without it."""
    from kiosk.desk.figures.figures import as_json as plain_figures
    from kiosk.desk.figures.figures import figures
    from kiosk.desk.figures.table import figures_table
    from kiosk.wiring.counter import rules_of

    settings = home.settings()
    now = datetime.now(UTC)
    wanted = day(rules_of(settings, ()).business_day(now))
    with one_moment(home.database_file) as db:
        counted = figures(db, wanted, now, settings.club.zone)
    click.echo(json.dumps(plain_figures(counted), ensure_ascii=False, indent=1) if as_json else figures_table(counted), nl=as_json)


@cli.command()
@home_option
@json_option
def inside(home: Home, as_json: bool) -> None:
    """Who is inside now, members and staff, with their tags and since when. Needs no counter that runs."""
    from kiosk.commands.inside import inside_as_json, inside_table
    from kiosk.database.inside import inside as inside_now

    zone = home.settings().club.zone
    with one_moment(home.database_file) as db:
        people = inside_now(db)
    click.echo(
        json.dumps(inside_as_json(people, zone), ensure_ascii=False, indent=1) if as_json else inside_table(people, zone), nl=as_json
    )


@cli.command()
@home_option
@click.option("--last", default=10, show_default=True, type=click.IntRange(0), help="Begin with so many entries that are there.")
@json_option
def watch(home: Home, last: int, as_json: bool) -> None:
    """Follow the journal and the devices live, until Ctrl-C."""
    from kiosk.commands.watch import follow

    settings = home.settings()
    with suppress(KeyboardInterrupt):
        for line in follow(home, settings.club.zone, last, as_json):
            click.echo(line)


@cli.command()
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
        click.echo(json.dumps({"ok": not bad, "findings": rows}, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{bad} to mend." if bad else "Nothing to mend.")
    sys.exit(1 if bad else 0)


@cli.command()
@home_option
@json_option
def check(home: Home, as_json: bool) -> None:
    """Check settings, plans and roles only; touches no hardware."""
    mistakes = []
    for read in (home.settings, home.plans, home.roles):
        try:
            read()
        except SettingsError as error:
            mistakes += error.mistakes
    if as_json:
        click.echo(json.dumps({"ok": not mistakes, "mistakes": mistakes}, ensure_ascii=False, indent=1))
    else:
        for mistake in mistakes:
            click.echo(mistake, err=True)
        counted = "1 mistake." if len(mistakes) == 1 else f"{len(mistakes)} mistakes."
        click.echo(counted if mistakes else f"{home.settings_file}, {home.plans_file.name} and {home.roles_file.name} hold no mistake.")
    sys.exit(SettingsError.exit_code if mistakes else 0)


@cli.command()
@home_option
@click.option("--list", "listing", is_flag=True, help="Today's calls of classes: said, coming, skipped and why; and what was announced.")
@click.option("--say", "text", metavar="TEXT", help="Say TEXT: through the running counter when its turn comes, else at once.")
@click.option("--zone", "zones", multiple=True, help="Where to say it: desk, bar, changing; may be given again. Everywhere without it.")
@click.option("--render", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write TEXT as a WAV into FILE instead.")
@click.option("--voices", "voices_", is_flag=True, help="The voice of each language.")
@click.option("--ask", "request", metavar="JSON", help='Any request to the running counter: {"do": "music", "zone": "bar", "to": "next"}.')
@click.option(
    "--as", "staff_no", metavar="NUMBER", help="Whose number signs in to the running counter; the PIN is asked for (or KIOSK_PIN)."
)
@json_option
def announce(
    home: Home,
    listing: bool,
    text: str | None,
    zones: tuple[str, ...],
    file: Path | None,
    voices_: bool,
    request: str | None,
    staff_no: str | None,
    as_json: bool,
) -> None:
    """The club's voice: what it said and will say, and words to try."""
    from kiosk.commands import announce as announcing

    if [listing, text is not None, voices_, request is not None].count(True) != 1 or ((file or zones) and text is None):
        raise click.UsageError("say one of --list, --say TEXT, --voices and --ask JSON; --zone and --render FILE go with --say")
    if listing:
        day = announcing.listed(home)
        click.echo(json.dumps(day, ensure_ascii=False, indent=1) if as_json else "\n".join(announcing.listed_as_text(day)))
    elif voices_:
        voices = announcing.voices(home)
        click.echo(json.dumps(voices) if as_json else "\n".join(f"{language}  {voice}" for language, voice in voices.items()))
    elif request is not None:
        value = announcing.ask_counter(home, request, *_signed_in(staff_no))
        click.echo("done" if value is None and not as_json else json.dumps(value, ensure_ascii=False, indent=1))
    elif file is not None:
        announcing.render(home, text or "", file)
        click.echo(json.dumps({"file": str(file)}) if as_json else f"{file} is written")
    else:
        sign_in = _signed_in(staff_no) if announcing.counter_runs(home.socket) else None
        number = announcing.say(home, text or "", zones, sign_in)
        said = "said" if number is None else f"announcement {number} is in the queue"
        click.echo(json.dumps({"announcement": number}) if as_json else said)
        if remark := announcing.quiet_hours_now(home):
            click.echo(remark, err=True)


def _signed_in(staff_no: str | None) -> tuple[str, str]:
    """Number and PIN of whoever asks the running counter."""
    number = staff_no or click.prompt("Staff number", err=True)
    return number, os.environ.get("KIOSK_PIN") or click.prompt("PIN", hide_input=True, err=True)


class _bar_on_terminal:
    """A progress bar that is drawn on a terminal and is silent elsewhere. Used as ``with _bar_on_terminal(label) as progress``."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self._progress

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None or self._bar.length != total or done < self._bar.pos:
            self.__exit__()
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)


def main() -> None:
    """Run the command line; whatever can be told in a sentence is told in a sentence."""
    try:
        cli(standalone_mode=True)
    except KioskError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
