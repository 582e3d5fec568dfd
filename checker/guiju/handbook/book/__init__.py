"""The handbook as documents: Word and PDF, as a whole and standard by standard, made from the Catalogue itself."""

from guiju.handbook.book.links import FOLDER, FORMATS, NO_BOOKS, BookFormat, Download, Shelves
from guiju.handbook.book.make import (
    BookParts,
    Press,
    Wanted,
    book_parts,
    make_books,
    press_for,
    usable_formats,
)
from guiju.handbook.book.pandoc import BookFailed

__all__ = [
    "FOLDER",
    "FORMATS",
    "NO_BOOKS",
    "BookFailed",
    "BookFormat",
    "BookParts",
    "Download",
    "Press",
    "Shelves",
    "Wanted",
    "book_parts",
    "make_books",
    "press_for",
    "usable_formats",
]
