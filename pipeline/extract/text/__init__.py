"""The text of a document before any word is understood: its bare words, sentences, dates and amounts."""
