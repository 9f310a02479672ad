"""Reads a TOML file into frozen dataclasses and reports every mistake at once, with its line.

A key may be a text, number, yes or no, ``StrEnum``, time, date, one of these or none (written ``""``), a tuple of these, a
dataclass (a section) or a tuple of dataclasses (a section repeated, ``[[name]]``). A range or a check that is written beside it holds
too. A key that the file leaves out keeps its default. An empty text is refused where it is not the default itself.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kiosk.errors import BadValue, SettingsError
from kiosk.settings.limits import did_you_mean
from kiosk.settings.lines import Path as Place
from kiosk.settings.lines import lines_of
from kiosk.settings.values import plain_value, shown

T = TypeVar("T")
Distinct = Mapping[tuple[type, str], str]

_BARE_KEY = r"[\w-]+"
_BAD: Any = object()
"""Stands for a value that was reported as a mistake."""


def read_settings_file(path: Path, kind: type[T], distinct: Distinct | None = None) -> T:
    """Read this file as a ``kind``.

    :param distinct: keys that must not hold the same value twice in one file, by their dataclass and name, with the word for
        what they hold: ``{(OutputPin, "pin"): "GPIO pin", (InputPin, "pin"): "GPIO pin"}``.
    :raises SettingsError: with every mistake, ``FILE:LINE: section.key: what is wrong; what is wanted; did you mean …?``.
    """
    text = _text(path)
    raw = _parsed(path, text)
    reader = _Reader(str(path), lines_of(text), distinct or {})
    value: T = reader.table(kind, raw, ())
    if mistakes := reader.mistakes():
        raise SettingsError(mistakes)
    return value


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SettingsError([f"{path}: there is no such file; wanted the settings, which kiosk init writes"]) from None
    except OSError as error:
        raise SettingsError([f"{path}: cannot be read: {error.strerror}"]) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError([f"{path}:{line}: is not UTF-8; wanted a text file saved as UTF-8"]) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SettingsError([f"{path}: is no TOML: brackets nested too deeply"]) from None
    except ValueError as error:
        reason = str(error)
        found = re.search(r" \(at line (\d+), column (\d+)\)$", reason)
        if found:
            line, where = found[1], f"{reason[: found.start()]} at column {found[2]}"
        else:
            line, where = str(text.rstrip().count("\n") + 1), reason.replace("(at end of document)", "at the end of the file")
        raise SettingsError([f"{path}:{line}: is no TOML: {where}"]) from None


class _Reader:
    """Reads one document and gathers its mistakes."""

    def __init__(self, file: str, lines: dict[Place, int], distinct: Distinct) -> None:
        self._file = file
        self._lines = lines
        self._distinct = distinct
        self._found: list[tuple[Place, str]] = []
        self._claims: dict[tuple[str, Any], list[Place]] = {}

    def mistakes(self) -> list[str]:
        """Every mistake as one line, in the order of the file."""
        self._report_shared()
        found = sorted(self._found, key=lambda each: self._line(each[0]) or 0)
        return [self._sentence(place, text) for place, text in found]

    def table(self, kind: type, raw: Any, place: Place, default: object = None) -> Any:
        """This section as a ``kind``."""
        if not isinstance(raw, dict):
            return self._mistake(place, f"{shown(raw)} is no section; wanted {_section(place)}")
        hints = get_type_hints(kind, include_extras=True)
        defaults = {field.name: _default_of(field, default) for field in fields(kind)}
        for name in [name for name in raw if name not in defaults]:
            self._unknown(name, raw[name], place, list(defaults))
        values = {}
        for name, value in defaults.items():
            values[name] = self._key(hints[name], raw.get(name, MISSING), (*place, name), value)
            self._claim(kind, name, values[name], (*place, name))
        return self._built(kind, values, defaults, place)

    def _key(self, hint: Any, raw: Any, place: Place, default: Any) -> Any:
        if raw is not MISSING:
            return self._value(hint, raw, place, default)
        if default is MISSING:
            return self._mistake(place, "is missing; it has no default")
        self._claim_inside(default, place)
        return default

    def _value(self, hint: Any, raw: Any, place: Place, default: Any = MISSING) -> Any:
        kind, limits = _unwrapped(hint)
        if raw == "" == default:
            return raw
        if get_origin(kind) in {Union, UnionType}:
            if raw == "":
                return None
            kind = next(each for each in get_args(kind) if each is not NoneType)
            return self._value(kind, raw, place, default)
        if get_origin(kind) is tuple:
            return self._items(get_args(kind)[0], raw, place)
        if is_dataclass(kind):
            return self.table(cast(type, kind), raw, place, None if default is MISSING else default)
        try:
            return plain_value(kind, raw, limits)
        except BadValue as error:
            return self._mistake(place, str(error))

    def _items(self, hint: Any, raw: Any, place: Place) -> Any:
        if not isinstance(raw, list):
            wanted = f"[[{_named(place)}]]" if is_dataclass(_unwrapped(hint)[0]) else "a list in [ ]"
            return self._mistake(place, f"{shown(raw)} is no list; wanted {wanted}")
        items = [self._value(hint, each, (*place, position)) for position, each in enumerate(raw)]
        return _BAD if _BAD in items else tuple(items)

    def _built(self, kind: type, values: dict[str, Any], defaults: dict[str, Any], place: Place) -> Any:
        """The section itself. A key that its own check refuses is reported and takes its default; then the section is tried again.

        A refusal of a key that is reported already is left out.
        """
        wrong = {name for name, value in values.items() if value is _BAD}
        while MISSING not in (values := values | {name: defaults[name] for name in wrong}).values():
            try:
                section = kind(**values)
            except ValueError as error:
                named = [word for word in re.findall(r"\w+", str(error)) if word in values]
                if wrong.isdisjoint(named):
                    self._mistake((*place, *named[:1]), str(error))
                if not set(named[:1]) - wrong:
                    return _BAD
                wrong.add(named[0])
            else:
                return _BAD if wrong else section
        return _BAD

    def _unknown(self, name: str, raw: Any, place: Place, known: list[str]) -> None:
        first = raw[0] if isinstance(raw, list) and raw else raw
        what = "section" if isinstance(first, dict) else "key"
        where = _section(place) if place else "this file"
        self._mistake((*place, name), f"no such {what}; {where} has {', '.join(known)}{did_you_mean(name, known)}")

    def _mistake(self, place: Place, text: str) -> Any:
        self._found.append((place, text))
        return _BAD

    def _claim(self, kind: type, name: str, value: Any, place: Place) -> None:
        if (kind, name) in self._distinct and value is not None and value is not _BAD:
            self._claims.setdefault((self._distinct[kind, name], value), []).append(place)

    def _claim_inside(self, value: Any, place: Place) -> None:
        """What a section that is not in the file holds by default counts too."""
        if isinstance(value, tuple):
            for position, item in enumerate(value):
                self._claim_inside(item, (*place, position))
        elif is_dataclass(value):
            for field in fields(value):
                self._claim(type(value), field.name, getattr(value, field.name), (*place, field.name))
                self._claim_inside(getattr(value, field.name), (*place, field.name))

    def _report_shared(self) -> None:
        for (what, value), places in self._claims.items():
            first, *others = sorted(places, key=lambda place: self._lines.get(place, 0))
            for place in others:
                line = self._lines.get(first)
                has_it = f"{_named(first)} has it {f'in line {line}' if line else 'by default'}"
                self._mistake(place, f"{what} {shown(value)} is used twice; wanted one of its own, {has_it}")

    def _sentence(self, place: Place, text: str) -> str:
        line = self._line(place)
        return ": ".join([f"{self._file}:{line}" if line else self._file, *([_named(place)] if place else []), text])

    def _line(self, place: Place) -> int | None:
        """The line of this key, or of the section that it would stand in."""
        return next((self._lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in self._lines), None)


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type itself and the limits that are written beside it."""
    if get_origin(hint) is Annotated:
        kind, *limits = get_args(hint)
        return kind, tuple(limits)
    return hint, ()


def _default_of(field: Field[Any], default: object) -> Any:
    if default is not None:
        return getattr(default, field.name)
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _named(place: Place) -> str:
    """``pcsc[2].role``: positions count from 1, as people do."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part if re.fullmatch(_BARE_KEY, part) else shown(part)}" for part in place)
    return "".join(parts).removeprefix(".")


def _section(place: Place) -> str:
    name = ".".join(part for part in place if isinstance(part, str))
    return f"[[{name}]]" if place and isinstance(place[-1], int) else f"[{name}]"
