"""Questionnaires after closed requests: every clause about satisfaction rests on them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from math import ceil, floor

from generator.days import period_of
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, TECHNICAL
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

COLUMNS = (
    *("survey_id", "request_id", "customer_id", "request_type", "team", "channel", "sent_at", "answered_at"),
    *("score_overall", "score_attitude", "score_speed", "score_solving", "score_completeness", "needs_met", "nps"),
)
_TOPICS = ("score_attitude", "score_speed", "score_solving", "score_completeness")
_ANSWERS = ("answered_at", "score_overall", *_TOPICS, "needs_met", "nps")
_SENT_PART, _LEAST_SENT, _ANSWERED_PART, _LEAST_ANSWERED = 0.45, 14, 0.62, 10
_UNHAPPY_PART = 0.05
_UNHAPPY_TEAMS = ((TECHNICAL, date(2025, 3, 1)), (MARKET, date(2025, 8, 1)), (RELATIONS, date(2025, 11, 1)))
_UNHAPPY_MONTH = date(2025, 6, 1)
_NO_SCORES = date(2025, 9, 1)
_FEW = (RELATIONS, date(2025, 2, 1))
_FEW_ANSWERS = 4
_UNHAPPY_COMPLAINANTS = date(2025, 4, 1)
_EVEN = (MARKET, date(2025, 5, 1))
_OVERALL, _TEAM = "customer-satisfaction.overall", "support-teams.satisfaction"


def make_surveys(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> Table:
    """Surveys on part of the requests, with their faults."""
    table = Table(export="surveys", columns=COLUMNS)
    rows = [row for group in _closed(requests).values() for row in _sent(dice, group)]
    for serial, row in enumerate(sorted(rows, key=lambda row: (row["sent_at"], row["request_id"]))):
        table.add({"survey_id": f"SV{row['sent_at']:%y%m}{serial + 1:05d}"} | row)
    for key in sorted({_key(row) for row in table.rows}):
        _some_unhappy(table, dice, key)
    _unhappy_groups(table, dice, ledger)
    _even_group(table, dice)
    _complainants(table, dice, ledger)
    _few(table, dice, ledger)
    _without_scores(table, dice, ledger)
    _single_faults(table, dice, ledger, scale)
    return table


def _closed(requests: Table) -> dict[tuple[str, date], list[tuple[Row, datetime]]]:
    """Team and month -> closed requests that a survey could be sent about, each with the time of sending."""
    groups: dict[tuple[str, date], list[tuple[Row, datetime]]] = {}
    for row in requests.rows:
        if isinstance(row["closed_at"], datetime) and row["assigned_team"] is not None:
            sent = row["closed_at"] + timedelta(hours=1)
            month = period_of(sent, "month")
            if month is not None and sent.year == 2025:  # noqa: PLR2004 - the surveys of the year
                groups.setdefault((row["assigned_team"], month), []).append((row, sent))
    return dict(sorted(groups.items()))


def _sent(dice: Dice, group: list[tuple[Row, datetime]]) -> Iterable[Row]:
    once = list({row["request_id"]: (row, sent) for row, sent in group}.values())
    chosen = dice.shuffled(once)[: max(_LEAST_SENT, ceil(len(once) * _SENT_PART))]
    answers = max(_LEAST_ANSWERED, ceil(len(chosen) * _ANSWERED_PART))
    for place, (request, sent) in enumerate(chosen):
        row: Row = dict.fromkeys(COLUMNS[1:])
        row |= {name: request[name] for name in ("request_id", "customer_id", "request_type")}
        row |= {"team": request["assigned_team"], "sent_at": sent}
        row["channel"] = dice.weighted({"sms": 50, "app": 25, "email": 15, "phone": 10})
        if place < answers:
            row["answered_at"] = sent + dice.minutes(5, 2800)
            _score(dice, row, dice.weighted({5: 62, 4: 38}))
        yield row


def _score(dice: Dice, row: Row, overall: int) -> None:
    """An overall score and the others that go with it."""
    row["score_overall"] = overall
    for topic in _TOPICS:
        row[topic] = max(1, min(5, overall + dice.weighted({-1: 20, 0: 60, 1: 20})))
    row["needs_met"] = overall >= 4 or dice.happens(0.3)  # noqa: PLR2004 - the scale ends at 5
    row["nps"] = max(0, min(10, overall * 2 - dice.between(0, 1)))


def _key(row: Row) -> tuple[str, date]:
    month = period_of(row["sent_at"], "month")
    return row["team"], month or row["sent_at"].date()


def _in(*keys: tuple[str, date]) -> Callable[[Row], bool]:
    return lambda row: row["answered_at"] is not None and _key(row) in keys


def _customer(row: Row) -> bool:
    return bool(row["request_type"] not in {"complaint", None})


def _displease(table: Table, dice: Dice, count: int, fits: Callable[[Row], bool]) -> None:
    for row in table.take(dice, count, fits):
        _score(dice, row, dice.weighted({3: 60, 2: 25, 1: 15}))


def _some_unhappy(table: Table, dice: Dice, key: tuple[str, date]) -> None:
    """A few unsatisfied customers everywhere, never complainants."""
    answers = sum(_in(key)(row) for row in table.rows)
    _displease(table, dice, floor(answers * _UNHAPPY_PART), lambda row: _in(key)(row) and _customer(row))


def _unhappy_groups(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Single teams below nine tenths; in one month all of them, and so the house."""
    groups = [*_UNHAPPY_TEAMS, *((team, _UNHAPPY_MONTH) for team in (SERVICE, TECHNICAL, MARKET, RELATIONS))]
    for key in groups:
        answers = sum(_in(key)(row) for row in table.rows)

        def fits(row: Row, key: tuple[str, date] = key) -> bool:
            return _in(key)(row) and _customer(row)

        _displease(table, dice, floor(answers * 0.1) + 1, fits)
        ledger.group(_TEAM, "noncompliant", key[1], key[0])
    ledger.group(_OVERALL, "noncompliant", _UNHAPPY_MONTH)


