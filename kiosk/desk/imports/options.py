"""What is asked for beside the file, and what this counter has of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.desk.imports.uids import UidForms


@dataclass(frozen=True, slots=True)
class Options:
    """How a list is read.

    :param clear_empty: whether an empty cell takes away what is stored.
    :param uids: how UIDs that are all digits are read.
    :param plan_names: by plan code, what the plan is called.
    """

    clear_empty: bool = False
    uids: UidForms = UidForms()
    plan_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


AS_USUAL = Options()
