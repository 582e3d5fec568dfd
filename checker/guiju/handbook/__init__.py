"""A Catalogue becomes the Markdown pages of the handbook."""
