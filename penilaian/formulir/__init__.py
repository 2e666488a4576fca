"""The official forms of PermenPANRB 6/2022: read as people fill them in, and written to be printed."""
