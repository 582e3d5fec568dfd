"""One standard as a section: its standing, limits, clauses, reasons and history."""

from collections.abc import Iterator

from guiju.handbook.book.manuscript import Manuscript, clause_anchor, standard_anchor
from guiju.handbook.book.nodes import (
    SPACE,
    Blocks,
    Column,
    Inlines,
    code,
    heading,
    kept_together,
    lines,
    para,
    strong,
    struck,
    styled,
    table,
    words,
)
from guiju.handbook.book.prose import cleaned
from guiju.handbook.book.spoken import spoken
from guiju.handbook.law import Standing, standing
from guiju.handbook.standards import (
    ShownClause,
    ShownWaiver,
    demands_of,
    prose_target,
    shown_changes,
    shown_clauses,
    shown_limits,
    shown_waivers,
)
from guiju.handbook.words import FORCE
from guiju.model.record import Id
from guiju.model.standard import SEVERITY_WORDS, Revision, Standard


def chapter_section(script: Manuscript, number: int, chapter: Id) -> Blocks:
    """A chapter of the handbook with all of its standards."""
    edition = script.edition
    record = next(one for one in edition.catalogue.pack.chapters if one.id == chapter)
    standards = edition.standards_of(chapter)
    found: Blocks = [
        heading(1, words(f"{number} {edition.say(record.title)}"), f"chapter-{chapter}"),
        styled("Lead", [para(words(edition.say(record.summary)))]),
    ]
    for place, standard in enumerate(standards, 1):
        title = f"{number}.{place} {edition.say(standard.title)}"
        found += [heading(2, words(title), standard_anchor(standard.id)), *standard_section(script, standard)]
    return found if standards else [*found, para(words(edition.word("chapter_empty")))]


def standard_section(script: Manuscript, standard: Standard) -> Blocks:
    """All that stands below the title of a standard."""
    edition = script.edition
    stand = standing(standard, edition.today)
    return [
        styled("Lead", [para(words(edition.say(standard.summary)))]),
        _facts(script, standard, stand),
        *_limits(script, standard, stand),
        heading(script.top, words(edition.word("clauses"))),
        *(block for shown in shown_clauses(edition, standard, stand) for block in _clause(script, shown)),
        *_prose(script, standard, stand.shown),
        *_waivers(script, standard),
        heading(script.top, words(edition.word("history"))),
        _history(script, standard, stand),
    ]


def _facts(script: Manuscript, standard: Standard, stand: Standing) -> dict[str, object]:
    edition = script.edition
    catalogue = edition.catalogue
    review = (
        words(edition.day(stand.review_on))
        if stand.review_on is not None
        else words(edition.word("review_in", period=standard.review_in.in_(edition.lang)))
    )
    if stand.overdue:
        review += [*SPACE, *strong(words(edition.word("overdue")))]
    facts: list[tuple[str, Inlines]] = [
        ("book_id", code(standard.id)),
        ("status", lines(_status(script, stand))),
        ("owner", script.roles((standard.owner,))),
        ("approver", script.roles((stand.shown.approver,))),
        ("binds", script.roles(standard.binds)),
        ("review", review),
    ]
    if script.alone is not None:
        facts.append(("chapter", words(edition.say(catalogue.chapter(standard.id).title))))
    if demands := demands_of(standard):
        facts.append(("satisfies", script.demands(demands)))
    rows = [(strong(words(edition.word(name))), said) for name, said in facts]
    return kept_together(table([Column("", 0.2), Column("", 0.8)], rows))


def _status(script: Manuscript, stand: Standing) -> Iterator[Inlines]:
    edition = script.edition
    if stand.in_force is None:
        yield words(edition.word("not_yet"))
    for revision, state, since in (
        (stand.in_force, "in_force", "effective_from"),
        (stand.upcoming, "upcoming", "effective_on"),
    ):
        if revision is not None:
            day = edition.word(since, day=edition.day(revision.effective))
            version = f"{edition.word('version')} {revision.version}"
            yield [*strong(words(edition.word(state))), *SPACE, *script.listed([words(version), words(day)])]


def _limits(script: Manuscript, standard: Standard, stand: Standing) -> Iterator[dict[str, object]]:
    edition = script.edition
    yield heading(script.top, words(edition.word("limits" if stand.in_force else "limits_upcoming")))
    rows = shown_limits(edition, standard, stand.shown)
    if not rows:
        yield para(words(edition.word("limits_none")))
        return
    columns = [Column(edition.word("limit_of"), 0.42), Column(edition.word("limit"), 0.34)]
    yield table(
        [*columns, Column(edition.word("since"), 0.24)],
        [
            (
                lines(script.clause(standard, clause) for clause in row.clauses) or words(edition.word("why")),
                spoken(row.phrase),
                lines([words(row.limit.since.version), words(edition.day(row.limit.since.effective))]),
            )
            for row in rows
        ],
    )


