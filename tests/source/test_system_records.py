"""Profiles whose files become several exports: what is read beside, what looks back, what is told completely."""

from pathlib import Path

import pytest

from builders.packs import EXPORT, MINIMAL, SYSTEM, write_pack
from guiju.source.catalogue import inspect

BESIDE = """\
  - export: moves
    beside: complaints
    columns:
      number: {from: 编号}
      received_at: {from: 日期}
      state: {from: 状态, type: text}
    before: {key: number, order: [received_at], cells: {was: state}}
    derive:
      channel: case when was is null then state end
    complete: {channel: [phone]}
    note: {zh: 没有地点。, en: No places.}
"""
MOVES = MINIMAL[EXPORT].replace("id: complaints", "id: moves")


def told(folder: Path, old: str = "", new: str = "") -> list[str]:
    reading = BESIDE.replace(old, new) if old else BESIDE
    assert not old or reading != BESIDE
    written = {"exports/moves.yaml": MOVES, SYSTEM: MINIMAL[SYSTEM] + reading}
    return [problem.in_("en") for problem in inspect(write_pack(folder, written))[1]]


def test_a_reading_beside_another_needs_no_files_of_its_own(tmp_path: Path) -> None:
    # The main reading still needs them, as soon as there are several: not so here, where only one has files.
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "beside: complaints",
            "beside: moves",
            "20:13: unknown export that a reading with its own `files` makes moves; there are: complaints",
        ),
        ("beside: complaints", "beside: complaints\n    files: ['*']", "`beside` takes the files of another reading"),
        ("key: number", "key: nummer", "25:19: unknown cell nummer; did you mean number?"),
        ("[received_at]", "[received]", "25:35: unknown cell received; did you mean received_at?"),
        ("{was: state}", "{was: status}", "25:62: unknown cell status; did you mean state?"),
        ("{was: state}", "{number: state}", "25:57: the cell number stands under `columns` already; rename one"),
        ("[phone]", "[fone]", "28:26: unknown value fone; did you mean phone?"),
        ("{channel: [", "{chanel: [", "28:24: unknown column chanel; did you mean channel?"),
        ("was is null", "war is null", "27:26: unknown column war"),
        (
            "    derive:\n      channel: case when was is null then state end\n",
            (
                "    fold:\n      {key: number, order: [number], "
                "columns: {number: min(number), received_at: max(received_at)}}\n"
            ),
            "`fold` sees all rows of a case already",
        ),
    ],
)
def test_names_that_lead_nowhere_are_told_with_their_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert any(problem in line for line in told(tmp_path, old, new)), told(tmp_path, old, new)
