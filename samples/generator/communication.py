"""Everything that the standards on communication and surveys read, made after the exports of the other standards."""

from datetime import date, datetime, timedelta

from generator.communication_targets import observe_communication
from generator.contact_faults import spoil_contacts
from generator.contacts import Known, make_contacts
from generator.days import period_of
from generator.dice import Dice
from generator.knowledge import make_articles, make_outlets
from generator.ledger import Ledger
from generator.quality_scores import FIRST_WEIGHTS, LATER_WEIGHTS, total
from generator.request_log import case_of
from generator.survey_ratings import widen
from generator.tables import Row, Table, Unreadable

_PREFERENCES = {"sms": 40, "app": 22, "email": 16, "phone": 12, "chat": 5, "social": 5}
_REVISED = date(2025, 7, 1)
_CLASSES = {"usage": 30, "order": 22, "billing": 18, "fault": 16, "account": 9, "other": 5}
_LONG_TALKS, _MANY_OTHERS, _RUDE_CHATS = date(2025, 5, 1), date(2025, 10, 1), date(2025, 7, 1)
_EMBELLISHED = (date(2025, 4, 1), date(2025, 10, 1))
_SATISFIED, _STARS_A_QUARTER, _TOO_SOON = 4, 3, 4
_UNASKED, _AT_NINE_MONTHS, _AT_A_YEAR, _UNCLASSED = (61, 7), (83, 5), (97, 3), (40, 11)
"""Every so manieth record, counted from this one on."""


def with_communication(made: dict[str, Table], dice: Dice, ledger: Ledger) -> dict[str, Table]:
    """The tables, with contacts, knowledge and outlets; what others made gets its columns filled."""
    _fill_preferences(made["customers"], dice, ledger)
    _fill_calls(made["calls"], dice, ledger)
    _judge_wording(made["quality-checks"], dice, ledger)
    _rate_otherwise(made["surveys"], dice, ledger)
    _rescore(made["quality-scores"], made["surveys"], ledger)
    _script(made["procedures"])
    _ask_too_soon(made["request-events"], dice, ledger)
    contacts = make_contacts(made, _known(made["customers"]), dice)
    preferred: dict[str, set[str]] = {}
    for row in made["customers"].rows:
        preferred.setdefault(row["customer_id"], set()).add(row["preferred_channel"])
    spoil_contacts(contacts, made["calls"], preferred, dice, ledger)
    every = made | {"contacts": contacts, "knowledge-articles": make_articles(dice, ledger)}
    every |= {"outlets": make_outlets(made["regions"], dice, ledger)}
    observe_communication(every, ledger)
    return every


def _fill_preferences(customers: Table, dice: Dice, ledger: Ledger) -> None:
    """One preference for each customer, confirmed within nine months; a few are unknown, some are stale."""
    widen(customers, "preferred_channel", "preference_checked_on")
    chosen: dict[str, str] = {}
    for place, row in enumerate(customers.rows):
        row["preferred_channel"] = chosen.setdefault(row["customer_id"], dice.weighted(_PREFERENCES))
        row["preference_checked_on"] = row["snapshot_date"] - timedelta(days=dice.between(5, 265))
        if row["active"] is None:
            ledger.note(row, "undecided", "contact-mode.preference-known", "contact-mode.preference-current")
        elif _each(place, _UNASKED):
            row |= {"preferred_channel": None, "preference_checked_on": None}
            if row["active"]:
                ledger.note(row, "breached", "contact-mode.preference-known")
        elif _each(place, _AT_NINE_MONTHS):
            _age(row, 270 + place % 2, ledger)
        elif _each(place, _AT_A_YEAR):
            _age(row, 365 + place % 2, ledger)


def _each(place: int, every: tuple[int, int]) -> bool:
    return place % every[0] == every[1]


def _age(row: Row, days: int, ledger: Ledger) -> None:
    row["preference_checked_on"] = row["snapshot_date"] - timedelta(days=days)
    limit = 270 if row["snapshot_date"] >= _REVISED else 365
    if row["active"] and days > limit:
        ledger.note(row, "breached", "contact-mode.preference-current")


def _known(customers: Table) -> dict[str, Known]:
    """Each customer as an agent sees them: of high value only where a manager is known."""
    known: dict[str, Known] = {}
    for row in customers.rows:
        name, manager = row["customer_id"], row["account_manager_id"]
        if not isinstance(name, str):
            continue
        high = row["value_tier"] == "high" and isinstance(manager, str)
        if high or name not in known:
            tier = "high" if high else "mid" if row["value_tier"] != "low" else "low"
            known[name] = Known(tier=tier, preferred=row["preferred_channel"], manager=manager if high else None)
    return known


def _fill_calls(calls: Table, dice: Dice, ledger: Ledger) -> None:
    """How long each call took and what it was about; long talks in one month, many others in another."""
    widen(calls, "talk_seconds", "problem_class")
    for place, row in enumerate(calls.rows):
        if row["answered"] is not True:
            continue
        month = period_of(row["started_at"], "month")
        row["talk_seconds"] = dice.lean(60, 900) if month != _LONG_TALKS else dice.between(420, 900)
        many = month == _MANY_OTHERS and place % 4 == 0
        row["problem_class"] = "other" if many else dice.weighted(_CLASSES)
        if _each(place, _UNCLASSED):
            row["problem_class"] = None
            if row["direction"] in {"inbound", None}:
                ledger.note(row, "breached", "call-analysis.classified")
    ledger.group("call-analysis.other-share", "noncompliant", _MANY_OTHERS)