def _clause(script: Manuscript, shown: ShownClause) -> Iterator[dict[str, object]]:
    edition, clause = script.edition, shown.clause
    anchor = clause_anchor(shown.standard.id, clause.id)
    yield heading(script.top + 1, words(edition.say(clause.title)), anchor)
    marks = [
        strong(words(edition.say(FORCE[clause.force]))),
        words(edition.word("severity", severity=edition.say(SEVERITY_WORDS[clause.severity]))),
        code(clause.id),
    ]
    if clause.origin == "house":
        marks.append(words(edition.word("origin_house")))
    if shown.state != "present":
        marks.append(strong(words(edition.word(f"clause_{shown.state}", version=shown.revision.version))))
    yield styled("Facts", [para(script.row(marks))])
    yield styled("Clause", [para(spoken(shown.text))])
    asked = words(shown.asked or edition.word("not_checked"))
    checked = para([*strong(words(edition.word("how_checked"))), *script.colon(), *asked])
    named = clause.satisfies
    demands = [para([*strong(words(edition.word("satisfies"))), *script.colon(), *script.demands(named)])]
    yield styled("Note", [checked, *(demands if named else [])])


def _prose(script: Manuscript, standard: Standard, revision: Revision) -> Blocks:
    edition = script.edition

    def fill(name: str) -> Inlines | None:
        # Prose is written for the newest revision: an older one may not know a limit that it names.
        unset = words(edition.word("edition_unset")) if name in standard.revisions[0].sets else None
        value = edition.limit(name, revision.sets)
        return unset if value is None else spoken(value)

    def resolve(url: str) -> str | None:
        place = prose_target(edition, standard, url)
        return None if place is None else script.spot(*place)

    blocks = cleaned(script.prose.get(standard.id, []), top=script.top + 1, fill=fill, resolve=resolve)
    return [heading(script.top, words(edition.word("why"))), *blocks] if blocks else []


def _waivers(script: Manuscript, standard: Standard) -> Iterator[dict[str, object]]:
    """Those that excuse something now or soon; the ended ones are history, which the site keeps."""
    edition = script.edition
    found = [shown for shown in shown_waivers(edition, standard) if shown.state != "expired"]
    if not found:
        return
    yield heading(script.top, words(edition.word("waivers")))
    yield para(words(edition.word("waivers_lead")))
    shares = (("waivers", 0.36), ("clause", 0.22), ("waiver_scope", 0.2), ("waiver_days", 0.22))
    columns = [Column(edition.word(name), share) for name, share in shares]
    yield table(columns, [_waiver(script, standard, shown) for shown in found])


def _waiver(script: Manuscript, standard: Standard, shown: ShownWaiver) -> tuple[Inlines, ...]:
    edition, waiver = script.edition, shown.waiver
    by = edition.word("waiver_by", asked=edition.role(waiver.requested_by), approver=edition.role(waiver.approver))
    period = edition.word("waiver_period", first=edition.day(waiver.from_), last=edition.day(waiver.expiry))
    title = strong(words(edition.say(waiver.title)))
    return (
        lines([title, words(edition.say(waiver.reason)), words(by), code(waiver.id)]),
        lines(script.clause(standard, clause) for clause in shown.clauses),
        spoken(shown.scope),
        words(period),
    )


def _history(script: Manuscript, standard: Standard, stand: Standing) -> dict[str, object]:
    edition = script.edition
    shares = (("version", 0.11), ("effective", 0.2), ("changed", 0.35), ("reason", 0.34))
    columns = [Column(edition.word(name), share) for name, share in shares]
    return table(columns, [_revision(script, standard, stand, revision) for revision in standard.revisions])


def _revision(script: Manuscript, standard: Standard, stand: Standing, revision: Revision) -> tuple[Inlines, ...]:
    edition = script.edition
    day = [words(edition.day(revision.effective))]
    if revision == stand.in_force:
        day.append(strong(words(edition.word("in_force"))))
    elif revision.effective > edition.today:
        day.append(strong(words(edition.word("upcoming"))))
    by = edition.word("by_whom", author=edition.role(revision.author), approver=edition.role(revision.approver))
    reason = [words(edition.say(revision.reason)), words(by)]
    if revision.action is not None:
        reason.append([*words(edition.word("action")), *SPACE, *code(revision.action)])
    return words(revision.version), lines(day), lines(_changed(script, standard, revision)), lines(reason)


def _changed(script: Manuscript, standard: Standard, revision: Revision) -> Iterator[Inlines]:
    edition = script.edition
    first = revision == standard.revisions[-1]
    found = shown_changes(edition, standard, revision)
    if first or not found:
        yield words(edition.word("first" if first else "unchanged"))
    nothing = words(edition.word("none"))
    for change in found:
        old = spoken(change.old) if change.old is not None else nothing
        new = spoken(change.new) if change.new is not None else nothing
        before = [] if first else [*struck(old), *SPACE, *words("→"), *SPACE]
        yield [*spoken(change.label), *script.colon(), *before, *new]
    if revision.applies == "open-cases":
        yield words(edition.word("applies_open"))
