"""A document's grids → the cells of the mandated form."""
