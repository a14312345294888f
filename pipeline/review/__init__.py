"""Review: what coders decided on the machine's rows, `raw/<source_id>/review.yaml`, and its effect on them.

`load_review` reads the file, `place` finds the passage of each decision, `apply` makes the reviewed rows of the
machine's. All three are pure but for the reading of the file: no decision changes what the machine found, which stays
published, and so every one can be withdrawn. What a decision looks like, key by key, is in docs/review.md.
"""
