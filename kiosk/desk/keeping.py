"""Keeps what a request with a key came to, in the transaction of its work."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kiosk.database.answered import Answered, answered, keep_answer
from kiosk.database.store import Store, Urgency, Writing
from kiosk.desk.outcome import Outcome
from kiosk.errors import RequestRefused

LONGEST_KEY = 64


class Keeping:
    """One request with its key.

    :param key: a text that its asker never uses for another request; none for a request that is never repeated.
    :param who: asks. A key is of use to whoever used it first, and to nobody else.
    :param plain: turns a reply's value into lists, dictionaries and texts.
    """

    def __init__(self, key: str | None, who: str, request: object, plain: Callable[[Any], Any]) -> None:
        self._key = key
        self._who = who
        self._asked = _mark(key, request) if key else ""
        self._plain = plain
        self._kept: str | None = None

    def before(self, store: Store) -> Outcome | None:
        """What was answered to this request already; none when it is new.

        :raises RequestRefused: when the key is no key, or was used for something else.
        """
        key = self._key
        if key is None:
            return None
        if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
            raise RequestRefused("bad_key", f"a key is a text of 1 to {LONGEST_KEY} letters")
        found = store.read(lambda db: answered(db, key), Urgency.DESK)
        if found is None:
            return None
        if (found.who, found.asked) != (self._who, self._asked):
            raise RequestRefused("key_used", "this key was used for another request; ask again with a new one")
        return Outcome(**json.loads(found.answer))

    def along(self, writing: Writing, value: Any) -> None:
        """Keep that this was done, and its reply, in the transaction that does it."""
        self._keep(writing, Outcome(ok=True, value=self._plain(value)))

    def after(self, store: Store, outcome: Outcome) -> None:
        """Keep the outcome, where that is another than was kept with the work."""
        if self._key is not None and _text(outcome) != self._kept:
            store.write(lambda writing: self._keep(writing, outcome), Urgency.DESK)

    def _keep(self, writing: Writing, outcome: Outcome) -> None:
        if self._key is not None:
            text = _text(outcome)
            keep_answer(writing.db, Answered(self._key, self._who, self._asked, text))
            self._kept = text


def _text(outcome: Outcome) -> str:
    return json.dumps({field.name: getattr(outcome, field.name) for field in fields(outcome)}, ensure_ascii=False, sort_keys=True)


def _mark(key: str, request: object) -> str:
    """Of what is asked, salted with the key. What is secret does not count: its field is not shown."""
    shown = {field.name: repr(getattr(request, field.name)) for field in fields(request) if field.repr}  # type: ignore[arg-type]
    return hashlib.sha256(json.dumps([key, type(request).__name__, shown], ensure_ascii=False).encode()).hexdigest()
