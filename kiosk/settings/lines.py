"""Where each key of a TOML document stands. The standard parser gives values without their lines."""

import re
import tomllib
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The way to a value: keys, and positions from 0 in arrays, such as ``("pcsc", 1, "role")``."""

_TOKEN = re.compile(
    r'''(?P<space>(?:[ \t\r]|\#[^\n]*)+)
      | (?P<newline>\n)
      | (?P<text>"""(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<mark>[][{}=,.])
      | (?P<bare>[^\s\[\]{}=,.#"']+)''',
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and array item of this text, which :mod:`tomllib` has accepted."""
    return _Scanner(_tokens(text)).document()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int
    quoted: bool = False

    def key(self) -> str:
        key: str = tomllib.loads(f"key = {self.text}")["key"] if self.quoted else self.text
        return key


def _tokens(text: str) -> list[_Token]:
    tokens, line = [], 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            tokens.append(_Token(match.group(), line, match.lastgroup == "text"))
        line += match.group().count("\n")
    return tokens


class _Scanner:
    """Walks once through the tokens. ``_last`` is the position of the newest table of each array of tables."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = [*tokens, _Token("\n", tokens[-1].line if tokens else 1)]
        self._next = 0
        self._last: dict[Path, int] = {}
        self._lines: dict[Path, int] = {}

    def document(self) -> dict[Path, int]:
        table: Path = ()
        while self._next < len(self._tokens):
            if self._take("\n"):
                continue
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> Path:
        line = self._tokens[self._next].line
        self._next += 1
        of_array = self._take("[")
        table: Path = ()
        for key in self._dotted():
            table = self._newest((*table, key))
            self._lines.setdefault(table, line)
        if of_array:
            array = table[:-1] if isinstance(table[-1], int) else table
            self._last[array] = self._last.get(array, -1) + 1
            table = (*array, self._last[array])
        self._lines[table] = line
        self._next += 2 if of_array else 1
        return table

    def _newest(self, path: Path) -> Path:
        return (*path, self._last[path]) if path in self._last else path

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._next].line
        path = table
        for key in self._dotted():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._take("=")
        self._value(path)

    def _dotted(self) -> list[str]:
        keys = []
        while True:
            keys.append(self._tokens[self._next].key())
            self._next += 1
            if not self._take("."):
                return keys

    def _value(self, path: Path) -> None:
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            while not self._take("}"):
                self._pair(path)
                self._take(",")
        else:
            while self._peek() not in {",", "]", "}", "\n"}:
                self._next += 1

    def _array(self, path: Path) -> None:
        position = 0
        while not self._take("]"):
            if self._take("\n") or self._take(","):
                continue
            self._lines[*path, position] = self._tokens[self._next].line
            self._value((*path, position))
            position += 1

    def _peek(self) -> str:
        return self._tokens[self._next].text

    def _take(self, text: str) -> bool:
        taken = self._peek() == text
        self._next += taken
        return taken
