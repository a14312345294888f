"""The rules of `quotes`: what was said in quotation marks, and by whom."""
