"""``kiosk announce``: which of its requests is meant, who asks it, and how the answer is told."""

import json
import os
from pathlib import Path

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.settings.home import Home


@click.command()
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
    from kiosk.commands import announcing
    from kiosk.wire.asking import counter_runs

    if [listing, text is not None, voices_, request is not None].count(True) != 1 or ((file or zones) and text is None):
        raise click.UsageError("say one of --list, --say TEXT, --voices and --ask JSON; --zone and --render FILE go with --say")
    if listing:
        day = announcing.listed(home)
        click.echo(json_text(day) if as_json else "\n".join(announcing.listed_as_text(day)))
    elif voices_:
        voices = announcing.voices(home)
        click.echo(json.dumps(voices) if as_json else "\n".join(f"{language}  {voice}" for language, voice in voices.items()))
    elif request is not None:
        value = announcing.ask_counter(home, request, *_signed_in(staff_no))
        click.echo("done" if value is None and not as_json else json_text(value))
    elif file is not None:
        announcing.render(home, text or "", file)
        click.echo(json.dumps({"file": str(file)}) if as_json else f"{file} is written")
    else:
        sign_in = _signed_in(staff_no) if counter_runs(home.socket) else None
        number = announcing.say(home, text or "", zones, sign_in)
        said = "said" if number is None else f"announcement {number} is in the queue"
        click.echo(json.dumps({"announcement": number}) if as_json else said)
        if remark := announcing.quiet_hours_now(home):
            click.echo(remark, err=True)


def _signed_in(staff_no: str | None) -> tuple[str, str]:
    """Number and PIN of whoever asks the running counter."""
    number = staff_no or click.prompt("Staff number", err=True)
    return number, os.environ.get("KIOSK_PIN") or click.prompt("PIN", hide_input=True, err=True)
