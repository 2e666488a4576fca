"""The laboratory: weights, thresholds and directions moved by hand, with what they do to an index seen at once.

The index is a tool for designing indicators. PermenPANRB 6/2022 has no composite score, and nothing here decides
about a person.
"""
