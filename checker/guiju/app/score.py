"""The use case behind `guiju score`: the scores of a kept run, by the scorecards of the pack that judged it."""

from dataclasses import dataclass
from pathlib import Path

from guiju.app.report import reread
from guiju.model.catalogue import Catalogue
from guiju.model.problem import Misuse
from guiju.model.run import Run
from guiju.model.score import Scoring
from guiju.model.text import Text
from guiju.scoring import score
from guiju.source import unknown

_CARD = Text(zh="评分卡", en="scorecard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scores, and what they rest on."""

    run: Run
    catalogue: Catalogue
    scoring: Scoring

    @property
    def exit_code(self) -> int:
        """0 all is well, 1 a score fails, 3 a score has no grade or rests on unsound data, 5 there is no score.

        As with checks, unsound data come before any other answer, and a failure before what is open.
        """
        if self.scoring.unsound:
            return 3
        if any(self._fails(score.card, score.best_band) for score in self.scoring.scores):
            return 1
        if not self.scoring.scores:
            return 5
        return 3 if any(score.band is None for score in self.scoring.scores) else 0

    def _fails(self, card: str, band: int) -> bool:
        """Whether even the best case is not good enough."""
        return self.catalogue.scorecards[card].bands[band].fails


def score_run(run_folder: Path, card: str | None) -> Scored:
    """The scores by every card, or by one.

    Raises:
        Misuse: no run, no such card, or the pack is no longer what the run was made with.
        PackInvalid: the pack has errors.
    """
    kept = reread(run_folder)
    cards = kept.catalogue.scorecards
    if card is not None and card not in cards:
        raise Misuse(message=unknown(_CARD, card, cards))
    chosen = [cards[card]] if card is not None else list(cards.values())
    return Scored(run=kept.run, catalogue=kept.catalogue, scoring=score(kept.run, kept.catalogue, chosen))
