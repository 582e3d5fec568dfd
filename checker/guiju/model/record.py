"""The base of every record that people write: frozen, and no key that the record does not know."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
"""A kebab-case id: equal to the file's name where it has a file, never reused, never renamed."""

ExportId = Annotated[str, StringConstraints(pattern=r"^(pack\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
"""The id of an export; `pack.standards` and its like are made from the pack itself."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A snake_case name: of a column or of a parameter."""

Sql = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
"""A DuckDB expression from the pack. The source stage has parsed it, checked it against the allow-list
and written it back in canonical form, so that nothing behind the source ever meets raw SQL."""

Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]
"""Three numbers: major = stricter or a new duty, minor = looser or added guidance, patch = wording."""


class Record(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def version_key(version: str) -> tuple[int, ...]:
    """`2.10.0` as (2, 10, 0), so that versions sort as numbers."""
    return tuple(int(part) for part in version.split("."))
