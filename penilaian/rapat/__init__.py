"""The calibration meeting: votes and decisions beside the assessors' ratings, in a ledger that is only added to."""
