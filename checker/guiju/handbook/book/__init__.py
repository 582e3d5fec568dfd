"""The handbook as documents: Word and PDF, as a whole and standard by standard, made from the Catalogue itself."""

from guiju.handbook.book.links import FOLDER, NO_BOOKS, Download, Shelves
from guiju.handbook.book.make import FORMATS, BookFormat, Press, Wanted, make_books, press_for, usable_formats

__all__ = [
    "FOLDER",
    "FORMATS",
    "NO_BOOKS",
    "BookFormat",
    "Download",
    "Press",
    "Shelves",
    "Wanted",
    "make_books",
    "press_for",
    "usable_formats",
]
