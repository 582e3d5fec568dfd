"""What stands around the standards: KPIs, roles, glossary, calendars, and the table of all standards."""

from collections.abc import Iterator

from guiju.handbook.appendix_words import APPENDIX
from guiju.handbook.book.manuscript import Manuscript
from guiju.handbook.book.nodes import (
    Blocks,
    Column,
    Inlines,
    bullets,
    code,
    heading,
    lines,
    para,
    strong,
    styled,
    table,
    words,
)
from guiju.handbook.book.spoken import spoken
from guiju.handbook.kpis import ShownTarget, targets_of
from guiju.handbook.law import standing
from guiju.handbook.measures import measure_in_words
from guiju.handbook.words import UNIT
from guiju.model.kpi import Kpi
from guiju.model.pack import WEEKDAYS, Calendar, Opening, Role
from guiju.model.standard import Standard
from guiju.model.text import Lang


def kpis(script: Manuscript) -> Blocks:
    """Every KPI: what it is, how it is measured, and the limits that it has to meet."""
    records = script.edition.catalogue.kpis.values()
    return _part(script, "book_kpis", "kpis_lead", [block for kpi in records for block in _kpi(script, kpi)])


def _kpi(script: Manuscript, kpi: Kpi) -> Iterator[dict[str, object]]:
    edition = script.edition
    yield heading(2, words(edition.say(kpi.title)), f"kpi-{kpi.id}")
    marks = [
        script.labelled(edition.word("owner"), script.roles((kpi.owner,))),
        script.labelled(edition.word("unit"), words(edition.say(UNIT[kpi.unit]))),
        words(edition.word(kpi.better)),
        code(kpi.id),
    ]
    yield styled("Facts", [para(script.row(marks))])
    yield para(words(edition.say(kpi.description)))
    measure = words(measure_in_words(kpi, edition.catalogue, edition.lang))
    missing = words(edition.word(f"missing_{kpi.missing}"))
    yield para([*strong(words(edition.word("measure"))), *script.colon(), *measure])
    yield para([*strong(words(edition.word("missing"))), *script.colon(), *missing])
    targets = targets_of(edition, kpi)
    none = [] if targets else words(edition.word("targets_none"))
    yield para([*strong(words(edition.word("targets"))), *script.colon(), *none])
    if targets:
        yield bullets(_target(script, target) for target in targets)


def _target(script: Manuscript, target: ShownTarget) -> Inlines:
    shown = target.clause
    standard = script.linked(words(script.edition.say(shown.standard.title)), shown.standard.id)
    named = script.labelled("", script.clause(shown.standard, shown.clause))
    limits = script.listed([spoken(row.phrase) for row in target.limits])
    return [*standard, *named, *([*script.colon(), *limits] if limits else [])]


def roles(script: Manuscript) -> Blocks:
    """Every role: its duties, what binds it and what it answers for."""
    records = script.edition.catalogue.roles.values()
    return _part(script, "book_roles", "roles_lead", [block for role in records for block in _role(script, role)])


def _role(script: Manuscript, role: Role) -> Iterator[dict[str, object]]:
    edition = script.edition
    yield heading(2, words(edition.say(role.title)), f"role-{role.id}")
    yield bullets(words(edition.say(duty)) for duty in role.duties)
    every = edition.catalogue.standards.values()
    for name, found in (
        ("book_bound", [standard for standard in every if role.id in standard.binds]),
        ("book_owned", [standard for standard in every if standard.owner == role.id]),
    ):
        if found:
            titles = script.listed([_title(script, standard) for standard in found])
            yield para([*strong(words(edition.word(name))), *script.colon(), *titles])


def _title(script: Manuscript, standard: Standard) -> Inlines:
    return script.linked(words(script.edition.say(standard.title)), standard.id)


