"""What lies ahead on the days thought of: requests to file, levels, the sun, the price."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from scout_app.ui import texts, theme
from scout_app.ui.calendar.panel import lines, plain
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.outlook import Outlook
    from scout_app.places.sun import Sun

_MOST = 4
"""Levels named; more are counted."""


class Ahead(QWidget):
    """Three texts: what is late, what is to be filed and expected, what it costs."""

    def __init__(self) -> None:
        super().__init__()
        self.late, self.filing, self.price = plain(), plain(), plain()
        self.late.setAccessibleName(_("Requests that are late"))
        self.filing.setAccessibleName(_("What to file, and the light"))
        self.price.setAccessibleName(_("What it costs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        for label in (self.late, self.filing, self.price):
            column.addWidget(label)
            label.hide()

    def show_outlook(self, found: "Outlook") -> None:
        """Show the answer."""
        from scout_app.wording import reasons, terms

        lang = texts.language()
        late = [reasons.notice(one, lang) for one in found.notices if one.late]
        due = [reasons.notice(one, lang) for one in found.notices if not one.late]
        levels = [reasons.day_level(one, lang) for one in found.levels[:_MOST]]
        if (more := len(found.levels) - _MOST) > 0:
            levels.append(
                texts.ngettext("and {count} more", "and {count} more", more).format(count=more)
            )
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.bad(palette))
        self.late.setPalette(palette)
        _show(self.late, late)
        _show(self.filing, [*due, *levels, *(_sun(one) for one in found.suns)])
        _show(self.price, terms.quoted(found.quote, lang))


def _show(label: QLabel, said: list[str]) -> None:
    label.setText(lines(said))
    label.setVisible(bool(said))


def _sun(found: "Sun") -> str:
    from scout_app.wording import numbers

    day = numbers.day(found.day, texts.language())
    if found.sunrise is None or found.sunset is None:
        return _("{day}: the sun does not rise or does not set").format(day=day)
    return _("{day}: sun from {rise} to {set}").format(
        day=day, rise=numbers.clock(found.sunrise), set=numbers.clock(found.sunset)
    )
