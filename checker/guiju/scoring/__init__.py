"""A run and a pack -> scores by scorecard, group and period. Pure: no files, no clock, no engine.

Knows no other stage: what a run found out and what a card says is all it reads.
"""

from guiju.scoring.cards import score

__all__ = ["score"]
