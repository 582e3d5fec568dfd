"""The use case behind `guiju lint`."""

from guiju.app.packs import inspect_pack as lint

__all__ = ["lint"]
