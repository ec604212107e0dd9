"""The small forms of a request: that it was filed, what was answered, or why it is not needed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from scout_app.ui import clock
from scout_app.ui.calendar.days import day_field, set_day
from scout_app.ui.calendar.deeds import Deed
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.requests import Request

_LONGEST = 500


class Filing(Deed):
    """That a request was filed: when, with whom, and under which number."""

    def __init__(self) -> None:
        super().__init__("", _("Note the request"))
        self.told.hide()
        self.on = day_field(_("Filed on"))
        self.authority = _words(_("Authority"))
        self.number = _words(_("File number"))
        self.number.setPlaceholderText(_("if it is known"))
        for label, field in (
            (_("Filed &on"), self.on),
            (_("&Authority"), self.authority),
            (_("&File number"), self.number),
        ):
            self.fields.addRow(label, field)
        for words in (self.authority, self.number):
            words.returnPressed.connect(self.asked)

    def fill(self, request: "Request") -> None:
        """Propose today, and whoever the restriction names."""
        set_day(self.on, clock.today())
        self.authority.setText(request.authority)
        self.number.clear()

    def begin(self) -> None:
        """Begin with what only the officer knows."""
        (self.number if self.authority.text() else self.authority).setFocus()


class Saying(Deed):
    """An answer, or that none is needed, with a few words."""

    def __init__(self, verb: str, label: str, name: str, told: str = "") -> None:
        super().__init__(told, verb)
        self.told.setVisible(bool(told))
        self.words = _words(name)
        self.words.returnPressed.connect(self.asked)
        self.fields.addRow(label, self.words)

    def fill(self, _request: "Request") -> None:
        """Begin without a word."""
        self.words.clear()


class Dismissing(Saying):
    """Why a request is not needed, for one booking or for all of its production."""

    def __init__(self) -> None:
        super().__init__(
            _("It is not needed"), _("&Reason"), _("Why it is not needed"),
            _("It does not come up again for these days; the reason is kept."),
        )  # fmt: skip
        self.everywhere = Tick(_("For all bookings of the production"))
        self.fields.addRow(self.everywhere)

    def fill(self, request: "Request") -> None:
        """Offer to say it of all bookings, where it is a rule that other sites may have too."""
        super().fill(request)
        self.everywhere.setChecked(False)
        self.everywhere.setVisible(request.restriction is not None)


def _words(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(_LONGEST)
    return field
