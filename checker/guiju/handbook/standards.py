"""What the page of a standard says: its standing, limits, clauses and history."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from markupsafe import Markup

from guiju.handbook.asks import Expression, bound, check_in_words, expressions_of
from guiju.handbook.conditions import condition_words
from guiju.handbook.edition import Edition, marked
from guiju.handbook.escape import code, plain
from guiju.handbook.law import Change, Limit, Standing, changes, limits, present, standing
from guiju.handbook.measures import measure_expressions
from guiju.handbook.paths import clause_anchor, clause_path, link, standard_path
from guiju.handbook.prose import prose_markdown
from guiju.model.checks import Target, parameters_of
from guiju.model.demand import Satisfies
from guiju.model.kpi import Kpi, baseline_of
from guiju.model.quantity import AnyQuantity
from guiju.model.record import Id, Name
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.waiver import Waiver

ClauseState = Literal["present", "upcoming", "retired"]

_ORDER: Mapping[ClauseState, int] = {"present": 0, "upcoming": 1, "retired": 2}
_PAGE_LINK = re.compile(r"^(?:[^#:]*/)?(?P<stem>[a-z0-9-]+)(?:\.en)?\.md(?:#(?P<anchor>[\w-]+))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One limit across two revisions, in words; None where a revision does not set it."""

    label: Markup
    """The clause that uses it; the parameter's name where none does."""
    old: Markup | None
    new: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLimit:
    """One row of the limits in force."""

    standard: Standard
    limit: Limit
    phrase: Markup
    """`at least **95%**`."""
    clauses: tuple[Clause, ...]
    """The clauses that use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClause:
    """One clause as the page shows it."""

    standard: Standard
    clause: Clause
    state: ClauseState
    revision: Revision
    """The revision whose values fill it."""
    text: Markup
    asked: str | None
    """How it is checked, unescaped."""
    kpi: Kpi | None
    """What it holds against a limit, if that is a KPI."""
    expressions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWaiver:
    """A waiver on the page of a standard."""

    waiver: Waiver
    clauses: tuple[Clause, ...]
    """Those of this standard that it names."""
    state: Literal["now", "upcoming", "expired"]
    scope: Markup


def standard_variables(edition: Edition, standard: Standard) -> dict[str, object]:
    """The variables of the template `standard`."""
    stand = standing(standard, edition.today)
    return {
        "standard": standard,
        "chapter": edition.catalogue.chapter(standard.id),
        "stand": stand,
        "limits": shown_limits(edition, standard, stand.shown),
        "clauses": shown_clauses(edition, standard, stand),
        "prose": shown_prose(edition, standard, stand.shown, page=standard_path(standard.id)),
        "source_file": source_file(edition, standard.id),
        "satisfies": demands_of(standard),
        "waivers": shown_waivers(edition, standard),
    }


def shown_limits(edition: Edition, standard: Standard, revision: Revision) -> tuple[ShownLimit, ...]:
    """The limits of `revision` in words, each with the clauses that use it."""
    clauses = [clause for clause in standard.clauses if present(standard, clause, revision)]
    return tuple(_shown_limit(edition, standard, limit, clauses) for limit in limits(standard, revision))


def shown_changes(edition: Edition, standard: Standard, revision: Revision) -> tuple[ShownChange, ...]:
    """What `revision` changed against the one before it, each limit named by the clause that uses it."""
    return tuple(shown_change(edition, standard, change) for change in changes(standard, revision))


def shown_clauses(edition: Edition, standard: Standard, stand: Standing) -> tuple[ShownClause, ...]:
    """Every clause: those in force first, then those to come, then the retired ones."""
    shown = (shown_clause(edition, standard, clause, stand.shown) for clause in standard.clauses)
    return tuple(sorted(shown, key=lambda clause: _ORDER[clause.state]))


def shown_waivers(edition: Edition, standard: Standard) -> tuple[ShownWaiver, ...]:
    """Every waiver that names a clause of the standard, those that end last first."""
    found = [
        ShownWaiver(
            waiver=waiver,
            clauses=clauses,
            state="expired" if waiver.expiry < edition.today else "upcoming" if edition.today < waiver.from_ else "now",
            scope=_scope(edition, waiver, clauses),
        )
        for waiver in edition.catalogue.waivers.values()
        if (clauses := tuple(c for c in standard.clauses if waiver.names(f"{standard.id}.{c.id}")))
    ]
    return tuple(sorted(found, key=lambda shown: shown.waiver.expiry, reverse=True))


def _scope(edition: Edition, waiver: Waiver, clauses: tuple[Clause, ...]) -> Markup:
    """Which records or groups: in words, or as the waiver says it where that is too much for words."""
    said = waiver.where
    if said is None and waiver.by:
        quoted = {name: value.replace("'", "''") for name, value in waiver.by.items()}
        said = " and ".join(f"{name} = '{value}'" for name, value in quoted.items())
    if said is None:
        return plain(edition.word("waiver_all"))
    exports = {_export_of(edition, clause) for clause in clauses}
    known = edition.catalogue.exports.get(exports.pop() or "") if len(exports) == 1 else None
    told = condition_words(said, known, {}, edition.lang) if known is not None else None
    return plain(told) if told is not None else code(said)


def _export_of(edition: Edition, clause: Clause) -> Id | None:
    """The export whose columns a waiver of the clause names."""
    kpi = _kpi_of(edition, clause)
    return kpi.on if kpi is not None else getattr(clause.check, "on", None)


def source_file(edition: Edition, standard: Id) -> str:
    """The record's file, from the root of the project; empty where its place is not known."""
    place = edition.catalogue.places.get(standard)
    if place is None:
        return ""
    return str(PurePosixPath("standards") / place.path)


