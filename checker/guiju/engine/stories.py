"""The stories that `guiju why` tells: the answers to a StoryPlan as values."""

from collections.abc import Sequence
from datetime import datetime

from guiju.engine.protocol import Engine, Row
from guiju.engine.storyclocks import OwnClock, clocks_of, with_clock
from guiju.model.catalogue import Catalogue
from guiju.model.plan import FINDING_COLUMNS, STATE_CODES, State, StoryPlan, StoryQuery
from guiju.model.record import Id
from guiju.model.story import Event, Judgement, RecordStory
from guiju.model.text import Text
from guiju.model.waiver import Waiver

_STATES: dict[int, State] = {number: state for state, number in STATE_CODES.items()}


def tell(plan: StoryPlan, catalogue: Catalogue, engine: Engine, *, paths: Sequence[str]) -> tuple[RecordStory, ...]:
    """One story per record of the plan's export that has the key, in file order; `paths` are the export's files."""
    export = catalogue.exports[plan.export]
    if plan.prepare_sql is not None:
        engine.rows(plan.prepare_sql)
    rows = engine.rows(plan.row_sql)
    logged = _logged(plan, engine)
    answers = [(query, _answers(query, engine)) for query in plan.clauses]
    told = {query.ref: clocks_of(query, engine) for query in plan.clauses}
    stories: list[RecordStory] = []
    for place, (file, row, *times) in enumerate(rows):
        events = tuple(
            Event(at=at, title=export.columns[name].title)
            for name, at in zip(plan.times, times, strict=True)
            if isinstance(at, datetime)
        )
        stories.append(
            RecordStory(
                export=export.id,
                export_title=export.title,
                key=plan.key,
                file=paths[int(str(file))],
                row=int(str(row)),
                as_of=plan.as_of,
                events=events + logged,
                judgements=tuple(
                    with_clock(
                        _judgement(query, found[place], catalogue, plan.export),
                        catalogue,
                        told[query.ref].get((file, row), OwnClock()),
                        plan.as_of,
                    )
                    for query, found in answers
                ),
            )
        )
    return tuple(stories)


def _logged(plan: StoryPlan, engine: Engine) -> tuple[Event, ...]:
    """The events of the case; one without a time has no place in its story, and the clauses name it as a reason."""
    if plan.log_sql is None:
        return ()
    told = [(at, "?" if what is None else str(what)) for at, what in engine.rows(plan.log_sql)]
    return tuple(
        Event(at=at, title=plan.events.get(what, Text(zh=what))) for at, what in told if isinstance(at, datetime)
    )


def _answers(query: StoryQuery, engine: Engine) -> Sequence[Row]:
    if query.prepare_sql is not None:
        engine.rows(query.prepare_sql)
    for statement in query.stop_tables:
        engine.rows(statement)
    if query.doubles is not None:
        engine.rows(query.doubles.prepare_sql)
    return engine.rows(query.sql)


def _judgement(query: StoryQuery, row: Row, catalogue: Catalogue, export: Id) -> Judgement:
    number = int(str(row[0]))
    unread = str(row[1] or "").split(",")
    cells = dict(zip(FINDING_COLUMNS, row[2:], strict=False))
    shown = row[2 + len(FINDING_COLUMNS) :]
    columns = catalogue.exports[export].columns
    clause = catalogue.standards[query.ref.standard].clause(query.ref.clause)
    undecided = number - STATE_CODES["undecided"]
    approver = cells["approver"]
    return Judgement(
        ref=query.ref,
        title=clause.title if clause is not None else Text(zh=query.ref.clause),
        severity=query.severity,
        state=_STATES.get(number, "undecided"),
        reason=query.reasons[undecided] if undecided >= 0 else None,
        revision=_text(cells["revision"]),
        limit=_text(cells["limit"]),
        started=_moment(cells["started"]),
        ended=_moment(cells["ended"]),
        due=_moment(cells["due"]),
        measured_s=_number(cells["measured_s"]),
        approver=catalogue.roles[str(approver)].title if approver is not None else None,
        waivers=_waivers(cells["waivers"], catalogue) if number == STATE_CODES["breached"] else (),
        unread=tuple(columns[name].title for name in query.looked_at if name in unread),
        values=_values(query, cells["values"])
        + tuple((columns[name].title, _text(value)) for name, value in zip(query.looked_at, shown, strict=True)),
    )


def _waivers(cell: object, catalogue: Catalogue) -> tuple[Waiver, ...]:
    return tuple(catalogue.waivers[name] for name in str(cell).split(", ")) if cell is not None else ()


def _values(query: StoryQuery, cell: object) -> tuple[tuple[Text, str | None], ...]:
    """The events of a case at which it goes wrong; what a condition looked at stands in columns of its own."""
    if query.looked_at or not cell:
        return ()
    return ((Text(zh="所涉事件", en="events"), str(cell)),)


def _moment(cell: object) -> datetime | None:
    return cell if isinstance(cell, datetime) else None


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
