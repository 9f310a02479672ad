"""The colours and sizes of every screen, by rules: the same layout holds on both panels and with larger type."""

from dataclasses import dataclass

Colour = tuple[float, float, float, float]


def colour(code: str, alpha: float = 1.0) -> Colour:
    """``#127A57`` as red, green, blue and alpha from 0 to 1."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue, alpha


INK = colour("#0F1720")
INK_2 = colour("#18232F")
INK_LINE = colour("#2B3846")
PAPER = colour("#F5F3EE")
CARD = colour("#FFFFFF")
LINE = colour("#DAD6CD")
TEXT = colour("#18212B")
MUTE = colour("#5B6570")
MUTE_ON_INK = colour("#9FB0BF")
WHITE = colour("#FFFFFF")
GO = colour("#127A57")
GO_DEEP = colour("#0E6146")
GO_ON_INK = colour("#35C892")
PALE_ON_GO = colour("#E4F4EC")
WAIT = colour("#F0B03A")
STOP = colour("#B3322A")
PALE_ON_STOP = colour("#FBE9E7")
INFO = colour("#215FB0")
INFO_DEEP = colour("#1A4C8D")
PALE_ON_INFO = colour("#E3EDF9")
NOTHING = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Text of one colour on a ground of another. Text is coloured by pairs only, so that a test can weigh every one."""

    ink: Colour
    ground: Colour

    @property
    def contrast(self) -> float:
        """From 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
        lighter, darker = sorted((luminance(self.ink), luminance(self.ground)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)


def luminance(shade: Colour) -> float:
    """How bright a colour is, from 0 to 1. Source: WCAG 2.2, "relative luminance"."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


ON_INK = Pair(WHITE, INK)
ON_INK_MUTE = Pair(MUTE_ON_INK, INK)
ON_INK_GO = Pair(GO_ON_INK, INK)
ON_INK_WAIT = Pair(WAIT, INK)
ON_PANEL = Pair(WHITE, INK_2)
ON_PANEL_MUTE = Pair(MUTE_ON_INK, INK_2)
ON_PANEL_GO = Pair(GO_ON_INK, INK_2)
ON_PAPER = Pair(TEXT, PAPER)
ON_PAPER_MUTE = Pair(MUTE, PAPER)
ON_CARD = Pair(TEXT, CARD)
ON_CARD_MUTE = Pair(MUTE, CARD)
ON_CARD_GO = Pair(GO, CARD)
ON_CARD_INFO = Pair(INFO, CARD)
ON_TEXT = Pair(WHITE, TEXT)
ON_GO = Pair(WHITE, GO)
ON_GO_PALE = Pair(PALE_ON_GO, GO)
ON_GO_DEEP = Pair(WHITE, GO_DEEP)
ON_WAIT = Pair(INK, WAIT)
ON_STOP = Pair(WHITE, STOP)
ON_STOP_PALE = Pair(PALE_ON_STOP, STOP)
ON_INFO = Pair(WHITE, INFO)
ON_INFO_PALE = Pair(PALE_ON_INFO, INFO)
ON_INFO_DEEP = Pair(WHITE, INFO_DEEP)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    :param size: the size that it should have, in px.
    :param floor: the least that it may shrink to, in px.
    :param pitch: from line to line, in em.
    :param squeeze: it shrinks to this share of its size before it takes one more line.
    """

    size: int
    floor: int
    bold: bool = False
    pitch: float = 1.36
    squeeze: float = 1.0


LEAST = 22
_LARGER = 1.2


@dataclass(frozen=True, slots=True)
class Look:
    """The measures of one panel, in px: 1024 x 600 is the sketch, others follow its proportions.

    :param width: of the members' screen, at least 640.
    :param height: of the members' screen, at least 400.
    :param larger_type: a fifth more for everything that is read; what then finds no room shrinks by itself.
    :raises ValueError: when the panel is too small to be read.
    """

    width: int
    height: int
    larger_type: bool = False

    def __post_init__(self) -> None:
        if self.width < 640 or self.height < 400:
            raise ValueError(f"the screen must have at least 640x400 px, not {self.width}x{self.height}")

    @property
    def unit(self) -> float:
        """One px of the sketch."""
        return min(self.width / 1024, self.height / 600)

    def px(self, sketched: float) -> int:
        """A distance of the sketch, in px of this panel."""
        return round(sketched * self.unit)

    @property
    def margin(self) -> int:
        """Around everything."""
        return self.px(40)

    @property
    def gap(self) -> int:
        """Between touch targets, and the small step between texts."""
        return self.px(12)

    @property
    def touch(self) -> int:
        """Height of what is touched; never under 60."""
        return max(60, round(self._type(64)))

    @property
    def strip(self) -> int:
        """Height of a strip at the foot."""
        return round(self._type(92))

    @property
    def row(self) -> int:
        """Height of a line of a list: it holds two lines of the least type."""
        return round(self._type(50))

    @property
    def radius(self) -> int:
        """Of rounded corners."""
        return self.px(16)

    @property
    def number(self) -> Style:
        """The tag's number."""
        return Style(self._type(196), self.px(96), bold=True, pitch=1.05)

    @property
    def display(self) -> Style:
        """The one large thing at rest."""
        return Style(self._type(76), self.px(48), bold=True, pitch=1.2, squeeze=0.8)

    @property
    def title(self) -> Style:
        """Name, reason."""
        return Style(self._type(70), self.px(30), bold=True, pitch=1.2, squeeze=0.7)

    @property
    def subtitle(self) -> Style:
        """The other language's title, the greeting."""
        return Style(self._type(36), self.px(26), pitch=1.25)

    @property
    def heading(self) -> Style:
        """Figures and lines that stand out within a panel."""
        return Style(self._type(36), self.px(24), bold=True, pitch=1.25, squeeze=0.75)

    @property
    def body(self) -> Style:
        """What to do."""
        return Style(self._type(32), max(LEAST, self.px(24)))

    @property
    def small(self) -> Style:
        """The other language, what is quiet."""
        return Style(self._type(25), LEAST)

    @property
    def strong(self) -> Style:
        """The club's name, what a strip says."""
        return Style(self._type(28), LEAST, bold=True)

    @property
    def day(self) -> Style:
        """The date beside the clock."""
        return Style(self._type(28), LEAST)

    @property
    def soon(self) -> Style:
        """How soon a class is: it stays small, for the room is named beside it."""
        return Style(self.px(22), LEAST)

    @property
    def listed(self) -> Style:
        """A line of a list, or two where one is too short."""
        return Style(self._type(25), LEAST, pitch=1.05)

    @property
    def listed_tag(self) -> Style:
        """The tag in a line of a list."""
        return Style(self._type(25), LEAST, bold=True, pitch=1.05)

    @property
    def quiet(self) -> Style:
        """Captions."""
        return Style(self._type(23), LEAST)

    def _type(self, sketched: float) -> int:
        return round(sketched * self.unit * (_LARGER if self.larger_type else 1.0))
