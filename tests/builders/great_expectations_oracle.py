"""Great Expectations on pandas: another implementation of the same words, to be agreed with."""

from collections.abc import Mapping, Sequence
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuite

from guiju.model.export import Export

_TYPES = {
    "text": "object",
    "number": "float64",
    "integer": "float64",
    "boolean": "object",
    "datetime": "datetime64[us]",
    "date": "datetime64[us]",
}


def frame_of(rows: Sequence[Mapping[str, Any]], export: Export) -> pd.DataFrame:
    """The rows as GX sees them: typed columns, missing values as pandas has them."""
    columns = {
        name: pd.Series([row.get(name) for row in rows], dtype=_TYPES[column.type])
        for name, column in export.columns.items()
    }
    return pd.DataFrame(columns)


def judged_by_gx(frame: pd.DataFrame, expectations: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each expectation `success` and `result`, as GX tells them."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("pandas")
    batch = (
        source.add_dataframe_asset("frame").add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    )
    # GX tells its results column by column: each expectation carries its place.
    placed = [{**one, "meta": {**one.get("meta", {}), "place": place}} for place, one in enumerate(expectations)]
    found = batch.validate(ExpectationSuite(name="suite", expectations=placed), result_format="BASIC")
    results = [result.to_json_dict() for result in found.results]
    return sorted(results, key=lambda result: int(result["expectation_config"]["meta"]["place"]))
