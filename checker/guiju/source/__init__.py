"""Files of the pack become a Catalogue, or every Problem with its place."""

from guiju.source.catalogue import inspect, load

__all__ = ["inspect", "load"]
