"""The rules of `transfers`: who supplies what to whom."""
