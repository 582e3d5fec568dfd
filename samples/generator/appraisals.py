"""Quarterly assessments of every agent, and the monthly performance records that rest on them."""

from collections.abc import Mapping
from datetime import date, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import MARKET, SERVICE, TEAMS, TECHNICAL, agents
from generator.ledger import Blot, Ledger
from generator.tables import Row, Table, Unreadable

DIMENSIONS = ("score_quality", "score_efficiency", "score_attitude", "score_innovation")
CRITERIA = ("score_response", "score_completeness", "score_transparency", "score_result")
RATED = (
    *("score_attitude", "score_professional", "score_communication", "score_solving"),
    "score_customer_focus",
)
ASSESSMENTS = (
    *("assessment_id", "staff_id", "team", "assessed_on", "kind", "assessor_id", "score_quality", "score_efficiency"),
    *("score_attitude", "score_innovation", "score_professional", "score_communication", "score_solving"),
    *("score_customer_focus", *CRITERIA, "score_total", "survey_score", "passed", "weak_dimension", "training_on"),
)
PERFORMANCE = (
    *("period", "staff_id", "team", "service_score", "evaluation_score", "conformity_score", "survey_mean"),
    *("response_hours", "solved_share", "grade", "reward", "penalty", "reason", "promoted", "promotion_basis"),
)
_ROUNDS = tuple(date(2025, month, 1) for month in (3, 6, 9, 12))
_PASS_MARK, _REWARD_FROM, _PENALTY_BELOW = 75, 90, 80
_NOT_ASSESSED = (date(2025, 6, 1), ("KF11", "JS04"))
_NOT_RATED = (date(2025, 3, 1), ("KF21", "SC06"))
_FEW_RATINGS = date(2025, 9, 1)
_WITHOUT_RECORD = (date(2025, 4, 1), ("KF31", "KF32", "JS09"))
_UNEVEN = (MARKET, date(2025, 5, 1))
_REVISED = date(2025, 7, 1)


def make_assessments(dice: Dice, ledger: Ledger) -> Table:
    """In the last month of each quarter everybody is assessed and rated, and some are rated by the group as well."""
    table = Table(export="assessments", columns=ASSESSMENTS)
    for month in _ROUNDS:
        for team in TEAMS:
            for place, staff in enumerate(agents(team)):
                if (month, staff) not in {(_NOT_ASSESSED[0], name) for name in _NOT_ASSESSED[1]}:
                    _book(table, _assessed(dice, month, team, staff))
                if (month, staff) not in {(_NOT_RATED[0], name) for name in _NOT_RATED[1]}:
                    _book(table, _rated(dice, month, team, staff))
                if place % 7 == 0 and not (month == _FEW_RATINGS and team == SERVICE):
                    _book(table, _supervised(dice, month, team, staff))
    ledger.group("assessment-content.supervision-sample", "noncompliant", date(2025, 7, 1))
    _assessment_faults(table, dice, ledger)
    return table


def _book(table: Table, row: Row) -> None:
    table.add(row | {"assessment_id": f"KH{row['assessed_on']:%y%m}{len(table.rows) + 1:04d}"})


def _blank(dice: Dice, month: date, team: str, staff: str, kind: str) -> Row:
    row: Row = dict.fromkeys(ASSESSMENTS)
    row |= {"staff_id": staff, "team": team, "kind": kind}
    return row | {"assessed_on": month + timedelta(days=dice.between(14, 21))}


def _assessed(dice: Dice, month: date, team: str, staff: str) -> Row:
    """Of service quality, by the team lead; a few fail and are trained again."""
    row = _blank(dice, month, team, staff, "service")
    weak = dice.happens(0.04)
    for column in (*DIMENSIONS, *CRITERIA):
        row[column] = float(dice.between(60, 72) if weak else dice.between(79, 97))
    scores = [row[column] for column in (*DIMENSIONS, *CRITERIA)]
    row |= {"assessor_id": f"BZ{TEAMS.index(team) + 1:02d}", "survey_score": _stars(dice)}
    row |= {"score_total": round(sum(scores) / len(scores), 1), "passed": not weak}
    if weak:
        row["weak_dimension"] = min(DIMENSIONS, key=lambda column: row[column]).removeprefix("score_")
        row["training_on"] = row["assessed_on"] + timedelta(days=dice.between(3, 9 if month.month > 9 else 30))  # noqa: PLR2004
    return row


