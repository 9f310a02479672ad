"""The session of whoever has signed in at this screen: it goes along to each new connection."""

from kiosk.desk.staff.requests import Resume, SignIn, SignOut
from kiosk.wire.messages import Reply


class KeptSession:
    """Follows what is asked about sessions, and how it was answered. What is in doubt is no session."""

    def __init__(self) -> None:
        self._token: str | None = None
        self._latest: object = None

    def asked(self, request: object) -> None:
        """Somebody signs in or out: whoever had signed in before has not any more, whatever the counter answers, or when."""
        if isinstance(request, SignIn | SignOut):
            self._latest, self._token = request, None

    def answered(self, request: object, reply: Reply) -> None:
        """The counter answered. An answer to what was asked before the latest is of no interest any more."""
        if request is self._latest and isinstance(request, SignIn):
            token = reply.value.get("session") if reply.ok and isinstance(reply.value, dict) else None
            self._token = token if isinstance(token, str) else None
        elif isinstance(request, Resume) and not reply.ok:
            self._token = None

    def in_doubt(self, request: object) -> bool:
        """Whether a request without an answer leaves open who has signed in on this connection: then it must not be used any more."""
        return isinstance(request, SignIn | SignOut | Resume)

    def resume(self) -> Resume | None:
        """What a new connection asks first; none where nobody has signed in."""
        return Resume(self._token) if self._token else None
