"""The members' screen: shows the newest view, one face at a time, with a short fade between faces."""

from dataclasses import replace
from typing import Any

from kivy.animation import Animation
from kivy.clock import Clock
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.view import Alarm, LaneView, Rest, Trouble
from kiosk.screens.kit.dimmer import Dimmer
from kiosk.screens.member.faces import draw_connecting, draw_face
from kiosk.screens.member.scene import Scene
from kiosk.wire.messages import Shown

_FADE_S = 0.2


class Stage(FloatLayout):
    """Draws what it is shown; knows nothing of sockets.

    :param dim_after_s: seconds without a touch or a change until the panel dims; 0 never.
    :param fades: whether faces cross-fade; a screenshot wants none.
    """

    def __init__(self, scene: Scene, dim_after_s: float, fades: bool = True, **kwargs: Any) -> None:
        super().__init__(size_hint=(None, None), size=(scene.look.width, scene.look.height), **kwargs)
        self._scene = scene
        self._fades = fades
        self._drawn: object = None
        self._screen: Any = None
        self._strips: list[Any] = []
        self._strips_drawn: object = ((), None)
        self.dimmer = Dimmer(dim_after_s)
        self.add_widget(self.dimmer)
        self._minute = Clock.create_trigger(self._tick, 0)
        self.show_connecting()

    def show(self, shown: Shown) -> None:
        """Draw this view."""
        lane = shown.lane
        self.dimmer.awake = isinstance(lane.face, Alarm)
        self._scene.time.heard(lane.at)
        self._scene = replace(self._scene, club=shown.club)
        drawn = self._face_key(lane, shown)
        if drawn != self._drawn:
            self._drawn = drawn
            self._put(draw_face(lane, self._scene))
            self.dimmer.stir()
        self._show_strips(lane)
        self._tick()

    def show_connecting(self, misfit: bool = False) -> None:
        """Say that there is no counter. An alarm stays as it is: in a fire nobody is sent to the desk.

        :param misfit: there is one, but it does not understand this program.
        """
        drawn = "misfit" if misfit else "connecting"
        if self._drawn != drawn and not isinstance(self._drawn, Alarm):
            self._drawn = drawn
            self._clear_strips()
            self._put(draw_connecting(self._scene, drawn))
            self.dimmer.stir()

    @property
    def screen(self) -> Any:
        """The face that is drawn now."""
        return self._screen

    @property
    def strips(self) -> tuple[Any, ...]:
        """The strips at the foot."""
        return tuple(self._strips)

    def _face_key(self, lane: LaneView, shown: Shown) -> object:
        if isinstance(lane.face, Rest):
            troubles: tuple[Trouble, ...] = lane.troubles
            return lane.face, shown.club, troubles
        return lane.face

    def _put(self, screen: Any) -> None:
        before, self._screen = self._screen, screen
        screen.size_hint = (None, None)
        self._place()
        self.add_widget(screen, index=self.children.index(self.dimmer) + 1 + len(self._strips))
        if before is None:
            return
        if not self._fades:
            self.remove_widget(before)
            return
        screen.opacity = 0.0
        fade = Animation(opacity=1.0, duration=_FADE_S)
        fade.bind(on_complete=lambda *_: self.remove_widget(before))
        fade.start(screen)

    def _show_strips(self, lane: LaneView) -> None:
        wanted = (lane.waiting, lane.aside)
        if wanted == self._strips_drawn:
            return
        self._clear_strips()
        self._strips_drawn = wanted
        if lane.waiting or lane.aside:
            from kiosk.screens.member.strip import aside_strip, waiting_strip

            compact = bool(lane.waiting and lane.aside)
            if lane.waiting:
                self._strips.append(waiting_strip(lane.waiting, self._scene, compact))
            if lane.aside:
                self._strips.append(aside_strip(lane.aside, self._scene.today(), self._scene, compact))
        for strip in self._strips:
            self.add_widget(strip, index=self.children.index(self.dimmer) + 1)
        self._place()
        self.dimmer.stir()

    def _clear_strips(self) -> None:
        for strip in self._strips:
            self.remove_widget(strip)
        self._strips, self._strips_drawn = [], ((), None)
        self._place()

    def _place(self) -> None:
        """Strips share the foot; the face has the rest."""
        foot = self._scene.look.strip if self._strips else 0
        for place, strip in enumerate(self._strips):
            width = self.width / len(self._strips)
            strip.pos, strip.size = (self.x + place * width, self.y), (width, foot)
        if self._screen is not None:
            self._screen.pos, self._screen.size = (self.x, self.y + foot), (self.width, self.height - foot)
        self.dimmer.pos, self.dimmer.size = self.pos, self.size

    def do_layout(self, *_: object, **__: object) -> None:
        """Everything on the stage is placed by ``_place``."""
        self._place()

    def _schedule_minute(self) -> None:
        self._minute.cancel()
        self._minute.timeout = self._scene.time.until_next_minute() + 0.05
        self._minute()

    def _tick(self, *_: float) -> None:
        if hasattr(self._screen, "tick"):
            self._screen.tick()
        self._schedule_minute()