def _judge_wording(checks: Table, dice: Dice, ledger: Ledger) -> None:
    """Openings, language and attitude that were not right, words that are not said."""
    rude = [row for row in checks.rows if row["channel"] == "chat"]
    rude = [row for row in rude if period_of(row["checked_at"], "quarter") == _RUDE_CHATS]
    for row in rude[: len(rude) // 8 + 1]:
        row["greeting_ok"] = False
    ledger.group("service-wording.opening", "noncompliant", _RUDE_CHATS, "chat")
    mixed = dice.shuffled(checks.rows)
    for row in mixed[:9]:
        row["language_ok"] = False
        ledger.note(row, "breached", "service-wording.language")
    for row in mixed[9:11]:
        row["language_ok"] = None
        ledger.note(row, "breached", "service-wording.language")
    for row in mixed[11:18]:
        row["attitude_ok"] = False
        ledger.note(row, "breached", "service-wording.attitude")
    for row in mixed[18:22]:
        row["banned_words"] = 1
        ledger.note(row, "breached", "service-wording.no-banned-words")
    for row in mixed[22:24]:
        row["banned_words"] = Unreadable("若干")
        ledger.note(row, "undecided", "service-wording.no-banned-words")


def _rate_otherwise(surveys: Table, dice: Dice, ledger: Ledger) -> None:
    """Some answers came as stars on a page, some lack a part, and in one quarter nobody gave stars."""
    given: dict[date | None, int] = {}
    for row in surveys.rows:
        quarter = period_of(row["sent_at"], "quarter")
        if quarter == date(2025, 4, 1) or row["method"] != "questionnaire" or row["answered_at"] is None:
            continue
        if row["channel"] == "app" and row["score_product"] is not None and given.get(quarter, 0) < _STARS_A_QUARTER:
            given[quarter] = given.get(quarter, 0) + 1
            row |= {"method": "rating", "wave": None, "form_id": None, "score_product": None, "score_aftersales": None}
    ledger.group("survey-rounds.ways", "noncompliant", date(2025, 4, 1))
    whole = [row for row in surveys.rows if row["score_completeness"] is not None]
    for row in dice.shuffled(whole)[:9]:
        row["score_completeness"] = None
        ledger.note(row, "breached", "satisfaction-dimensions.four-scores")


def _rescore(scores: Table, surveys: Table, ledger: Ledger) -> None:
    """The part on satisfaction comes from the surveys, except where somebody improved it by hand."""
    widen(scores, "team")
    for row in scores.rows:
        row["team"] = row["unit"]
        answers = [
            survey["score_overall"]
            for survey in surveys.rows
            if survey["team"] == row["unit"]
            and period_of(survey["sent_at"], "month") == row["period"]
            and survey["answered_at"] is not None
            and survey["score_overall"] is not None
        ]
        share = 100 * sum(score >= _SATISFIED for score in answers) / len(answers)
        _put(row, round(share, 1))
    for row in [row for row in scores.rows if row["period"] in _EMBELLISHED][1:3]:
        _put(row, row["satisfaction"] - 6.0)
        ledger.group("satisfaction-dimensions.feeds-quality-score", "noncompliant", row["period"], row["team"])


def _put(row: Row, satisfaction: float) -> None:
    """Another part, and a total that is as right or as wrong as it was."""
    weights = LATER_WEIGHTS if row["period"] >= _REVISED else FIRST_WEIGHTS
    known = all(isinstance(row[part], float) for part in weights)
    off = row["total"] - total(row, weights) if known else 0.0
    row["satisfaction"] = satisfaction
    if known:
        row["total"] = round(total(row, weights) + off, 1)


def _script(procedures: Table) -> None:
    """Guides to the reception, one for each channel."""
    model = next(row for row in procedures.rows if row["kind"] == "guide" and row["area"] == "reception")
    for place, channel in enumerate(("phone", "email", "chat")):
        issued = date(2025, 2, 10) + timedelta(days=place)
        guide = model | {"procedure_id": f"ZY9{place:02d}", "channel": channel, "issued_on": issued, "difficulty": None}
        guide |= {"reviewed_on": issued + timedelta(days=100), "retired_on": None, "business_change_on": None}
        procedures.add(guide | {"standard_id": "first-response", "owner": "service-agent", "version": "1"})


def _ask_too_soon(events: Table, dice: Dice, ledger: Ledger) -> None:
    """Surveys that went out a moment before the problem was solved."""
    by_case: dict[str, list[Row]] = {}
    for row in events.rows:
        by_case.setdefault(row["request_id"], []).append(row)
    bad = set(ledger.planted("request-steps.in-order")) | set(ledger.planted("request-steps.few-steps"))
    free = [name for name in by_case if id(case_of(ledger, name)) not in bad]
    for name in dice.shuffled(sorted(free)):
        solved = [row for row in by_case[name] if row["event"] == "resolved"]
        asked = [row for row in by_case[name] if row["event"] == "survey_sent"]
        if len(solved) == 1 and len(asked) == 1 and isinstance(solved[0]["ts"], datetime):
            asked[0]["ts"] = solved[0]["ts"] - timedelta(seconds=1)
            ledger.note(case_of(ledger, name), "breached", "request-steps.in-order", "survey-rounds.by-flow")
            if len(ledger.planted("survey-rounds.by-flow")) == _TOO_SOON:
                break