def users_of(edition: Edition, standard: Standard, name: Name) -> tuple[Clause, ...]:
    """The clauses that use a parameter, in any revision."""
    return tuple(clause for clause in standard.clauses if _uses(edition, clause, name))


def shown_change(edition: Edition, standard: Standard, change: Change) -> ShownChange:
    """One changed limit in words."""
    users = users_of(edition, standard, change.name)
    return ShownChange(
        label=plain(edition.say(users[0].title)) if users else code(change.name),
        old=_phrase(edition, users, change.name, change.old),
        new=_phrase(edition, users, change.name, change.new),
    )


def _phrase(edition: Edition, users: Sequence[Clause], name: Name, value: AnyQuantity | None) -> Markup | None:
    """The value as it bounds: `at least **95%**`."""
    if value is None:
        return None
    judge = next((clause.check for clause in users if clause.check and name in parameters_of(clause.check)), None)
    before, _, behind = edition.say(bound(judge, name)).partition("{value}")
    return Markup("{}{}{}").format(before, marked(value.in_(edition.lang)), behind)


def _shown_limit(edition: Edition, standard: Standard, limit: Limit, clauses: list[Clause]) -> ShownLimit:
    users = tuple(clause for clause in clauses if _uses(edition, clause, limit.name))
    phrase = _phrase(edition, users, limit.name, limit.value) or Markup()
    return ShownLimit(standard=standard, limit=limit, phrase=phrase, clauses=users)


def shown_clause(edition: Edition, standard: Standard, clause: Clause, shown: Revision) -> ShownClause:
    """One clause as it is in `shown`, or in the revision nearest to it that has the clause."""
    state, revision = _state(standard, clause, shown)
    asked = check_in_words(clause.check, edition.catalogue, revision.sets, edition.lang) if clause.check else None
    return ShownClause(
        standard=standard,
        clause=clause,
        state=state,
        revision=revision,
        text=edition.filled(clause.text, revision.sets),
        asked=asked,
        kpi=_kpi_of(edition, clause),
        expressions=_expressions(edition, clause),
    )


