"""What stands beside the pack in the handbook: guides that were written by hand, and what each command says of itself.

The handbook may not import the command line, so the commands come to it as values.
"""

from dataclasses import dataclass

from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument or option of a command."""

    names: tuple[str, ...]
    """`--out`; of an argument, the word that stands for it."""
    value: str | None
    """What is to be written behind it; None for a switch and for an argument."""
    help: Text
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command, as its own help tells it."""

    name: str
    """With the groups that it stands in, `guiju handbook build`."""
    summary: Text
    help: Text
    """Paragraphs, one a line."""
    examples: tuple[str, ...]
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One page that somebody wrote: how to do one thing."""

    name: str
    """Of its file; its place among the others stands before it in the file's name alone."""
    text: Text
    """Markdown, its title in the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """All of it; empty where a handbook is made of the pack alone."""

    guides: tuple[Guide, ...] = ()
    """In the order in which they are shown."""
    commands: tuple[Command, ...] = ()


NO_MANUAL = Manual()
