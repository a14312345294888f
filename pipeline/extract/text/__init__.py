"""The text of a document before any word is understood: its shadow, sentences, dates and amounts."""
