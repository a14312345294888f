"""How good and how fast: rows set against those of a careful coder, and the speed of extraction.

`python -m evaluation` (`make evaluate`) builds each document that has gold rows on its own and scores what comes out;
`python -m evaluation.bench` (`make bench`) times extraction. Nothing in pipeline/ may import from here, so that no gold
row can ever reach the pipeline; an import contract holds that. docs/evaluation.md says what the figures mean.
"""
