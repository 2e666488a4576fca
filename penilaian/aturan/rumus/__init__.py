"""Formulas, named as their provisions: `<peraturan>` is the module, `<ketentuan>` the function."""
