"""One employee's way from figures to predicate, told by scheme."""
