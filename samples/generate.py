"""Writes the sample exports of an invented service centre, and beside them what a check has to find in them.

    python samples/generate.py [--out DIR] [--seed N] [--scale N]

The same arguments give the same bytes. Only the standard library is needed.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.abilities import add_abilities
from generator.agent_levels import note_levels
from generator.answers import answers
from generator.appraisals import make_assessments, make_performance
from generator.attestations import make_attestations
from generator.calls import make_calls
from generator.communication import with_communication
from generator.complaints import make_complaints
from generator.consistency import note_consistency
from generator.customer_relations import with_customer_relations
from generator.dice import Dice
from generator.event_steps import step_incidents, step_outages
from generator.events import make_incidents, make_outages
from generator.handling import fill_handling, spoil_handling
from generator.handling_ledgers import make_ledgers
from generator.handling_oracle import inherit
from generator.improvement import make_improvement
from generator.inspections import make_inspections
from generator.intake import fill_intake
from generator.intake_faults import spoil_intake
from generator.ledger import Ledger
from generator.loops import with_loops
from generator.monitoring_elsewhere import watch_elsewhere
from generator.notices import make_branches, make_notices
from generator.plans import make_drills, make_plans
from generator.quality_checks import make_quality_checks, note_unrecorded
from generator.quality_scores import make_quality_scores
from generator.request_faults import spoil_requests
from generator.request_groups import spoil_request_groups
from generator.request_log import make_log
from generator.requests import clean_requests
from generator.resources import make_reviews, make_staffing
from generator.roster import Person, make_staff, people
from generator.rota import make_concessions, make_shifts
from generator.standard_ledger import make_standard_events
from generator.stocktaking import make_customers, make_regions, make_scenarios
from generator.surveys import make_surveys
from generator.systems import with_systems
from generator.tables import Table
from generator.target_register import make_goals, make_targets
from generator.training import make_trainings
from generator.working_documents import make_procedures
from generator.writing import write

_HERE = Path(__file__).resolve().parent
_REQUESTS, _CALLS = 4000, 3000


def main() -> None:
    """Writes the exports into a folder and `planted.json` beside that folder."""
    parser = argparse.ArgumentParser(description="Writes the sample exports, and planted.json beside their folder.")
    parser.add_argument("--out", type=Path, default=_HERE / "exports", metavar="DIR")
    parser.add_argument("--seed", type=int, default=2025, metavar="N")
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="so many times as many cases and faults")
    asked = parser.parse_args()
    ledger = Ledger()
    tables = make(asked.seed, asked.scale, ledger)
    found = {"seed": asked.seed, "scale": asked.scale} | answers(tables, ledger)
    asked.out.mkdir(parents=True, exist_ok=True)
    for table in tables.values():
        write(table, asked.out)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
    asked.out.with_name("planted.json").write_text(text, encoding="utf-8", newline="\n")


def make(seed: int, scale: int, ledger: Ledger) -> Mapping[str, Table]:
    """Every export, with its faults noted in the ledger."""
    requests = clean_requests(Dice(seed), _REQUESTS * scale)
    fill_intake(requests, Dice(seed + 11), ledger)
    complaints = make_complaints(requests, Dice(seed + 1), ledger, scale)
    spoil_requests(requests, Dice(seed + 2), ledger, scale)
    spoil_request_groups(requests, Dice(seed + 3), ledger)
    spoil_intake(requests, Dice(seed + 12), ledger, scale)
    dice = Dice(seed + 4)
    tables = (
        requests,
        complaints,
        make_calls(requests, dice, ledger, _CALLS * scale, scale),
        make_surveys(requests, dice, ledger, scale),
        make_staffing(dice, ledger),
        make_reviews(dice),
        make_outages(dice, ledger),
        make_incidents(dice, ledger),
        make_customers(dice, ledger),
        make_regions(dice, ledger),
        make_scenarios(ledger),
        make_attestations(ledger),
        make_targets(ledger),
        make_goals(),
        make_procedures(Dice(seed + 100), ledger),
        make_branches(),
        make_notices(Dice(seed + 101), ledger),
        make_standard_events(ledger),
        *_handled(requests, Dice(seed + 21), ledger, scale),
    )
    everybody = people(Dice(seed + 59))
    made = {table.export: table for table in (*tables, *make_people(requests, everybody, Dice(seed + 60), ledger))}
    step_outages(made["outages"], Dice(seed + 61), ledger)
    step_incidents(made["security-incidents"], Dice(seed + 62), ledger)
    made = dict(make_improvement(made, Dice(seed + 50), ledger))
    note_consistency(made, ledger)
    made = dict(with_customer_relations(made, Dice(seed + 40), ledger, scale))
    made |= _monitored(made, Dice(seed + 5), ledger)
    add_abilities(made, everybody, Dice(seed + 63), ledger)
    watch_elsewhere(made, ledger)
    made = with_loops(made, Dice(seed + 70), ledger, scale)
    made = with_communication(with_systems(made, seed, ledger, scale), Dice(seed + 80), ledger)
    note_levels(made, ledger)
    return made


def _handled(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> tuple[Table, ...]:
    """What was done about the requests; the last to touch them."""
    fill_handling(requests, dice)
    ledgers = make_ledgers(requests, dice, ledger, scale)
    log = make_log(requests, dice, ledger, scale)
    spoil_handling(requests, dice, ledger, scale, inherit(requests, ledger))
    return (*ledgers, log)


def make_people(requests: Table, everybody: tuple[Person, ...], dice: Dice, ledger: Ledger) -> Sequence[Table]:
    """The exports about people and what they are trained and authorised for, and about emergencies."""
    staff = make_staff(everybody, ledger)
    return (
        staff,
        *make_trainings(everybody, staff, dice, ledger),
        make_shifts(everybody, dice, ledger),
        make_concessions(everybody, requests, dice, ledger),
        make_plans(ledger),
        make_drills(dice, ledger),
    )


def _monitored(made: Mapping[str, Table], dice: Dice, ledger: Ledger) -> Mapping[str, Table]:
    """What inspections, quality checks, assessments and scores say about the rest."""
    assessments = make_assessments(dice, ledger)
    performance = make_performance(assessments, dice, ledger)
    checks = make_quality_checks(made["requests"], made["calls"], performance, dice, ledger)
    note_unrecorded(made["requests"], performance, ledger)
    tables = (make_inspections(dice, ledger), make_quality_scores(dice, ledger), assessments, performance, checks)
    return {table.export: table for table in tables}


if __name__ == "__main__":
    main()