def _state(standard: Standard, clause: Clause, shown: Revision) -> tuple[ClauseState, Revision]:
    """Whether the clause is there on the day, and the revision nearest to the one shown that has it."""
    having = standard.revisions_of(clause)
    if shown in having or not having:
        return "present", shown
    later = [revision for revision in having if revision.effective > shown.effective]
    return ("upcoming", later[0]) if later else ("retired", having[-1])


def _uses(edition: Edition, clause: Clause, name: Name) -> bool:
    """Whether a clause names the parameter: in its words, as a limit of its check, or inside SQL as `$name`."""
    if f"{{{name}}}" in clause.text.zh or f"{{{name}}}" in (clause.text.en or ""):
        return True
    if clause.check is None:
        return False
    measured = _kpi_of(edition, clause)
    pieces = _expressions(edition, clause)
    word = re.compile(rf"\${name}\b")
    named = (*parameters_of(clause.check), *(baseline_of(measured) if measured is not None else ()))
    return name in named or any(word.search(piece.sql) for piece in pieces)


def _kpi_of(edition: Edition, clause: Clause) -> Kpi | None:
    return edition.catalogue.kpis[clause.check.kpi] if isinstance(clause.check, Target) else None


def _expressions(edition: Edition, clause: Clause) -> tuple[Expression, ...]:
    """The SQL of the check, and that of the KPI which it holds against a limit."""
    if clause.check is None:
        return ()
    kpi = _kpi_of(edition, clause)
    return (*expressions_of(clause.check), *(measure_expressions(kpi) if kpi is not None else ()))


def shown_prose(edition: Edition, standard: Standard, revision: Revision, *, page: str) -> Markup:
    """The prose with the values of `revision`, its links as they lead from `page`."""
    text = edition.catalogue.prose.get(standard.id)
    newest = standard.revisions[0].sets

    def fill(name: Name) -> Markup | None:
        # Prose is written for the newest revision: an older one may not know a limit that it names.
        unset = plain(edition.word("edition_unset")) if name in newest else None
        return edition.limit(name, revision.sets) or unset

    def resolve(url: str) -> str | None:
        clause = _anchored(standard, url[1:]) if url.startswith("#") else None
        here = clause is not None and present(standard, clause, revision)
        return url if here else _resolved(edition, standard, url, page)

    return Markup(prose_markdown(edition.say(text), fill=fill, resolve=resolve))  # noqa: S704  # neutralised there


def _resolved(edition: Edition, standard: Standard, url: str, page: str) -> str | None:
    """A link of the prose as it stands on `page`."""
    place = prose_target(edition, standard, url)
    if place is None:
        return None
    other, clause = place
    return _address(clause_path(other, clause) if clause is not None else standard_path(other), page)


def prose_target(edition: Edition, standard: Standard, url: str) -> tuple[Id, Id | None] | None:
    """What a link of the prose means: a clause of this standard, or the file of another one, with a clause of it."""
    if url.startswith("#"):
        clause = _anchored(standard, url[1:])
        return (standard.id, clause.id) if clause is not None else None
    match = _PAGE_LINK.match(url)
    other = edition.catalogue.standards.get(match["stem"]) if match is not None else None
    if match is None or other is None:
        return None
    clause = _anchored(other, match["anchor"])
    return other.id, clause.id if clause is not None else None


def _anchored(standard: Standard, anchor: str | None) -> Clause | None:
    """The clause that an anchor of the standard's page names."""
    return next((clause for clause in standard.clauses if clause_anchor(clause.id) == anchor), None)


def _address(target: str, page: str) -> str:
    """The address alone of a link from `page`."""
    return link("", target, page=page).removeprefix("[](").removesuffix(")")


def demands_of(standard: Standard) -> Satisfies:
    """Every demand that the standard or a clause of it answers to, once."""
    demands = (*standard.satisfies, *(demand for clause in standard.clauses for demand in clause.satisfies))
    return tuple(dict.fromkeys(demands))
