"""YAML that a person goes on editing: the system profile that `guiju map` drafts. The only module that knows ruamel."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from guiju.source.nodes import Path

_INDENT = 2
_PLAIN = re.compile(r"[^\W_]([\w ./%()-]*[\w%)])?")
_WIDTH = 4096  # never folded: a folded text is harder to edit


def system_text(system: Mapping[str, object], comments: Mapping[Path, str]) -> str:
    """`system` as YAML, with each comment above the key that its path leads to."""
    writer = YAML()
    writer.indent(mapping=_INDENT, sequence=2 * _INDENT, offset=_INDENT)
    writer.width = _WIDTH
    tree = _map(system, (), comments)
    if () in comments:
        tree.yaml_set_start_comment(comments[()])
    out = io.StringIO()
    writer.dump(tree, out)
    return out.getvalue()


def _map(values: Mapping[str, object], path: Path, comments: Mapping[Path, str]) -> CommentedMap:
    made = CommentedMap({_text(key): _value(value, (*path, key), comments) for key, value in values.items()})
    for key in values:
        comment = comments.get((*path, key))
        if comment is not None:
            made.yaml_set_comment_before_after_key(key, before=comment, indent=_INDENT * len(path))
    if path and not any(isinstance(value, Mapping | list | tuple) for value in values.values()):
        commented = any(len(where) > len(path) and where[: len(path)] == path for where in comments)
        if not commented:
            made.fa.set_flow_style()
    return made


def _value(value: object, path: Path, comments: Mapping[Path, str]) -> object:
    if isinstance(value, Mapping):
        return _map(cast("Mapping[str, object]", value), path, comments)
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        made = CommentedSeq(_value(item, (*path, place), comments) for place, item in enumerate(items))
        if not any(isinstance(item, Mapping) for item in items):
            made.fa.set_flow_style()
        return made
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """Quoted wherever a reader could take it for something else; both YAML 1.1 and 1.2 are about."""
    return text if _PLAIN.fullmatch(text) else DoubleQuotedScalarString(text)
