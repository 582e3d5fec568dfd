"""Files of the pack become a Catalogue, or every Problem with its place."""

from guiju.source.catalogue import inspect, load
from guiju.source.suggestions import unknown

__all__ = ["inspect", "load", "unknown"]
