"""From files to scores: a check of a small pack with a scorecard, then its scores."""

from pathlib import Path

import pytest

from builders.packs import write_pack
from builders.scorecards import CARD, CHANNEL
from guiju.app.check import CheckRequest, check
from guiju.app.score import Scored, score_run
from guiju.model.problem import Misuse

ROWS = "number,received_at,handled_at,handler,score,channel\n"
IN_TIME = "{n},2025-03-03 09:00:00,2025-03-04 09:00:00,a,5,{c}\n"
LATE = "{n},2025-03-03 09:00:00,2025-03-08 09:00:00,a,5,{c}\n"
OPEN = "{n},2025-03-03 09:00:00,,a,5,{c}\n"


def kept(folder: Path, **channels: tuple[int, int, int]) -> Path:
    """A run over complaints in time, late and without an end, by channel."""
    pack = write_pack(folder, {CARD: CHANNEL})
    lines = [
        text.format(n=f"{channel}{kind}{place}", c=channel)
        for channel, counts in channels.items()
        for kind, (text, count) in enumerate(zip((IN_TIME, LATE, OPEN), counts, strict=True))
        for place in range(count)
    ]
    file = folder / "complaints.csv"
    file.write_text(ROWS + "".join(lines), encoding="utf-8")
    check(CheckRequest(pack=pack, files=(str(file),), out=folder / "run"), lambda _: None)
    return folder / "run"


def grades(scored: Scored) -> dict[str, tuple[float, float, int | None]]:
    return {one.by["channel"]: (float(one.worst), float(one.best), one.band) for one in scored.scoring.scores}


def test_scores_follow_from_the_files(tmp_path: Path) -> None:
    scored = score_run(kept(tmp_path, phone=(40, 0, 0), letter=(28, 12, 0)), None)

    # letter: 70% of 90% asked, from 50% on: half of 60 points, and nothing for the verdict
    assert grades(scored) == {"phone": (100.0, 100.0, 0), "letter": (30.0, 30.0, 2)}
    assert scored.exit_code == 1


def test_too_few_cases_are_no_points_and_no_grade(tmp_path: Path) -> None:
    scored = score_run(kept(tmp_path, phone=(40, 0, 0), letter=(5, 0, 0)), "channel")

    assert grades(scored)["letter"] == (0.0, 100.0, None)
    assert scored.exit_code == 3


def test_all_well_is_nought_and_nothing_to_score_is_five(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert score_run(kept(tmp_path / "a", phone=(40, 0, 0)), None).exit_code == 0
    (tmp_path / "b").mkdir()
    assert score_run(kept(tmp_path / "b"), None).exit_code == 5


def test_an_unknown_card_and_a_changed_pack_are_refused(tmp_path: Path) -> None:
    folder = kept(tmp_path, phone=(40, 0, 0))

    with pytest.raises(Misuse, match="did you mean channel"):
        score_run(folder, "chanel")
    write_pack(tmp_path, {CARD: CHANNEL.replace("good: 90", "good: 95")})
    with pytest.raises(Misuse, match="not what the run was made with"):
        score_run(folder, None)
