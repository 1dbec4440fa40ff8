"""From bytes to a `Report`: readers, grids, matching to the form, sections, identity and claims."""
