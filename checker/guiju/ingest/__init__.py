"""Exports -> typed tables in the engine, with the books of every row and cell that could not be used."""

from guiju.ingest.address import is_address
from guiju.ingest.draft import Draft, draft
from guiju.ingest.files import ExportFile, named_file
from guiju.ingest.load import load, paths_read
from guiju.ingest.registers import load_register
from guiju.ingest.sketch import FileSketch, HeaderSketch, sketch

__all__ = [
    "Draft",
    "ExportFile",
    "FileSketch",
    "HeaderSketch",
    "draft",
    "is_address",
    "load",
    "load_register",
    "named_file",
    "paths_read",
    "sketch",
]
