"""The counter's lines by the names of their settings, and the lab's settings."""

from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.settings.keys import Settings

SENSORS = ("ready", "tray_empty", "low", "empty")


def outputs_of(settings: Settings) -> dict[str, OutputPin]:
    """Every output."""
    turnstile, dispenser, beacon = settings.turnstile, settings.dispenser, settings.beacon
    return {
        "turnstile.entry": turnstile.entry,
        "turnstile.exit": turnstile.exit,
        "dispenser.female.motor": dispenser.female.motor,
        "dispenser.male.motor": dispenser.male.motor,
        "beacon.go": beacon.go,
        "beacon.stop": beacon.stop,
        "beacon.call": beacon.call,
    }


def inputs_of(settings: Settings) -> dict[str, InputPin]:
    """Every input."""
    turnstile, mouths = settings.turnstile, {"female": settings.dispenser.female, "male": settings.dispenser.male}
    return {
        "turnstile.entry_turned": turnstile.entry_turned,
        "turnstile.exit_turned": turnstile.exit_turned,
        "return_slot.full": settings.return_slot.full,
        "inputs.fire_alarm": settings.inputs.fire_alarm,
        "inputs.emergency": settings.inputs.emergency,
        **{f"dispenser.{pool}.{sensor}": getattr(mouth, sensor) for pool, mouth in mouths.items() for sensor in SENSORS},
    }


def lab_settings(**changed: str) -> str:
    """A ``kiosk.toml`` with the default lines and two PC/SC readers; ``section__key`` changes a key.

    The inputs have no pull of the Pi's own: on a gpio-sim line it would overrule the contact that a test holds. Members have
    plenty of time, so that a busy machine is no slow member; a refusal is soon over.
    """
    keys = {
        "club.opens": '"10:00"',
        "club.closes": '"10:00"',
        "lane.refused_s": "1",
        "lane.take_tag_s": "60",
        "lane.walk_s": "60",
        "tags.per_pool": "5",
        "sound.enabled": "false",
        "dispenser.give_s": "0.6",
        "dispenser.pause_s": "0.2",
        "pcsc": '[{ name = "front", match = "Front" }, { name = "slot", match = "Slot", role = "return" }]',
        **{name: contact_as_toml(contact) for name, contact in inputs_of(Settings()).items()},
        **{name.replace("__", "."): value for name, value in changed.items()},
    }
    return "".join(f"{key} = {value}\n" for key, value in keys.items())


def contact_as_toml(contact: InputPin) -> str:
    """A contact as a table of the settings, without a pull."""
    return f'{{ pin = {contact.pin}, pull = "none", active_high = {str(contact.active_high).lower()}, bounce_s = {contact.bounce_s} }}'
