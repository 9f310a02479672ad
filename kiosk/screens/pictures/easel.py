"""Draws a view at once and saves what the window shows. Imported only after Kivy has been set up."""

from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.core.image import Image
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels
from kivy.graphics.texture import Texture

from kiosk.screens.kit.theme import Look
from kiosk.screens.link.client import Answered
from kiosk.screens.member.stage import Stage
from kiosk.screens.options import ScreenOptions
from kiosk.screens.program import make_scene
from kiosk.wire.messages import Greeting, Reply, Shown

_SETTLING_FRAMES = 4


class Easel:
    """A stage without a counter."""

    def __init__(self, options: ScreenOptions) -> None:
        self._inside: Reply | None = None
        self.scene = make_scene(options, Look(options.width, options.height, options.larger_type), self._answer)
        self.stage = Stage(self.scene, dim_after_s=0, fades=False)
        EventLoop.ensure_window()
        Window.add_widget(self.stage)
        EventLoop.start()

    def draw(self, shown: Shown | Greeting | None) -> None:
        """Show this view; a greeting for a counter of another version, none for no counter."""
        self._close_list()
        if isinstance(shown, Shown):
            self.stage.show(shown)
        else:
            self.stage.show_connecting(misfit=shown is not None)
        self.settle()

    def draw_list(self, shown: Shown, inside: Reply | None) -> Any:
        """Show this view of an alarm with who is inside over it; returns the screen of the list.

        :param inside: the counter's answer; none while it is awaited.
        """
        self._inside = inside
        self._close_list()
        self.stage.show(shown)
        opened = self.stage.screen.open_list()
        self.settle()
        return opened

    def _close_list(self) -> None:
        if getattr(self.stage.screen, "reading", False):
            self.stage.screen.close_list()

    def _answer(self, _: object, answered: Answered) -> None:
        if self._inside is not None:
            answered(self._inside)

    def settle(self) -> None:
        """Let layouts come to rest and draw."""
        for _ in range(_SETTLING_FRAMES):
            EventLoop.idle()
        Window.dispatch("on_draw")

    def save(self, path: Path) -> None:
        """Write the picture as PNG."""
        width, height = Window.system_size
        pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        texture = Texture.create(size=(width, height), colorfmt="rgb")
        texture.blit_buffer(pixels, colorfmt="rgb", bufferfmt="ubyte")
        Image(texture).save(str(path), flipped=True)
