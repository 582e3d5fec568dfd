"""The use case behind `guiju coverage`."""

from pathlib import Path

from guiju.app.packs import load_pack
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import Coverage, coverage_of
from guiju.model.demand import KINDS
from guiju.model.problem import Misuse
from guiju.model.text import Text
from guiju.source import unknown

_SOURCE = Text(zh="来源文件", en="source")
_KIND = Text(zh="类别", en="kind")


def trace(pack: Path, *, source: str | None, kind: str | None) -> tuple[Catalogue, Coverage]:
    """The pack, and which of its sources' demands are answered; those of one source or kind where one is named.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: there is no such source or kind.
    """
    catalogue = load_pack(pack)
    if source is not None and source not in catalogue.sources:
        raise Misuse(message=unknown(_SOURCE, source, catalogue.sources))
    if kind is not None and kind not in KINDS:
        raise Misuse(message=unknown(_KIND, kind, KINDS))
    traced = coverage_of(catalogue).traced
    return catalogue, Coverage(
        tuple(one for one in traced if source in (None, one.source) and kind in (None, one.demand.kind))
    )
