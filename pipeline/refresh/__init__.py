"""Refreshing: what of the last release still holds, and what must be read and extracted anew.

The last release is the only state. `survey` looks at every source and decides; `gather` extracts from what changed and
takes the rest from the last release; `connect` resolves the whole into records. None of them writes anything. What
happens is told to the logger `entente`: info for progress, a warning for a document that cannot be had, an error for
a source that is wrong; each is one line, and no source stops another.
"""
