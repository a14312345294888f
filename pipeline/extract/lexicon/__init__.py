"""The lexicon: YAML that an analyst edits, and the code that makes one index of it."""
