"""Guiju 规矩: service standards as code."""

__version__ = "0.1.0"
