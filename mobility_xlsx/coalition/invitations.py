"""Who asks whom: for each invitee the sender with the most direct relationship (guide, Step 4.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mobility_xlsx.coalition.assignments import Assignment, Directness, Invitation, Load, SendingChoices
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import KEEP_INFORMED
from mobility_xlsx.coalition.loads import NOBODY, ToSend, share
from mobility_xlsx.coalition.records import Inventory
from mobility_xlsx.coalition.ties import Bond, Sender, name_of, same_person, ties_of
from mobility_xlsx.text import fold

# What a sender costs, in steps of which the smaller can never add up to the larger.
_STEP = 1_000_000
_NOT_INTRODUCED, _LESS_CLOSE, _UNKNOWN = _STEP, _STEP**2, _STEP**3


def assign(asks: Sequence[Invitee], inventory: Inventory, choices: SendingChoices | None = None) -> Assignment:
    """The most direct sender for each invitee; loads are evened only among the equally direct (guide, Step 4.4).

    Those to be kept informed are no invitees and are passed over; those who answered are told apart, and count for
    nobody's load. With a cap: as many as possible asked by somebody who knows them, then the most direct relationships
    in sum, then the most even loads; staff's choices and those who send for want of a relationship may go over it. The
    answer does not depend on the order of `asks`.
    """
    desk = _Desk(inventory, choices or SendingChoices())
    invited = [one for one in asks if one.invite_as != KEEP_INFORMED]
    answered = tuple(one for one in invited if one.has_answered)
    wanted = [one for one in invited if not one.has_answered]
    order = sorted(wanted, key=lambda one: (fold(one.organization), fold(one.member), one.id))
    found = {id(one.invitee): one for one in desk.invite(order)}
    invitations = tuple(found[id(one)] for one in wanted)
    return Assignment(invitations, desk.loads(invitations), desk.choices.cap, answered)


class _Desk:
    """One run of `assign`: the relationships, what staff chose, and everybody's name."""

    def __init__(self, inventory: Inventory, choices: SendingChoices) -> None:
        self.ties = ties_of(inventory)
        self.choices = choices
        answered = (Sender(one.id, name_of(one), one.organization, one.email) for one in inventory.respondents)
        self.senders = {one.id: one for one in (*answered, *choices.people)}

    def invite(self, order: Sequence[Invitee]) -> list[Invitation]:
        """The invitation of each invitee."""
        bonds = [self.ties.bonds(one, self.choices.cap is not None) for one in order]
        chosen = [self.choices.chosen.get(one.id) or self.choices.chosen.get(one.organization_id, "") for one in order]
        taken = Counter(self._key(sender) for sender in chosen if sender)
        free = [i for i, sender in enumerate(chosen) if not sender]
        rows = [self._row(order[i], bonds[i]) for i in free]
        keys = dict(zip(free, share(rows, self.choices.cap, taken), strict=True))
        taken.update(key for key in keys.values() if key != NOBODY)
        invitations = []
        for i, one in enumerate(order):
            sender = chosen[i] or keys[i].rpartition("\0")[2] or self._least_busy(self._fallbacks(one, bonds[i]), taken)
            invitations.append(self._invitation(one, sender, bonds[i], bool(chosen[i])))
        return invitations

    def loads(self, invitations: Sequence[Invitation]) -> tuple[Load, ...]:
        """Who sends how many, the most first."""
        counts = Counter(one.sender for one in invitations if one.sender is not None)
        cap = self.choices.cap
        loads = (Load(who, count, cap is not None and count > cap) for who, count in counts.items())
        return tuple(sorted(loads, key=lambda load: (-load.count, self._key(load.sender.id))))

    def _row(self, invitee: Invitee, bonds: Mapping[str, Bond]) -> ToSend:
        """The cost of each sender: without a relationship, a step of closeness, an introduction, not the one named."""
        wanted, nobody = bool(invitee.named), _UNKNOWN + _NOT_INTRODUCED
        costs = {
            self._key(id): (4 - bond.closeness) * _LESS_CLOSE + (wanted and not bond.named)
            if bond.closeness
            else _UNKNOWN + (bond.through or 0)
            for id, bond in bonds.items()
        }
        if not costs and self.choices.cap is None:
            costs = {self._key(id): nobody for id in self._fallbacks(invitee, bonds)}
        return ToSend(costs, nobody)

    def _fallbacks(self, invitee: Invitee, bonds: Mapping[str, Bond]) -> tuple[str, ...]:
        """Who could send for want of a relationship: a stranger Part 5 names, a champion, the project manager."""
        named = tuple(one.sender for one in invitee.named if one.sender not in bonds)
        manager = (self.choices.project_manager,) if self.choices.project_manager else ()
        groups = (named, self.choices.champions, manager)
        others = (tuple(id for id in ids if not same_person(self._sender(id).name, invitee.member)) for ids in groups)
        return next(filter(None, others), ())

    def _least_busy(self, senders: Sequence[str], taken: Counter[str]) -> str:
        if not senders:
            return ""
        least = min(senders, key=lambda id: (taken[self._key(id)], self._key(id)))
        taken[self._key(least)] += 1
        return least

    def _invitation(self, invitee: Invitee, sender: str, bonds: Mapping[str, Bond], chosen: bool) -> Invitation:
        bond = bonds.get(sender)
        known = {id: one for id, one in bonds.items() if one.closeness}
        best = min(known.values(), key=lambda one: (-one.closeness, not one.named, self._key(one.sender)), default=None)
        closeness = bond.closeness if bond is not None and bond.closeness else None
        others = [id for id, one in known.items() if one.closeness == closeness and id != sender]
        named = dict.fromkeys(one.sender for one in invitee.named)
        return Invitation(
            invitee=invitee,
            sender=self._sender(sender) if sender else None,
            level=self._level(invitee, sender, bond, chosen),
            closeness=closeness,
            bond=bond,
            tied=tuple(self._names(others)),
            named=tuple(self._names(named)) if len(named) > 1 else (),
            best=best if best is not None and not chosen and best.closeness > (closeness or 0) else None,
            best_name=self._sender(best.sender).name if best is not None else "",
            unnamed=tuple(self._names(self.ties.unnamed.get(invitee.organization_id, ()))) if closeness is None else (),
            answered_themselves=closeness is None and self._has_answered(invitee),
        )

    def _has_answered(self, invitee: Invitee) -> bool:
        return any(same_person(name, invitee.member) for name in self.ties.people.values())

    def _level(self, invitee: Invitee, sender: str, bond: Bond | None, chosen: bool) -> Directness:
        if chosen:
            return Directness.CHOSEN
        if bond is not None:
            return Directness.KNOWN if bond.closeness else Directness.INTRODUCTION
        if any(one.sender == sender for one in invitee.named):
            return Directness.NAMED
        if sender in self.choices.champions:
            return Directness.CHAMPION
        return Directness.MANAGER if sender else Directness.NOBODY

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [self._sender(id).name for id in sorted(ids, key=self._key)]

    def _sender(self, id: str) -> Sender:
        return self.senders.get(id) or Sender(id, id)

    def _key(self, id: str) -> str:
        """Sorts by name; the id makes it one person's."""
        return f"{fold(self._sender(id).name)}\0{id}"