def _even_group(table: Table, dice: Dice) -> None:
    """Exactly nine of ten, which is enough."""
    answers = [row for row in table.rows if _in(_EVEN)(row)]
    for row in [row for row in answers if id(row) not in table.touched][: len(answers) % 10]:
        row.update(dict.fromkeys(_ANSWERS))
        table.touched.add(id(row))
    answers = [row for row in answers if row["answered_at"] is not None]
    unhappy = sum(row["score_overall"] < 4 for row in answers)  # noqa: PLR2004 - satisfied from 4
    _displease(table, dice, len(answers) // 10 - unhappy, _in(_EVEN))


def _complainants(table: Table, dice: Dice, ledger: Ledger) -> None:
    """A quarter in which too many complainants stayed unsatisfied."""

    def complainant(row: Row) -> bool:
        quarter = period_of(row["sent_at"], "quarter") == _UNHAPPY_COMPLAINANTS
        return quarter and row["answered_at"] is not None and row["request_type"] == "complaint"

    answers = sum(complainant(row) for row in table.rows)
    months = [date(2025, month, 1) for month in (4, 5, 6)]
    for place in range(floor(answers * 0.05) + 2):
        month = months[place % len(months)]

        def fits(row: Row, month: date = month) -> bool:
            return complainant(row) and _key(row)[1] == month

        _displease(table, dice, 1, fits)
    ledger.group("complaint-satisfaction.satisfied", "noncompliant", _UNHAPPY_COMPLAINANTS)


def _few(table: Table, dice: Dice, ledger: Ledger) -> None:
    """A team with too few answers for a verdict."""
    answers = sum(_in(_FEW)(row) for row in table.rows)
    for row in dice.shuffled([row for row in table.rows if _in(_FEW)(row)])[: answers - _FEW_ANSWERS]:
        row.update(dict.fromkeys(_ANSWERS))
        table.touched.add(id(row))
    ledger.group(_TEAM, "undecided", _FEW[1], _FEW[0])


def _without_scores(table: Table, dice: Dice, ledger: Ledger) -> None:
    """A month with many answers that lack the overall score."""
    answers = sum(row["answered_at"] is not None and _key(row)[1] == _NO_SCORES for row in table.rows)
    for row in table.take(dice, ceil(answers * 0.15), lambda row: _in((SERVICE, _NO_SCORES))(row) and _customer(row)):
        row["score_overall"] = None
    ledger.group(_OVERALL, "undecided", _NO_SCORES)
    ledger.group(_TEAM, "undecided", _NO_SCORES, SERVICE)


def _single_faults(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Doubled and rejected rows, and a cell that nobody can read; none of them tips a month."""

    def unanswered(row: Row) -> bool:
        return row["answered_at"] is None

    for row in table.take(dice, 3 * scale, unanswered):
        for each in (row, table.copy(row)):
            ledger.note(each, "breached", "record-identity.surveys")
    for row in table.take(dice, 2 * scale, unanswered):
        row["channel"] = Unreadable("微信")
    for place, row in enumerate(table.take(dice, 3 * scale, unanswered)):
        number = f"{row['survey_id']}X"
        if place % 3 == 0:
            table.spoilt.append(row | {"survey_id": number, "sent_at": Unreadable("2025/2/29 10:00")})
        else:
            table.ragged.append((row | {"survey_id": number}, 2 if place % 3 == 1 else -1))
