"""A run as Great Expectations' validation results and Data Docs. With `clauses`, the only module that imports it.

Nothing is asked of the data again: the expectations take what the scan found as their metrics. No data context is
opened, so that nothing is configured, stored or sent; the pages are made to call no other host (see `pages`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guiju.exchange.pages import index_page, offline
from guiju.exchange.suites import GX_VERSION, SEVERITIES, contract_item
from guiju.model.catalogue import Catalogue
from guiju.model.problem import Misuse
from guiju.model.run import ClauseResult, ContractResult, ExpectationResult, Run
from guiju.model.text import Lang, Text

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )

_EPOCH = "1970-01-01T00:00:00+00:00"
"""Results want a time of the run; equal runs give equal files, so an export without any time has this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One clause in words."""

    title: str
    asked: str
    found: str


def validation_files(run: Run, catalogue: Catalogue, told: Mapping[str, Told], lang: Lang) -> Mapping[str, str]:
    """File name -> text: for every export its results as JSON and as a page, and the page that lists them.

    Raises:
        Misuse: Great Expectations is not installed.
    """
    _import_or_refuse()
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer  # noqa: PLC0415 - heavy
    from great_expectations.render.view.view import DefaultJinjaPageView  # noqa: PLC0415 - heavy

    files: dict[str, str] = {}
    listed: list[tuple[str, str, int, int]] = []
    for summary in run.exports:
        found = _suite_result(run, catalogue, summary.export, told)
        document = ValidationResultsPageRenderer(run_info_at_end=True).render(found)
        page = str(DefaultJinjaPageView().render(document))  # type: ignore[no-untyped-call] # GX leaves it untyped
        plain = found.to_json_dict()  # type: ignore[no-untyped-call] # as above
        files[f"{summary.export}.validation.json"] = (
            json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        )
        name = f"data_docs/{summary.export}.html"
        title = catalogue.exports[summary.export].title.in_(lang)
        files[name] = offline(page, lang)
        passed = sum(bool(result.success) for result in found.results)
        listed.append((f"{summary.export}.html", title, passed, len(found.results)))
    absent = sorted({str(r.export) for r in run.clauses if r.export not in {s.export for s in run.exports}})
    files["data_docs/index.html"] = index_page(catalogue.pack.title.in_(lang), listed, absent, lang)
    return files


def _import_or_refuse() -> None:
    try:
        import great_expectations as _  # noqa: F401, PLC0415 - to tell its absence before anything else
    except ImportError as error:
        zh = "没有安装 Great Expectations：请运行 pip install 'guiju[gx]'"
        en = "Great Expectations is not installed: run pip install 'guiju[gx]'"
        raise Misuse(message=Text(zh=f"{zh}（{error}）", en=f"{en} ({error})")) from None


def _suite_result(
    run: Run, catalogue: Catalogue, export: str, told: Mapping[str, Told]
) -> "ExpectationSuiteValidationResult":
    from great_expectations.core.expectation_validation_result import (  # noqa: PLC0415 - heavy
        ExpectationSuiteValidationResult,
    )

    contracts = [contract for contract in run.contracts if contract.export == export]
    results = [
        _contract_result(catalogue, contract, place)
        for contract in contracts
        for place in range(len(contract.expectations))
    ]
    results += [_clause_result(result, told[result.clause]) for result in run.clauses if result.export == export]
    passed, every = sum(bool(result.success) for result in results), len(results)
    summary = next(summary for summary in run.exports if summary.export == export)
    when = f"{summary.as_of.isoformat()}+00:00" if summary.as_of is not None else _EPOCH
    return ExpectationSuiteValidationResult(
        success=passed == every,
        results=results,
        suite_name=export,
        statistics={
            "evaluated_expectations": every,
            "successful_expectations": passed,
            "unsuccessful_expectations": every - passed,
            "success_percent": 100 * passed / every if every else None,
        },
        meta={
            "run_id": {"run_name": run.provenance.tool, "run_time": when},
            "great_expectations_version": GX_VERSION,
            "batch_spec": {"data_asset_name": export},
            "guiju": {**run.provenance.model_dump(mode="json"), "files": [file.sha256 for file in summary.files]},
        },
    )


def _contract_result(catalogue: Catalogue, contract: ContractResult, place: int) -> "ExpectationValidationResult":
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult  # noqa: PLC0415
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration  # noqa: PLC0415

    export = catalogue.exports[contract.export]
    found = contract.expectations[place]
    item = contract_item(export.expectations[place], export)
    return ExpectationValidationResult(
        success=found.verdict == "met",
        expectation_config=ExpectationConfiguration(**item),  # type: ignore[arg-type] # an item of a suite
        result=_measured(found) if found.reason is None else {},
        exception_info=_open(found.reason.in_("en")) if found.reason is not None else None,
    )


def _measured(found: ExpectationResult) -> dict[str, object]:
    """The result in GX's own names."""
    told: dict[str, object] = {}
    if found.elements is not None and found.unexpected is not None:
        missing = found.missing or 0
        told = {
            "element_count": found.elements,
            "unexpected_count": found.unexpected,
            "unexpected_percent": _percent(found.unexpected, found.elements - missing),
            "missing_count": missing,
            "missing_percent": _percent(missing, found.elements),
            "unexpected_percent_total": _percent(found.unexpected, found.elements),
            "unexpected_percent_nonmissing": _percent(found.unexpected, found.elements - missing),
            "partial_unexpected_list": [],
            "partial_unexpected_index_list": [place.model_dump() for place in found.places],
        }
    if found.observed is not None:
        told["observed_value"] = found.observed
    return told


def _clause_result(result: ClauseResult, told: Told) -> "ExpectationValidationResult":
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult  # noqa: PLC0415
    from great_expectations.expectations.metadata_types import FailureSeverity  # noqa: PLC0415

    from guiju.exchange.clauses import ExpectClauseToBeKept  # noqa: PLC0415 - imports Great Expectations

    expectation = ExpectClauseToBeKept(
        clause=result.clause,
        title=told.title,
        asked=told.asked,
        severity=FailureSeverity(SEVERITIES[result.severity]),
        meta={"guiju": {"clause": result.clause, "severity": result.severity}},
    )
    metrics: dict[str, object] = {"verdict": result.verdict, "observed_value": told.found}
    if result.counts is not None:
        metrics |= {
            "element_count": result.counts.judged,
            "unexpected_count": result.counts.breached,
            "unexpected_percent": _percent(result.counts.breached, result.counts.judged),
            "counts": result.counts.model_dump(),
        }
    judged = expectation.judged(metrics)
    return ExpectationValidationResult(
        success=judged["success"],
        expectation_config=expectation.configuration,
        result=judged["result"],
        exception_info=_open(told.found) if result.verdict == "undecided" else None,
    )


def _open(why: str) -> dict[str, object]:
    """What was not judged: GX's word for it is an exception, which no page takes for a pass."""
    return {"raised_exception": True, "exception_message": why, "exception_traceback": ""}


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
