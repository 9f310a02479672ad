"""Staff sign-in."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.staff import work
from kiosk.desk.staff.requests import Resume, SignIn, SignOut, Touched

SYSTEM = System(
    "staff",
    (
        Asked(SignIn, By.ANYBODY, work.sign_in, refuses=("wrong_pin", "locked"), repeatable=True, beside=True),
        Asked(Resume, By.ANYBODY, work.resume, refuses=("session_over",), repeatable=True, beside=True),
        Asked(Touched, By.ANYBODY, work.touched, repeatable=True, beside=True, touches=True),
        Asked(SignOut, By.ANYBODY, work.sign_out, repeatable=True, beside=True),
    ),
)
