"""The design lab: is an indicator any good, and does an index built from it hold?"""
