"""A Catalogue and the shape of the data become a Plan. Pure: no I/O."""

from guiju.compiler.expectable import said_of
from guiju.compiler.plan import Terms, compile_plan
from guiju.compiler.stories import compile_stories

__all__ = ["Terms", "compile_plan", "compile_stories", "said_of"]
