"""`python -m evaluation.bench`: the speed of extraction beside spaCy's, on the same text, in one run, on one core.

spaCy here is `spacy.blank("en")` with its sentencizer: it parts a text into words and sentences, and finds nothing
in it. What is timed is `pipeline.extract.extract` alone, lexicon loaded and document read. Rounds take turns, so that
a busy machine slows both; of each the median counts, in seconds of the processor.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rich import box
from rich.console import Console
from rich.table import Table

from evaluation import bench_resolve
from evaluation.corpus import at_hand
from evaluation.prose import Writer
from pipeline.extract import extract
from pipeline.read import Document, mirror_folder, read_text

ROOT = Path(__file__).resolve().parents[1]
PLANTED = ROOT / "tests" / "extract" / "examples"
SEED = 1969
ARTICLE = 20_000  # characters of an article about other things
PIPED_WIDTH = 160
NO_PROFILE_OF = "~"  # what pstats calls the file of a built-in


class Corpus(NamedTuple):
    """Documents to time on, and how fast extraction must be at least, in spaCy's speed; None for no target."""

    name: str
    documents: list[Document]
    target: float | None

    @property
    def megabytes(self) -> float:
        """In UTF-8."""
        return sum(len(document.text.encode()) for document in self.documents) / 1e6


class Speeds(NamedTuple):
    """Megabytes a second. spaCy keeps every word that it has met, so that it reads a text faster a second time."""

    extraction: float
    spacy: float
    spacy_again: float


def corpora(documents: list[Document]) -> list[Corpus]:
    """The documents at hand, the planted texts, and the documents among nine times as much about other things.

    Where there is no document, the planted texts stand for them; they are denser in rows than anything real.
    """
    relevant = documents or planted()
    mixed = [*relevant, *irrelevant(9 * sum(len(document.text) for document in relevant))]
    dense = [Corpus("documents, dense in rows", documents, 0.5)] if documents else []
    return [*dense, Corpus("planted texts", planted(), None), Corpus("a tenth relevant", mixed, 2.0)]


def planted() -> list[Document]:
    """The texts that were written for the tests, a document a file."""
    documents = []
    for path in sorted(PLANTED.glob("*/*.yaml")):
        items = yaml.safe_load(path.read_text(encoding="utf-8"))
        documents.append(
            read_text(f"{path.parent.name}-{path.stem}", "\n\n".join(item["text"] for item in items), "2020", "en")
        )
    return documents


def irrelevant(characters: int) -> list[Document]:
    """Articles about other things, `characters` in all."""
    writer = Writer(SEED)
    texts = [writer.article(ARTICLE) for _ in range(round(characters / ARTICLE))]
    return [read_text(f"prose-{i}", text, "2020", "en") for i, text in enumerate(texts)]


def spacy_pipeline() -> Callable[[str], Any]:
    """spaCy's tokenizer and sentencizer for English; nothing is downloaded."""
    try:
        import spacy
    except ImportError:
        raise SystemExit("spaCy is not installed: run 'make bench', which installs requirements/bench.txt") from None
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**8
    return nlp


def seconds(work: Callable[[Document], Any], documents: Iterable[Document]) -> float:
    """Seconds of the processor that `work` takes on all documents."""
    started = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - started


def race(corpus: Corpus, rounds: int) -> Speeds:
    """The speeds on the corpus: medians over rounds that take turns, spaCy begun anew in each."""
    found = []
    for _ in range(rounds):
        nlp = spacy_pipeline()
        works = (extract, lambda document: nlp(document.text), lambda document: nlp(document.text))  # noqa: B023
        found.append([seconds(work, corpus.documents) for work in works])
    return Speeds(*(corpus.megabytes / statistics.median(times) for times in zip(*found, strict=True)))


def profile(corpus: Corpus, top: int) -> Table:
    """The functions in which extraction spends its time, by their own time."""
    profiler = cProfile.Profile()
    profiler.runcall(seconds, extract, corpus.documents)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in stats.values())
    table = Table(title=f"{corpus.name}: {total:.2f} s under the profiler", title_justify="left", box=box.SIMPLE)
    table.add_column("function", no_wrap=True)
    for name in ("calls", "own s", "own", "with callees"):
        table.add_column(name, justify="right")
    ranked = sorted(stats.items(), key=lambda item: -item[1][2])
    for (file, line, name), (_, calls, own, cumulative, _) in ranked[:top]:
        where = name if file == NO_PROFILE_OF else f"{Path(file).stem}.{name}:{line}"
        table.add_row(where, f"{calls:,}", f"{own:.3f}", f"{own / total:.0%}", f"{cumulative / total:.0%}")
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of further documents")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median counts")
    parser.add_argument("--profile", action="store_true", help="show where extraction spends its time, without a race")
    parser.add_argument("--top", type=int, default=30, help="functions shown in a profile")
    chosen = parser.parse_args(arguments)
    cases = at_hand(chosen.shared if chosen.shared.is_dir() else None, mirror_folder())
    documents = [read_text(c.source_id, c.text, c.card.published, c.card.language) for c in cases]
    found = corpora(documents)
    extract(found[-1].documents[0])  # loads the lexicon
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    if chosen.profile:
        for corpus in found:
            console.print(profile(corpus, chosen.top))
        return
    console.print(_table(found, chosen.rounds))
    console.print(bench_resolve.table())
    if not documents:
        console.print("no document with gold rows is at hand; ENTENTE_MIRROR may name a folder of them")


def _table(found: Iterable[Corpus], rounds: int) -> Table:
    table = Table(title="megabytes a second", title_justify="left", box=box.SIMPLE)
    table.add_column("corpus", no_wrap=True)
    for name in ("MB", "extraction", "spaCy", "ratio", "to reach", "spaCy again", "ratio"):
        table.add_column(name, justify="right")
    for corpus in found:
        extraction, first, again = race(corpus, rounds)
        table.add_row(
            corpus.name,
            f"{corpus.megabytes:.2f}",
            f"{extraction:.2f}",
            f"{first:.2f}",
            f"{extraction / first:.2f}",
            f"{corpus.target:.1f}" if corpus.target else "",
            f"{again:.2f}",
            f"{extraction / again:.2f}",
        )
    return table


if __name__ == "__main__":
    main()