def _rated(dice: Dice, month: date, team: str, staff: str) -> Row:
    """By a colleague, who is never the person."""
    row = _blank(dice, month, team, staff, "internal")
    others = [name for name in agents(team) if name != staff]
    return row | {"assessor_id": dice.one(others), "score_total": float(dice.between(76, 98))}


def _supervised(dice: Dice, month: date, team: str, staff: str) -> Row:
    row = _blank(dice, month, team, staff, "supervision")
    for column in RATED:
        row[column] = float(dice.between(78, 96))
    return row | {"assessor_id": "JD01", "survey_score": _stars(dice)}


def _stars(dice: Dice) -> float:
    return dice.between(41, 49) / 10


def _assessment_faults(table: Table, dice: Dice, ledger: Ledger) -> None:
    def service(row: Row) -> bool:
        return bool(row["kind"] == "service") and row["passed"]

    def of_group(row: Row) -> bool:
        return bool(row["kind"] == "supervision")

    for fits in (service, lambda row: row["kind"] == "internal"):
        for row in table.take(dice, 1, fits):
            row["assessor_id"] = row["staff_id"]
            ledger.note(row, "breached", "staff-assessment.not-by-oneself")
    for column, clause in (
        (DIMENSIONS[3], "dimensions"),
        (CRITERIA[2], "criteria"),
        ("survey_score", "customers-view"),
    ):
        for row in table.take(dice, 3, service):
            row[column] = None
            ledger.note(row, "breached", f"assessment-content.{clause}")
    for row in table.take(dice, 1, service):
        row["score_attitude"] = Unreadable("良好")
        ledger.note(row, "undecided", "assessment-content.dimensions")
    for row in table.take(dice, 3, of_group):
        row["score_communication"] = None
        ledger.note(row, "breached", "assessment-content.supervision-rating")
    _results_bent(table, dice, ledger)
    table.spoilt.append(table.rows[9] | {"assessment_id": "KH2503999", "assessed_on": Unreadable("三月下旬")})


