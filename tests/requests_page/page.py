"""Makes ``docs/requests.md`` from the systems of the desk, the shipped roles and the words for the desk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from kiosk.database.answered import KEPT
from kiosk.desk.asked import GROUPS, Asked, By, System
from kiosk.desk.door.requests import ReturnTag
from kiosk.desk.keeping import LONGEST_KEY
from kiosk.desk.roles import Role, Roles
from kiosk.desk.systems import SYSTEMS
from kiosk.lane.words import Language
from kiosk.screens.desk.refusals import COMMON as COMMON_WORDS
from kiosk.screens.desk.refusals import refusal_text
from kiosk.settings.keys import DeskSettings
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file
from kiosk.wire.messages import MAX_FROM_COUNTER, MAX_LINE, Ask, FromCounter, Greeting, Reply, encode
from tests.requests_page.common import COMMON
from tests.requests_page.kinds import default_in_words, in_words, told, told_of_fields

PAGE = Path(__file__).parents[2] / "docs/requests.md"
HEAD = Path(__file__).with_name("head.md")
_NOT_A_ROLE = {
    By.ANYBODY: "anybody, also where nobody has signed in",
    By.PROGRAM: "a program of root's or of the counter's own user",
}


def page(systems: Iterable[System] = SYSTEMS) -> str:
    """The whole page."""
    roles = load_roles(shipped_file("roles.toml"))
    parts = [_head(roles), *(part for system in systems for part in _system(system, roles))]
    return "\n\n".join(parts) + "\n"


def _head(roles: Roles) -> str:
    settings = DeskSettings()
    return Template(HEAD.read_text(encoding="utf-8").strip()).substitute(
        greeting=_line(Greeting()),
        ask=_line(Ask(7, ReturnTag("F-018"), "4f1c9a")),
        done=_line(Reply(7, ok=True)),
        refused=_line(Reply(8, ok=False, error="no_such_tag", text="there is no tag F-918; look at its number and try again, as in F-001")),
        max_line=MAX_LINE // 1024,
        max_from_counter=MAX_FROM_COUNTER // 1024,
        lock_after_s=f"{settings.lock_after_s:g}",
        longest_session_h=f"{settings.longest_session_h:g}",
        longest_key=LONGEST_KEY,
        kept=f"{KEPT:,}",
        roles=_table(("role", "groups and single requests"), ((f"`{role}`", _codes(_granted(roles, role))) for role in Role)),
        common=_table(
            ("code", "means", "the desk reads"), ((f"`{code}`", text, _read(COMMON_WORDS, code)) for code, text in COMMON.items())
        ),
    )


def _system(system: System, roles: Roles) -> Iterator[str]:
    yield f"## {system.name}"
    yield " ".join(told(module) for module in _modules_of(system))
    for asked in system.asks:
        yield from _request(asked, roles)
    codes = dict.fromkeys(code for asked in system.asks for code in asked.refuses)
    if codes:
        yield f"### Refusals of {system.name}"
        yield _table(("code", "the desk reads"), ((f"`{code}`", _read(system.name, code)) for code in codes))


def _request(asked: Asked, roles: Roles) -> Iterator[str]:
    kind, hints, notes = asked.request, get_type_hints(asked.request), told_of_fields(asked.request)
    yield f"### `{asked.name}`"
    yield told(kind)
    lines = [f"- **May ask:** {_who(asked, roles)}.", f"- **Repeated:** {_repeated(asked)}."]
    lines += [f"- **Refused with:** {_codes(asked.refuses) or 'no codes but the common ones'}.", f"- **Reply:** {_reply(asked)}"]
    yield "\n".join(lines)
    rows = [(f"`{each.name}`", _field(each, hints, notes), default_in_words(each)) for each in fields(kind)]
    if rows:
        yield _table(("field", "holds", "when not given"), rows)
    if is_dataclass(shown := _shown(asked.reply)):
        types = get_type_hints(shown)
        yield _table(("of the reply", "holds"), ((f"`{each.name}`", _field(each, types, {})) for each in fields(shown)))


def _who(asked: Asked, roles: Roles) -> str:
    if asked.by not in GROUPS:
        return _NOT_A_ROLE[asked.by]
    allowed = f"the group `{asked.by}` ({', '.join(role for role in Role if roles.allow(role, asked))})"
    return f"{allowed}; while an alarm is on, anybody" if asked.in_alarm else allowed


def _repeated(asked: Asked) -> str:
    return "does no harm and needs no key" if asked.repeatable else "with its key it is done once"


def _field(field: Field[Any], hints: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    parts = [in_words(hints[field.name]), notes.get(field.name, "").rstrip("."), "" if field.repr else "never logged"]
    return "; ".join(part for part in parts if part)


def _reply(asked: Asked) -> str:
    shown = _shown(asked.reply)
    if shown is type(None):
        return "nothing but that it is done."
    if not is_dataclass(shown):
        return told(asked.work)
    return told(shown) if shown is asked.reply else f"a list; each entry: {told(shown)}"


def _shown(reply: Any) -> Any:
    """Of a list, what it is a list of."""
    return get_args(reply)[0] if get_origin(reply) is list else reply


def _granted(roles: Roles, role: Role) -> list[str]:
    groups = [group.value for group in GROUPS]
    return [group for group in groups if group in roles.may[role]] + sorted(roles.may[role] - set(groups))


def _read(system: str, code: str) -> str:
    return refusal_text(system, code, Language.ENGLISH)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _line(message: FromCounter | Ask) -> str:
    return encode(message).decode().rstrip()


def _modules_of(system: System) -> list[ModuleType]:
    """Where the system and its requests are declared."""
    requests = system.asks[0].request.__module__
    return [import_module(f"{requests.rpartition('.')[0]}.system"), import_module(requests)]


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
