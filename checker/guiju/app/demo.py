"""The use case behind `guiju demo`: the sample exports judged, and the handbook that tells the verdicts."""

from collections.abc import Callable
from pathlib import Path

from guiju.app.check import CheckOutcome, CheckRequest, check
from guiju.app.handbook import build
from guiju.handbook.book import Shelves, usable_formats
from guiju.model.manual import Command
from guiju.model.problem import Misuse
from guiju.model.text import Text


def demo(pack: Path, out: Path, progress: Callable[[Text], None], *, commands: tuple[Command, ...]) -> CheckOutcome:
    """Judges `samples/exports/` beside the pack into `out/run`; builds the site that tells of it into `out/site`.

    The site offers the handbook in the formats that can be made on this machine.

    Raises:
        Misuse: there are no samples beside the pack.
        GuijuError: whatever the check or the site refuses.
    """
    samples = pack.resolve().parent / "samples" / "exports"
    files = tuple(str(path) for path in sorted(samples.glob("*")) if path.is_file())
    if not files:
        raise Misuse(
            message=Text(
                zh=f"{samples} 里没有示例数据；请在完整的项目目录里运行",
                en=f"{samples} holds no sample exports; run the demo in a full checkout",
            )
        )
    outcome = check(CheckRequest(pack=pack, files=files, out=out / "run", fail_on="never"), progress)
    offered = Shelves(formats=usable_formats())
    build(pack, out / "site", progress, commands=commands, history=out / "run", offered=offered)
    return outcome
