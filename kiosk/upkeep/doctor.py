"""``kiosk doctor``: what is connected, what is wrong, and what to do, in plain words."""

from collections.abc import Iterator

from kiosk.errors import KioskError, SettingsError
from kiosk.settings.home import Home
from kiosk.upkeep.database import examine_database
from kiosk.upkeep.devices import examine_devices
from kiosk.upkeep.findings import Finding, Health
from kiosk.upkeep.machine import examine_disk, examine_font, examine_sound, examine_time
from kiosk.upkeep.running import examine_counter


def examine(home: Home) -> Iterator[Finding]:
    """Look at everything, one finding after the other. Changes nothing and takes hold of no device."""
    try:
        settings = home.settings()
        home.plans()
        home.roles()
    except SettingsError as error:
        for mistake in error.mistakes:
            yield Finding("settings", Health.BAD, mistake)
        return
    except KioskError as error:
        yield Finding("home", Health.BAD, str(error))
        return
    yield Finding("settings", Health.WELL, f"{home.settings_file} holds no mistake")
    yield examine_database(home.database_file)
    yield examine_disk(home.path)
    yield from examine_counter(home.socket)
    yield from examine_devices(settings)
    yield examine_sound(settings.sound.enabled)
    yield examine_font()
    yield examine_time()
