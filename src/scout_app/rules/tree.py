"""Sites and their parts as a tree: who stands in whose way."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from uuid import UUID


class Tree:
    """The wholes of all sites, walked in both directions; a loop in the data ends the walk."""

    def __init__(self, wholes: Mapping[UUID, UUID | None]) -> None:
        """Take each site's whole, None for a site that is no part."""
        self._wholes = wholes
        self._parts: dict[UUID, list[UUID]] = defaultdict(list)
        for site, whole in wholes.items():
            if whole is not None:
                self._parts[whole].append(site)

    def ancestors(self, site: UUID) -> tuple[UUID, ...]:
        """Return the site's whole, that one's whole, and so on."""
        met: list[UUID] = []
        whole = self._wholes.get(site)
        while whole is not None and whole != site and whole not in met:
            met.append(whole)
            whole = self._wholes.get(whole)
        return tuple(met)

    def descendants(self, site: UUID) -> tuple[UUID, ...]:
        """Return the site's parts and theirs."""
        met: dict[UUID, None] = {}
        waiting = deque(self._parts.get(site, ()))
        while waiting:
            part = waiting.popleft()
            if part not in met and part != site:
                met[part] = None
                waiting.extend(self._parts.get(part, ()))
        return tuple(met)

    def kin(self, site: UUID) -> frozenset[UUID]:
        """Return the sites whose bookings concern this one: itself, its wholes and its parts.

        Two sister parts are no kin: they never exclude each other.
        """
        return frozenset((site, *self.ancestors(site), *self.descendants(site)))

    def roots(self, sites: Iterable[UUID]) -> tuple[UUID, ...]:
        """Return those of the sites whose whole is not among them, in the order given."""
        chosen = list(sites)
        among = set(chosen)
        return tuple(site for site in chosen if self._wholes.get(site) not in among)

    def parts(self, site: UUID) -> tuple[UUID, ...]:
        """Return the site's own parts, not theirs."""
        return tuple(self._parts.get(site, ()))
