"""A Catalogue and the shape of the data become a Plan. Pure: no I/O."""
