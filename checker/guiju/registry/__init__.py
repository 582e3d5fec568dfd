"""The Catalogue as rows: the registers that rules about the standards themselves are judged on. Pure: no I/O."""

from guiju.registry.rows import rows_of

__all__ = ["rows_of"]
