"""`guiju score`: what it asks for, what it prints, and its exit status."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.scorecards import card, catalogue, criterion, group, of_groups, run, target
from guiju.app.score import Scored
from guiju.cli.language import Tongue, Voice
from guiju.cli.main import build
from guiju.cli.usecases import UseCases
from guiju.scoring import score

CARD = card({"quality": [criterion("done")]}, {"quality": "100%"})


@dataclass
class Desk:
    value: float | None

    def __post_init__(self) -> None:
        self.asked: list[tuple[Path, str | None]] = []

    def score(self, folder: Path, named: str | None) -> Scored:
        self.asked.append((folder, named))
        whole, found = catalogue(CARD, checks={"done": target()}), run(of_groups("done", group(self.value)))
        return Scored(run=found, catalogue=whole, scoring=score(found, whole, [CARD]))


def call(desk: Desk, *words: str, lang: Tongue = "en") -> Result:
    return CliRunner().invoke(build(Voice(lang), UseCases(score=desk.score)), ["score", *words])


@pytest.mark.parametrize(("value", "status"), [(0.9, 0), (0.8, 0), (0.7, 1), (None, 3)])
def test_it_exits_by_what_the_scores_are(tmp_path: Path, value: float | None, status: int) -> None:
    desk = Desk(value)

    result = call(desk, str(tmp_path), "--card", "card")

    assert result.exit_code == status
    assert desk.asked == [(tmp_path, "card")]


def test_json_goes_to_stdout_alone(tmp_path: Path) -> None:
    assert json.loads(call(Desk(0.8), str(tmp_path), "--format", "json").stdout)["scores"][0]["worst"] == 75.0


def test_it_speaks_both_languages(tmp_path: Path) -> None:
    assert call(Desk(0.8), str(tmp_path), lang="zh").stdout.startswith("1 个评分")
    assert call(Desk(0.8), str(tmp_path), "--by", "period").stdout.startswith("1 score with its grade\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_teaches_by_example(lang: Tongue) -> None:
    assert "guiju score runs/july --card team --by period" in call(Desk(None), "--help", lang=lang).stdout
