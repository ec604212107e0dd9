"""Sites that may be one: pairs proposed, compared side by side, merged or told apart."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.model.fields import N_
from scout_app.ui import icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.sites.comparison import Comparison
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.duplicates import Compared, Pair
    from scout_app.office.merging import Merged

_KINDS = {
    "site": N_("Sites"),
    "organisation": N_("Organisations"),
    "person": N_("Contacts"),
}


class Doubles(QDialog):
    """The pairs on the left, the two of the chosen pair side by side on the right."""

    merged = Signal(str, object)
    """The kind and the id of the row that was kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask for the pairs of sites at once."""
        super().__init__(parent)
        self._desk = desk
        self._turned = False
        """The second of the pair is the one to be kept."""
        self.setWindowTitle(_("Doubles"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = QComboBox()
        for code, label in _KINDS.items():
            self.kind.addItem(_(label), code)
        self.pairs: RowsTable[Pair] = RowsTable(
            _columns(), "doubles", _("Nothing looks like a double here.")
        )
        self.comparison = Comparison()
        self.count, self.said = QLabel(), QLabel()
        self.turn = QPushButton(_("Keep the &other one"))
        self.apart = QPushButton(_("&Not the same"))
        self.merge = QPushButton(_("&Merge"))
        self._dress()
        self._lay_out()
        self._wire()
        self._ask()

    def _dress(self) -> None:
        self.kind.setAccessibleName(_("What is compared"))
        self.pairs.setAccessibleName(_("Pairs that look alike"))
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        icons.dress(self.turn, "refresh")
        icons.dress(self.apart, "x")
        icons.dress(self.merge, "link")
        for button in (self.turn, self.apart, self.merge):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.resize(1180, 620)
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addWidget(self.count, 1)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.pairs)
        both.addWidget(self.comparison)
        both.setSizes([470, 710])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.turn, self.apart, self.merge):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(both, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)

    def _wire(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _place: self._ask())
        self.pairs.chosen.connect(self._chosen)
        self.turn.clicked.connect(self._turn)
        self.apart.clicked.connect(self._tell_apart)
        self.merge.clicked.connect(self._merge)
        self._desk.changed.connect(self._ask)
        self._enable(False)

    # -- asking --------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._desk.ask(
            office.duplicates.suggest, self.kind.currentData(), then=self._found, key="doubles"
        )

    def _found(self, found: "tuple[Pair, ...]") -> None:
        count = len(found)
        self.count.setText(ngettext("{count} pair", "{count} pairs", count).format(count=count))
        before = self.pairs.chosen_id
        self.pairs.show_rows(found)
        if found and self.pairs.chosen_row is None:
            self.pairs.select_id(found[0].id)
        elif self.pairs.chosen_row is None:
            self._chosen(None)
        elif self.pairs.chosen_id == before:
            self._compare()

    def _chosen(self, pair: Any) -> None:
        self._turned = False
        self._enable(False)
        if pair is None:
            self.comparison.show_nothing()
        else:
            self._compare()

    def _compare(self) -> None:
        pair = self.pairs.chosen_row
        if pair is not None:
            one, other = pair.id if not self._turned else pair.id[::-1]
            self._desk.ask(
                office.duplicates.compare, one, other, then=self._compared,
                refused=self._refused, key="comparison",
            )  # fmt: skip

    def _compared(self, compared: "Compared") -> None:
        self.comparison.show_compared(compared)
        self._enable(True)

    def _enable(self, enabled: bool) -> None:
        for button in (self.turn, self.apart, self.merge):
            button.setEnabled(enabled)

    # -- doing ---------------------------------------------------------------------------------

    def _turn(self) -> None:
        self._turned = not self._turned
        self._compare()

    def _tell_apart(self) -> None:
        pair = self.pairs.chosen_row
        if pair is not None:
            said = _("{one} and {other} are not proposed any more.").format(
                one=pair.one.name, other=pair.other.name
            )
            self._desk.do(
                office.duplicates.tell_apart, *pair.id, then=lambda _none: self._say(said),
                refused=self._refused,
            )  # fmt: skip

    def _merge(self) -> None:
        compared = self.comparison.compared
        if compared is None:
            return
        self._enable(False)

        def done(merged: "Merged") -> None:
            self._say(_told(compared, merged), is_bad=bool(merged.hindered))
            self.merged.emit(compared.kind, compared.kept.id)

        self._desk.do(
            office.merging.merge,
            compared.kept.id,
            compared.other.id,
            self.comparison.taken(),
            compared.seen,
            then=done,
            refused=self._refused,
        )
        self._enable(self._desk.officer is None)

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error), is_bad=True)
        self._enable(self.comparison.compared is not None)

    def _say(self, text: str, is_bad: bool = False) -> None:
        ink = self.palette()
        if is_bad:
            ink.setColor(self.said.foregroundRole(), theme.bad(ink))
        self.said.setPalette(ink)
        self.said.setText(text)


def _told(compared: "Compared", merged: "Merged") -> str:
    said = _("{other} is now one with {kept}; Undo in the Edit menu parts them again.").format(
        other=compared.other.name, kept=compared.kept.name
    )
    if not merged.hindered:
        return said
    options = _("Options now stand on days that are confirmed for another: {productions}.")
    return said + " " + options.format(productions=", ".join(merged.hindered))


def _columns() -> "list[Column[Pair]]":
    from scout_app.wording.numbers import number

    lang = texts.language()

    def alike(pair: "Pair") -> str:
        return _("{share} %").format(share=number(round(pair.why.score), lang))

    return [
        Column(_("First"), lambda p: p.one.name, width=20),
        Column(_("Second"), lambda p: p.other.name, width=20),
        Column(_("Alike"), alike, lambda p: p.why.score, "right", width=7),
        Column(_("Why"), _why, width=16),
    ]


def _why(pair: "Pair") -> str:
    """Return the reasons in a few words."""
    why = pair.why
    said = []
    if why.distance_m is not None and why.distance_m < office.duplicates.NEAR_M:
        said.append(_("{metres} m apart").format(metres=round(why.distance_m)))
    for holds, reason in (
        (why.same_parcel, N_("same parcel")),
        (why.same_key, N_("same e-mail, telephone or website")),
        (why.same_address, N_("same address")),
        (why.same_commune and not why.same_address, N_("same commune")),
        (why.name >= 99.5, N_("same name")),
    ):
        if holds:
            said.append(_(reason))
    return ", ".join(said)
