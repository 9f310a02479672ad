"""A child process that is talked to in lines and never waited for."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

CHUNK = 65536


class LineProcess:
    """Starts the command in a process group of its own, in the folder that holds the ``audio`` package.

    :param environment: added to our own.
    :raises OSError: when it cannot be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        child_in, self.input = os.pipe()
        self.output, child_out = os.pipe()
        os.set_blocking(self.input, False)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=child_in,
                stdout=child_out,
                start_new_session=True,
                cwd=Path(__file__).parents[1],
                env={**os.environ, **environment},
            )
        except OSError:
            os.close(self.input)
            os.close(self.output)
            raise
        finally:
            os.close(child_in)
            os.close(child_out)
        self._half_line = b""

    def write(self, data: bytes) -> bytes:
        """Write what the pipe takes now, and return the rest.

        :raises BrokenPipeError: when the child has ended.
        """
        try:
            return data[os.write(self.input, data) :]
        except BlockingIOError:
            return data

    def read(self) -> list[bytes] | None:
        """The lines that have arrived, once ``output`` is readable; none at the end of all output."""
        data = os.read(self.output, CHUNK)
        if not data:
            return None
        *lines, self._half_line = (self._half_line + data).split(b"\n")
        return lines

    def end(self, grace_s: float) -> None:
        """Close its input, give it so long to end, then kill it, and in any case whatever it has started."""
        os.close(self.input)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(grace_s)
        # The group outlives its leader while a player or synthesiser runs: it must not sound into the next child's words.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self.output)
