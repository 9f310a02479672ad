"""Which events of an input device the kernel keeps for one who listens to it."""

import fcntl
import struct
from array import array
from contextlib import suppress

_EV_SYN, _EV_KEY = 0, 1
_SET_MASK = 0x40104593  # EVIOCSMASK, _IOW('E', 0x93, struct input_mask)


def keys_only(fd: int) -> None:
    """Have only keys kept. The kernel has room for 64 events: enough for the keys of a card, not for its scan codes too.

    A kernel that cannot do it keeps everything.
    Source: Linux, include/uapi/linux/input.h, EVIOCSMASK. The codes of EV_SYN are the types of events there.
    """
    kept = array("Q", [1 << _EV_KEY])
    address, words = kept.buffer_info()
    with suppress(OSError):
        fcntl.ioctl(fd, _SET_MASK, struct.pack("=IIQ", _EV_SYN, words * kept.itemsize, address))
