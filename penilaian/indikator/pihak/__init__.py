"""Officials, employees and stakeholders weigh and vote on indicators: sheets out, sheets in, what they agree on."""
