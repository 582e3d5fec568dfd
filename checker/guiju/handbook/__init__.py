"""A Catalogue becomes the Markdown pages of the handbook, and these its site."""

from guiju.handbook.build import Built, Shelved, build_site, write_pages
from guiju.handbook.navigation import navigation
from guiju.handbook.pages import pages
from guiju.handbook.publish import write

__all__ = ["Built", "Shelved", "build_site", "navigation", "pages", "write", "write_pages"]
