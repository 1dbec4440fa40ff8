"""What real reports do to the mandated tables: one module a family, each quirk a function found by its name."""