def _results_bent(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Somebody passes below the mark; of those who fail, some are trained too late or not at all."""

    def early(row: Row) -> bool:
        return bool(row["kind"] == "service") and row["assessed_on"] < date(2025, 10, 1)

    for row in table.take(dice, 2, lambda row: early(row) and row["passed"]):
        row["score_total"] = _PASS_MARK - 0.5
        ledger.note(row, "breached", "staff-assessment.one-pass-mark")
    for row in table.take(dice, 4, lambda row: early(row) and row["passed"]):
        row |= {"score_total": float(_PASS_MARK - dice.between(2, 6)), "passed": False, "weak_dimension": "efficiency"}
        late = row["assessed_on"] + timedelta(days=31)
        row["training_on"] = late if dice.happens(0.5) else None
        ledger.note(row, "breached", "staff-assessment.retrained")


def make_performance(assessments: Table, dice: Dice, ledger: Ledger) -> Table:
    """A record for every agent and month; the evaluation is that of the newest assessment."""
    table = Table(export="performance", columns=PERFORMANCE)
    totals = {
        (row["staff_id"], row["assessed_on"].replace(day=1)): row
        for row in assessments.rows
        if row["kind"] == "service"
    }
    newest: dict[str, float] = {}
    for month in MONTHS:
        for team in TEAMS:
            for staff in agents(team):
                assessed = totals.get((staff, month))
                before = newest.get(staff, float(dice.between(80, 94)))
                newest[staff] = assessed["score_total"] if assessed is not None else before
                if month != _WITHOUT_RECORD[0] or staff not in _WITHOUT_RECORD[1]:
                    table.add(_month(dice, month, team, staff, newest[staff]))
    _promoted(table, totals, ledger)
    _uneven(table, ledger)
    _not_assessed(table, ledger)
    _performance_faults(table, dice, ledger)
    _other_faults(table, assessments, dice, ledger)
    return table


def _month(dice: Dice, month: date, team: str, staff: str, evaluation: float) -> Row:
    row: Row = dict.fromkeys(PERFORMANCE) | {"period": month, "staff_id": staff, "team": team}
    least = 90 if month >= _REVISED else 86
    row |= {"evaluation_score": evaluation, "conformity_score": float(dice.between(82, 99))}
    row |= {"survey_mean": _stars(dice), "response_hours": dice.between(5, 95) / 100}
    row |= {"solved_share": dice.between(least, 99) / 100, "promoted": False}
    _score(row)
    if row["service_score"] >= _REWARD_FROM:
        row |= {"reward": 300, "reason": dice.one(("当月零差错", "收到客户表扬", "提出的改进建议已采纳"))}
    return row


def _score(row: Row) -> None:
    """The weighted score, and the grade that goes with it."""
    parts = 0.5 * row["evaluation_score"] + 0.3 * 20 * row["survey_mean"] + 0.2 * row["conformity_score"]
    row["service_score"] = round(parts, 1)
    _grade(row)


def _grade(row: Row) -> None:
    row["grade"] = next(
        (grade for grade, least in (("A", 90), ("B", 80), ("C", 70)) if row["service_score"] >= least), "D"
    )


def _promoted(table: Table, totals: Mapping[tuple[str, date], Row], ledger: Ledger) -> None:
    """In July some are promoted: most on an assessment of their own, one on somebody else's, one on none."""
    june = date(2025, 6, 1)
    able = [row for row in table.rows if row["period"] == _REVISED and row["staff_id"].startswith("KF")]
    able = [row for row in able if (basis := totals.get((row["staff_id"], june))) is not None and basis["passed"]]
    for place, row in enumerate(able[:7]):
        row |= {"promoted": True, "promotion_basis": totals[row["staff_id"], june]["assessment_id"]}
        table.touched.add(id(row))
        if place == 4:  # noqa: PLR2004 - the last three of seven
            row["promotion_basis"] = None
            ledger.note(row, "breached", "rewards-and-promotion.promotion-named")
        if place > 4:  # noqa: PLR2004
            other = totals[able[0]["staff_id"], june]["assessment_id"]
            row["promotion_basis"] = other if place == 5 else "领导推荐"  # noqa: PLR2004
            ledger.note(row, "breached", "rewards-and-promotion.promotion-earned")


def _uneven(table: Table, ledger: Ledger) -> None:
    """A team of which half are excellent and half are weak."""
    for place, row in enumerate(row for row in table.rows if (row["team"], row["period"]) == _UNEVEN):
        weak = place % 2 == 1
        row |= {"evaluation_score": 60.0 if weak else 98.0, "conformity_score": 82.0 if weak else 98.0}
        row |= {"survey_mean": 4.1 if weak else 4.9}
        row |= {"reward": None if weak else 300, "reason": None if weak else "当月零差错"}
        _score(row)
        table.touched.add(id(row))
    ledger.group("agent-kpis.spread", "noncompliant", _UNEVEN[1], _UNEVEN[0])


def _not_assessed(table: Table, ledger: Ledger) -> None:
    """Whoever was left out of a round is missed in all three months of its quarter."""
    for (month, names), clause in ((_NOT_ASSESSED, "quarterly"), (_NOT_RATED, "internal-rating")):
        quarter = {month.replace(month=month.month - back) for back in range(3)}
        for row in table.rows:
            if row["staff_id"] in names and row["period"] in quarter:
                ledger.note(row, "breached", f"staff-assessment.{clause}")
                table.touched.add(id(row))


def _plain(row: Row) -> bool:
    """Neither in the months of the rounds nor in a team whose scores lie apart: safe to change."""
    return row["period"].month % 3 != 0 and row["reward"] is None and row["team"] in {SERVICE, TECHNICAL}


def _performance_faults(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row in table.take(dice, 3, _plain):
        row["survey_mean"] = None
        ledger.note(row, "breached", "agent-kpis.measured")
        ledger.note(row, "undecided", "assessment-results.service-score")
        _level(ledger, row, "undecided", "rated")
    for row in table.take(dice, 1, _plain):
        row["response_hours"] = Unreadable("约半小时")
        ledger.note(row, "undecided", "agent-kpis.measured")
        _level(ledger, row, "undecided", "response")
    for row in table.take(dice, 5, _plain):
        row["response_hours"] = 1 + dice.between(1, 90) / 100
        _level(ledger, row, "noncompliant", "response")
    for row in table.take(dice, 2, _plain):
        row["response_hours"] = 1.0
    for row in table.take(dice, 4, lambda row: _plain(row) and row["period"] >= _REVISED):
        row["solved_share"] = 0.87  # enough until the threshold was raised
        _level(ledger, row, "noncompliant", "solved")
    for row in table.take(dice, 3, _plain):
        row["survey_mean"] = dice.between(33, 39) / 10
        _score(row)
        _level(ledger, row, "noncompliant", "rated")
    for row in table.take(dice, 2, _plain):
        row["conformity_score"] = None
        ledger.note(row, "breached", "assessment-results.conformity")
        ledger.note(row, "undecided", "assessment-results.service-score")
        _level(ledger, row, "undecided", "conformity")


def _level(ledger: Ledger, row: Row, blot: Blot, clause: str) -> None:
    """An agent and month, each of which has one record."""
    ledger.group(f"agent-kpis.{clause}", blot, row["period"], row["staff_id"])


def _other_faults(table: Table, assessments: Table, dice: Dice, ledger: Ledger) -> None:
    for row in table.take(dice, 3, _plain):
        row["service_score"] = round(row["service_score"] - 1.5, 1)
        _grade(row)
        ledger.note(row, "breached", "assessment-results.service-score")
    for row in table.take(dice, 3, _plain):
        row["grade"] = "D"
        ledger.note(row, "breached", "assessment-results.grade")
    for row in table.take(dice, 2, lambda row: row["reward"] is not None and row["period"].month % 3 != 0):
        row["reason"] = None
        ledger.note(row, "breached", "rewards-and-promotion.reward")
    for row in table.take(dice, 2, lambda row: _plain(row) and row["service_score"] < _REWARD_FROM):
        row |= {"reward": 500, "reason": "部门推荐"}
        ledger.note(row, "breached", "rewards-and-promotion.reward")
    for place, row in enumerate(table.take(dice, 4, _plain)):
        row |= {"conformity_score": float(_PENALTY_BELOW - dice.between(1, 9)), "penalty": 200}
        row["reason"] = "未核验客户身份即修改资料" if place else None
        _level(ledger, row, "noncompliant", "conformity")
        _score(row)
        if not place:
            ledger.note(row, "breached", "rewards-and-promotion.penalty")
    for row in table.take(dice, 1, _plain):
        row |= {"penalty": 100, "reason": "客户打分低"}  # with conformity as it should be
        ledger.note(row, "breached", "rewards-and-promotion.penalty")
    _copied_wrong(table, assessments, dice, ledger)
    table.spoilt.append(table.rows[12] | {"staff_id": "KF99", "period": Unreadable("1月")})


def _copied_wrong(table: Table, assessments: Table, dice: Dice, ledger: Ledger) -> None:
    """An evaluation score that is not the total of the assessment of the month."""
    booked = {
        (row["staff_id"], row["assessed_on"].replace(day=1)): row
        for row in assessments.untouched()
        if row["kind"] == "service" and row["passed"]
    }

    def fits(row: Row) -> bool:
        early = row["period"] < _ROUNDS[-1]  # a record for the last round might still come
        return early and (row["staff_id"], row["period"]) in booked and row["service_score"] < _REWARD_FROM - 2

    for row in table.take(dice, 3, fits):
        row["evaluation_score"] = round(row["evaluation_score"] + 2.3, 1)
        _score(row)
        ledger.note(booked[row["staff_id"], row["period"]], "breached", "assessment-results.counted")
