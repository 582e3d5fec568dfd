"""What a revision changed, in one plain line: for places that hold no markup."""

from guiju.handbook.edition import Edition
from guiju.handbook.law import came_and_went, changes
from guiju.handbook.record import Entry
from guiju.handbook.standards import users_of
from guiju.model.quantity import AnyQuantity
from guiju.model.standard import Revision, Standard


def change_in_words(edition: Edition, entry: Entry) -> str:
    """What an entry changed, unescaped."""
    if entry.review is not None:
        return edition.word("reviewed")
    if entry.revision == entry.standard.revisions[-1]:
        return edition.word("first")
    told = [*_clauses(edition, entry.standard, entry.revision), *_limits(edition, entry.standard, entry.revision)]
    semicolon = "；" if edition.lang == "zh" else "; "
    return semicolon.join(told) or edition.word("unchanged")


def _clauses(edition: Edition, standard: Standard, revision: Revision) -> list[str]:
    """The clauses that came and went."""
    return [
        _labelled(edition, edition.word("clause_added" if came else "clause_removed"), edition.say(clause.title))
        for clause, came in came_and_went(standard, revision)
    ]


def _limits(edition: Edition, standard: Standard, revision: Revision) -> list[str]:
    told: list[str] = []
    for change in changes(standard, revision):
        users = users_of(edition, standard, change.name)
        label = edition.say(users[0].title) if users else change.name
        told.append(_labelled(edition, label, f"{_value(edition, change.old)} → {_value(edition, change.new)}"))
    return told


def _value(edition: Edition, value: AnyQuantity | None) -> str:
    return value.in_(edition.lang) if value is not None else edition.word("none")


def _labelled(edition: Edition, label: str, words: str) -> str:
    return f"{label}：{words}" if edition.lang == "zh" else f"{label}: {words}"
