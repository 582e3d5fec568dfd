"""The use case behind `guiju verify`: a kept run made again from what it says it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.app.check import CheckRequest, judged
from guiju.app.differences import differences
from guiju.app.packs import load_pack
from guiju.history.places import RUN_JSON
from guiju.history.runs import read_run
from guiju.ingest import ExportFile, named_file
from guiju.model.problem import ExportUnreadable, Location, Problem
from guiju.model.run import InputSummary, Provenance, Run
from guiju.model.text import Text
from guiju.model.verification import Verification


def verify(
    run_folder: Path, *, inputs: Path | None, pack: Path | None, progress: Callable[[Text], None]
) -> Verification:
    """Repeats a run with its own arguments; `inputs` is the folder that its files have moved to, `pack` its pack.

    Raises:
        Misuse: there is no run, or its system is no longer in the pack.
        PackInvalid: the pack has errors.
        ExportUnreadable: an input is gone, or can no longer be read.
    """
    run = read_run(run_folder)
    folder = run_folder.parent if run_folder.name == RUN_JSON else run_folder
    given = run.provenance
    place = pack if pack is not None else Path(given.pack_path)
    catalogue = load_pack(place)
    files = _files(run, inputs)
    with TemporaryDirectory(prefix="guiju-") as spool:
        request = CheckRequest(
            pack=place,
            files=(),
            system=given.system,
            as_of=given.as_of,
            in_force_on=given.in_force_on,
            findings_limit=given.findings_limit,
            without_waivers=given.without_waivers,
            show_pii=given.show_pii,
            out=Path(spool) / "run",
            fail_on="never",
        )
        again = judged(request, catalogue, files, progress, pack_known_as=Path(given.pack_path))
        found = differences(run, again.run, folder, Path(spool) / "run")
    return Verification(
        run=str(folder),
        changed=(*_changed_inputs(run, again.run), *_changed_pack(given, again.run.provenance)),
        notes=tuple(_notes(given, again.run.provenance)),
        differences=found,
    )


def _files(run: Run, inputs: Path | None) -> list[ExportFile]:
    """The inputs in their order, each under the name that the run knows it by. Raises ExportUnreadable."""
    files: list[ExportFile] = []
    problems: list[Problem] = []
    for summary in run.exports:
        for file in summary.files:
            found = named_file(file.path, summary.export if file.named else None)
            if found.address is None and inputs is not None:
                found = replace(found, path=_moved(file, inputs), known_as=file.path)
            if found.address is None and not found.path.is_file():
                problems.append(_gone(file.path, found.path))
            files.append(found)
    if problems:
        raise ExportUnreadable(*problems)
    # What became several exports was given once, unless each was named.
    return list({(file.identity, file.export): file for file in files}.values())


def _moved(file: InputSummary, inputs: Path) -> Path:
    """Where a file lies below the folder: under its path as it was given, else under its bare name."""
    given = Path(file.path)
    below = inputs / given.relative_to(given.anchor)
    return below if below.is_file() else inputs / given.name


def _gone(name: str, place: Path) -> Problem:
    return Problem(
        Location(name),
        Text(
            zh=f"这次检查的数据已不在（{place}）：请放回原处，或用 --inputs 指明它所在的文件夹。",
            en=f"this input of the run is not there any more ({place}): bring it back, or name its folder with "
            "--inputs.",
        ),
    )


def _changed_inputs(run: Run, again: Run) -> Iterator[Text]:
    found = {file.path: file.sha256 for summary in again.exports for file in summary.files}
    for summary in run.exports:
        for file in summary.files:
            now = found.get(file.path)
            if now != file.sha256:
                was, is_ = file.sha256[:12], (now or "-")[:12]
                yield Text(
                    zh=f"{file.path}：内容已变（SHA-256 原为 {was}，现为 {is_}）",
                    en=f"{file.path}: its content has changed (SHA-256 was {was}, is {is_})",
                )


def _changed_pack(given: Provenance, now: Provenance) -> Iterator[Text]:
    if given.pack_digest != now.pack_digest:
        commit = (given.pack_commit or "-")[:12]
        was, is_ = given.pack_digest[:12], now.pack_digest[:12]
        yield Text(
            zh=f"标准包已变（摘要原为 {was}，提交 {commit}；现为 {is_}）：可取出原来的版本，用 --pack 指明",
            en=f"the pack has changed (digest was {was} at commit {commit}, is {is_}): check the old one out and name "
            "it with --pack",
        )


def _notes(given: Provenance, now: Provenance) -> Iterator[Text]:
    for was, is_ in ((given.tool, now.tool), (given.engine, now.engine)):
        if was != is_:
            yield Text(zh=f"版本不同：原为 {was}，现为 {is_}", en=f"another version: it was {was}, it is {is_}")
    if given.pack_digest == now.pack_digest and given.pack_commit != now.pack_commit:
        yield Text(
            zh="标准包的内容相同，只是现在属于另一次提交", en="the pack is the same, but stands at another commit now"
        )
