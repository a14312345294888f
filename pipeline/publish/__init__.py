"""Publishing: from eleven tables to a release in a folder, validated, all or nothing, the same bytes for the same rows.

`publish(frames, outputs)` makes a release, `last_release(outputs)` reads one, and `reading(outputs)` keeps it whole
while it is read.
"""
