"""The session of whoever has signed in at this screen: it goes along to each new connection."""

from kiosk.desk.staff.requests import Resume, SignIn, SignOut
from kiosk.wire.messages import Reply


class KeptSession:
    """Follows what is asked about sessions, and how it was answered."""

    def __init__(self) -> None:
        self._token: str | None = None

    def heard(self, request: object, reply: Reply) -> None:
        """A request was answered by the counter."""
        match request:
            case SignIn() | Resume() if reply.ok:
                self._token = reply.value["session"]
            case SignIn() | Resume() | SignOut():
                self._token = None

    def resume(self) -> Resume | None:
        """What a new connection asks first; none where nobody has signed in."""
        return Resume(self._token) if self._token else None
