"""What the rules of every table read: chunks, noun groups of goods and parties, and how they hang together."""
