"""The expectation that stands for a clause: it takes what the scan found as its metrics and asks the data nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.expectations.expectation import BatchExpectation, render_suite_parameter_string
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.render.components import LegacyRendererType, RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer  # pyright: ignore[reportUnknownVariableType] # GX's


class ExpectClauseToBeKept(BatchExpectation):
    """A clause of a standard, judged by guiju."""

    clause: str
    """`standard.clause`."""
    title: str
    asked: str
    """Its words, with the limit in force."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ()
    success_keys: ClassVar[tuple[str, ...]] = ()

    def judged(self, metrics: Mapping[str, object]) -> dict[str, Any]:
        """`success` and `result` of these metrics."""
        return dict(self._validate(dict(metrics)))

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: object = None,
    ) -> dict[str, Any]:
        """The verdict has been found; whoever runs the expectation without metrics gets no pass."""
        del runtime_configuration, execution_engine
        return {"success": metrics.get("verdict") == "compliant", "result": dict(metrics)}

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[Any, Any] | None = None,
    ) -> list[RenderedStringTemplateContent]:
        del result, runtime_configuration
        kwargs = cast("dict[str, object]", configuration.kwargs) if configuration is not None else {}
        template = {
            "template": "$title: $asked ($clause)",
            "params": {name: str(kwargs.get(name, "")) for name in ("title", "asked", "clause")},
            "styling": {"params": {"clause": {"classes": ["badge", "badge-secondary"]}}},
        }
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=template)]
