"""What can be asked about who works at this screen."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign in on this connection. Whoever had signed in before is signed out, also when this fails. ``pin`` is never logged."""

    staff_no: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with the session of this token on a new connection."""

    session: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody touched the screen: its session does not lock yet. A screen says so every few seconds at most."""


@dataclass(frozen=True, slots=True)
class SignOut:
    """End the session of this connection, or lock the screen: both ask for the PIN again."""
