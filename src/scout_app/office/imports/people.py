"""The productions and companies of a file of shoots: one each, however many rows name them."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.people import Organisation
from scout_app.model.productions import Production
from scout_app.model.sites import SourcedValue
from scout_app.model.values import Period
from scout_app.office.imports.report import Plan
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from scout_app.office.imports.shoots import Shoot


class Productions:
    """Finds a production by its title and company, or plans it."""

    def __init__(self, session: Session, source: str, today: date) -> None:
        self._source, self._today = source, today
        self._companies = {
            folded(name): row_id
            for row_id, name in session.execute(select(Organisation.id, Organisation.name))
        }
        names = {row_id: name for name, row_id in self._companies.items()}
        self._known = {
            (folded(title), names.get(company, "") if company else ""): row_id
            for row_id, title, company in session.execute(
                select(Production.id, Production.title, Production.company_id)
            )
        }
        self._new: dict[UUID, Production] = {}

    def of(self, plan: Plan, shoot: "Shoot", period: Period) -> UUID:
        """Return the production of a shoot; a new one lasts from its first day to its last."""
        key = (folded(shoot.title), folded(shoot.company))
        if key not in self._known:
            self._known[key] = self._add(plan, shoot, period)
        found = self._known[key]
        if made := self._new.get(found):
            made.first_day = min(made.first_day or period.first, period.first)
            made.last_day = max(made.last_day or period.last, period.last)
            over = made.last_day < self._today
            made.status = "wrapped" if over else "preparation"
        return found

    def _add(self, plan: Plan, shoot: "Shoot", period: Period) -> UUID:
        made = Production(
            id=uuid4(), reference="", title=shoot.title, kind=shoot.kind,
            company_id=self._company(plan, shoot.company),
            first_day=period.first, last_day=period.last,
        )  # fmt: skip
        self._new[made.id] = made
        plan.new.append(made)
        if shoot.director:
            plan.new.append(
                SourcedValue(
                    id=uuid4(), row_id=made.id, field="director", value=shoot.director,
                    source=self._source,
                )
            )  # fmt: skip
        return made.id

    def _company(self, plan: Plan, name: str) -> UUID | None:
        if not name:
            return None
        known = self._companies.get(folded(name))
        if known is None:
            made = Organisation(id=uuid4(), name=name, source=self._source)
            plan.new.append(made)
            known = self._companies[folded(name)] = made.id
        return known
