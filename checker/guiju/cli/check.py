"""`guiju check`: exports against the standards."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue, Voice
from guiju.cli.options import (
    FailOn,
    Format,
    format_option,
    lang_option,
    limit_option,
    pack_option,
    pii_option,
    report_option,
)
from guiju.cli.usage import ChineseCommand
from guiju.cli.usecases import CheckWords


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "check",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("拿数据逐条判定", "Check exports against the standards"),
        help=t.help(
            "用标准包逐条判定运营数据。文件可写成 导出=路径，指明它是哪种导出；"
            "数据库的表或视图写成地址。\n"
            "退出码：0 达标，1 不达标，2 用法或标准包有误，3 无法判定或数据不符合约定，5 什么也没查。",
            "Check operational exports against the standards. Write a file as export=path to say which export it is, "
            "and a table or view of a database as an address. "
            "Exit status: 0 compliant, 1 not compliant, 2 wrong usage or invalid pack, 3 could not be judged, "
            "or an export breaks its contract, 5 nothing was checked.",
            "guiju check complaints.csv",
            "guiju check complaints=july.csv calls=july.zip --out runs/july",
            "guiju check complaints=sqlite:///ledger.db#tickets",
            "guiju check 'postgresql://reader@db.example.org/desk#public.tickets' --system desk",
            "guiju check incidents.csv --system servicenow --format md --fail-on major",
            "guiju check complaints.csv --in-force-on 2025-07-01",
            "guiju check outages.csv --no-waivers",
            "guiju check complaints.csv --format junit --report report.xml",
            "guiju check --pack-only --as-of 2025-07-31T18:00",
            "guiju check complaints.csv --format gx --report gx-results",
        ),
    )
    def check(  # noqa: PLR0913 - one parameter per option
        files: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="FILES",
                help=t("导出文件、数据库表的地址，或 导出=路径", "Exports or addresses of tables; or export=path"),
            ),
        ] = None,
        *,
        system: Annotated[
            str | None, typer.Option("--system", metavar="NAME", help=t("来源系统", "The system that they come from"))
        ] = None,
        pack: Annotated[Path | None, pack_option(t)] = None,
        as_of: Annotated[
            str | None,
            typer.Option(
                "--as-of", metavar="TS", help=t("把何时当作现在", "Now for open cases, like 2025-07-31T18:00")
            ),
        ] = None,
        in_force_on: Annotated[
            str | None,
            typer.Option(
                "--in-force-on", metavar="DATE", help=t("全部按这一天的限值判定", "Judge all by this day's limits")
            ),
        ] = None,
        out: Annotated[
            Path | None, typer.Option("--out", metavar="DIR", help=t("把结论和明细写到哪里", "Where to keep the run"))
        ] = None,
        format_: Annotated[Format, format_option(t)] = "text",
        report: Annotated[Path | None, report_option(t)] = None,
        fail_on: Annotated[
            FailOn,
            typer.Option("--fail-on", help=t("从哪一级起退出码为 1", "Severity from which the exit status is 1")),
        ] = "minor",
        no_waivers: Annotated[
            bool, typer.Option("--no-waivers", help=t("不计任何豁免", "Judge as if there were no waivers"))
        ] = False,
        limit: Annotated[int | None, limit_option(t)] = None,
        pack_only: Annotated[
            bool,
            typer.Option(
                "--pack-only",
                help=t("只检查标准包本身，不给文件", "Judge only the clauses on the pack itself, without files"),
            ),
        ] = False,
        findings: Annotated[
            int | None,
            typer.Option("--findings", min=0, metavar="N", help=t("每条款最多写几条明细", "Most findings per clause")),
        ] = None,
        show_pii: Annotated[bool, pii_option(t)] = False,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        if not files and not pack_only:
            said = t("请给出数据文件；只检查标准包本身请加 --pack-only", "name an export, or say --pack-only")
            raise typer.BadParameter(said, param_hint="FILES")
        with desk.refusals():
            paper = desk.paper(format_, report, limit=limit, kept=out is not None)
            words = CheckWords(
                pack=desk.pack(pack),
                files=tuple(files or ()),
                pack_only=pack_only,
                system=system,
                as_of=_moment(as_of, t),
                in_force_on=_day(in_force_on, t),
                out=out,
                findings_limit=findings,
                without_waivers=no_waivers,
                show_pii=show_pii,
                fail_on=fail_on,
            )
            with desk.progress() as progress:
                outcome = desk.usecases.check(words, progress)
            desk.report(outcome, paper)
            raise typer.Exit(outcome.exit_code)


def _moment(written: str | None, t: Voice) -> datetime | None:
    """Naive local time of the pack's zone, as in the exports."""
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        said = t(
            f"{written} 不是时间，应写成 2025-07-31T18:00", f"{written} is no time; write it like 2025-07-31T18:00"
        )
        raise typer.BadParameter(said, param_hint="--as-of") from None
    if moment.tzinfo is not None:
        said = t("请写标准包所在时区的本地时间，不带时区", "write the local time of the pack's zone, without an offset")
        raise typer.BadParameter(said, param_hint="--as-of")
    return moment


def _day(written: str | None, t: Voice) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        said = t(f"{written} 不是日期，应写成 2025-07-01", f"{written} is no date; write it like 2025-07-01")
        raise typer.BadParameter(said, param_hint="--in-force-on") from None
