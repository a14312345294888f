"""The rules of `exercises`: drills and joint patrols."""
