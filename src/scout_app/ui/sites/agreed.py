"""What is agreed about a site: land kept for filming, rates, and the cancellation ladder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scout_app.ui import texts
from scout_app.ui.desk import Desk
from scout_app.ui.sites.lines import RowLines
from scout_app.ui.table import Column
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.land import AllocationRow
    from scout_app.office.sites import SiteCard
    from scout_app.office.terms import RateRow


class Agreed(QWidget):
    """Three short lists under the fields of a site; allocations only for land."""

    kept = Signal()
    """Something was written."""

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self.allocations = RowLines(
            desk, "allocation", _("Kept for filming"),
            [
                Column(_("Step"), stage, width=14),
                Column(_("To"), _until, width=12),
                Column(_("State"), state, width=12),
            ],
            _("Not on its way to being kept yet."),
        )  # fmt: skip
        self.rates = RowLines(
            desk, "rate", _("Rates"),
            [
                Column(_("Use of the days"), _use, width=18),
                Column(_("Amount a day"), _price, width=14),
            ],
            _("No rate is known."),
        )  # fmt: skip
        self.tiers = RowLines(
            desk, "tier", _("Cancellation"),
            [
                Column(_("Days before"), lambda t: str(t.days_before), width=14),
                Column(_("Due"), lambda t: f"{t.percent} %", width=10),
            ],
            _("No cancellation ladder is known."),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 8)
        for lines in (self.allocations, self.rates, self.tiers):
            column.addWidget(lines)
            lines.kept.connect(self.kept)

    def show_card(self, card: "SiteCard") -> None:
        """Show what is agreed about a site, and what its ladder leaves unsaid."""
        from scout_app.wording import terms

        self.allocations.setVisible(card.row.kind == "land")
        self.allocations.show_rows(card.row.id, card.allocations)
        self.rates.show_rows(card.row.id, card.terms.rates)
        self.tiers.show_rows(card.row.id, card.terms.tiers)
        said = []
        if card.terms.gap is not None:
            said.append(terms.gap(card.terms.gap, texts.language()))
        if card.terms.falls:
            said.append(_("A shorter notice costs less than a longer one."))
        self.tiers.say(" ".join(said))


def stage(row: "AllocationRow") -> str:
    """Return how far a piece of land is."""
    from scout_app.model.choices import ALLOCATION_STAGE

    return _(ALLOCATION_STAGE[row.stage])


def state(row: "AllocationRow") -> str:
    """Return whether that is secured; empty when nobody said."""
    from scout_app.model.choices import ALLOCATION_STATE

    return _(ALLOCATION_STATE[row.state]) if row.state else ""


def _until(row: "AllocationRow") -> str:
    from scout_app.wording.numbers import day

    return day(row.last_day, texts.language()) if row.last_day else ""


def _use(row: "RateRow") -> str:
    from scout_app.model.choices import DAY_TYPE

    return _(DAY_TYPE[row.day_type])


def _price(row: "RateRow") -> str:
    from scout_app.wording.numbers import money

    return money(row.amount, texts.language())