def glossary(script: Manuscript) -> Blocks:
    """The terms; each with its name in the other language."""
    edition = script.edition
    other: Lang = "en" if edition.lang == "zh" else "zh"
    rows: list[tuple[Inlines, Inlines]] = []
    for term in edition.catalogue.terms.values():
        name, twin = edition.say(term.term), term.term.in_(other)
        said = [strong(words(name)), *([words(twin)] if twin != name else [])]
        rows.append((lines(said), words(edition.say(term.meaning))))
    columns = [Column(edition.word("term"), 0.26), Column(edition.word("meaning"), 0.74)]
    return _part(script, "book_glossary", None, [table(columns, rows)] if rows else [])


def calendars(script: Manuscript) -> Blocks:
    """Opening hours and special days."""
    records = script.edition.catalogue.calendars.values()
    return _part(script, "book_calendars", None, [block for one in records for block in _calendar(script, one)])


def _calendar(script: Manuscript, calendar: Calendar) -> Iterator[dict[str, object]]:
    edition = script.edition
    yield heading(2, words(edition.say(calendar.title)), f"calendar-{calendar.id}")
    first, last = edition.day(calendar.published_from), edition.day(calendar.published_until)
    yield para(words(edition.word("book_published", first=first, last=last)))
    hours = [(words(edition.word(day)), _hours(script, calendar.week.get(day, ()))) for day in WEEKDAYS]
    if calendar.make_up_hours:
        hours.append((words(edition.word("book_make_up")), _hours(script, calendar.make_up_hours)))
    yield table([Column(edition.word("book_weekday"), 0.35), Column(edition.word("book_hours"), 0.65)], hours)
    if not calendar.special_days:
        return
    shares = (("book_date", 0.35), ("book_special", 0.4), ("book_works", 0.25))
    yield table(
        [Column(edition.word(name), share) for name, share in shares],
        [
            (
                words(edition.day(day.date)),
                words(edition.say(day.name)),
                words(edition.word("book_yes" if day.works else "book_no")),
            )
            for day in calendar.special_days
        ],
    )


def _hours(script: Manuscript, openings: tuple[Opening, ...]) -> Inlines:
    edition = script.edition
    if not openings:
        return words(edition.word("book_closed"))
    return script.listed([words(_opening(script, opening)) for opening in openings])


def _opening(script: Manuscript, opening: Opening) -> str:
    edition = script.edition
    if (opening.opens, opening.closes) == ("00:00", "24:00"):
        return edition.word("book_whole_day")
    closes = edition.word("book_next_day", time=opening.closes) if opening.overnight else opening.closes
    return f"{opening.opens}–{closes}"


def all_standards(script: Manuscript) -> Blocks:
    """Every standard in one table a chapter."""
    edition = script.edition
    shares = (("standard", 0.4), ("status", 0.22), ("owner", 0.2), ("review", 0.18))
    columns = [Column(edition.word(name), share) for name, share in shares]
    found: Blocks = []
    for chapter in edition.catalogue.pack.chapters:
        standards = edition.standards_of(chapter.id)
        if standards:
            found.append(heading(3, words(edition.say(chapter.title))))
            found.append(table(columns, [_row(script, standard) for standard in standards]))
    title = edition.say(APPENDIX["standards_table"])
    return [heading(1, words(title), "book-standards"), *found] if found else []


def _row(script: Manuscript, standard: Standard) -> tuple[Inlines, ...]:
    edition = script.edition
    stand = standing(standard, edition.today)
    state = edition.word("in_force" if stand.in_force is not None else "not_yet")
    review = (
        edition.day(stand.review_on)
        if stand.review_on is not None
        else edition.word("review_in", period=standard.review_in.in_(edition.lang))
    )
    return (
        lines([_title(script, standard), code(standard.id)]),
        words(f"{state} {stand.shown.version}"),
        words(edition.role(standard.owner)),
        words(review),
    )


def _part(script: Manuscript, name: str, lead: str | None, blocks: Blocks) -> Blocks:
    """A part with its heading; nothing where the pack has nothing for it."""
    if not blocks:
        return []
    led = [styled("Lead", [para(words(script.edition.word(lead)))])] if lead is not None else []
    return [heading(1, words(script.edition.word(name)), name.replace("_", "-")), *led, *blocks]
