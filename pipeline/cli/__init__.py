"""The command `entente`. Each command imports what it needs when it runs: help and `query` are quick."""

from __future__ import annotations

import sys
from pathlib import Path

import click

RAW = click.option(
    "--raw", type=click.Path(path_type=Path), default="raw", show_default=True, help="Folder of the sources."
)
OUTPUTS = click.option(
    "--outputs", type=click.Path(path_type=Path), default="outputs", show_default=True, help="Folder of the release."
)
PUBLISHED = "When it was published, as EDTF: 2020-08-06, 2020-08, 2020; with ? at the end where it is not certain."


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 all went well; 1 an error, told in one line (a build with a wrong source still publishes "
    "the others); 2 the command itself was wrong.",
)
@click.version_option(package_name="entente")
def main() -> None:
    """Russian-Chinese defence cooperation, as analysts have described it: from documents to tables.

    \b
    Try:
      entente build                                       make the release in outputs/ from the sources in raw/
      entente query "SELECT * FROM exercise_timeline"     ask it something
      entente extract article.txt --published 2021-06     see what would be found in a document
      entente add article.txt --id someone-2021-title --title "A Title" --published 2021-06
    """


@main.command()
@RAW
@OUTPUTS
@click.option("--offline", is_flag=True, help="Fetch nothing from the network. (Nothing is fetched yet.)")
@click.option(
    "--allow-loss",
    multiple=True,
    metavar="NAME",
    help="A table, or a column as transfers.status, that may lose more than a tenth without a cause; repeatable.",
)
def build(raw: Path, outputs: Path, offline: bool, allow_loss: tuple[str, ...]) -> None:
    """Make a release: read what changed in raw/, keep the rest, publish all or nothing.

    A document is looked for in raw/<source_id>/document.*, then, by its SHA-256, in the folder that the variable
    ENTENTE_MIRROR names. A source whose document cannot be had keeps what was published for it.

    \b
    Examples:
      entente build
      ENTENTE_MIRROR=~/papers entente build
      entente build --raw my-sources --outputs my-tables
    """
    from pipeline.cli.build import build as run

    sys.exit(run(raw, outputs, allow_loss))


@main.command()
@click.argument("file")
@click.option("--id", "source_id", required=True, help="Name of the source: lower-case letters, digits, single - or _.")
@click.option("--title", required=True, help="Title of the document.")
@click.option("--published", required=True, help=PUBLISHED)
@click.option("--author", "authors", multiple=True, help="An author; give it again for each.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Its address.")
@click.option("--kind", default="article", show_default=True, help="What it is: article, report, working_paper, ...")
@click.option("--language", default="en", show_default=True, help="Its language, as ISO 639-1.")
@RAW
def add(file: str, raw: Path, **facts: object) -> None:
    """Add a source: write its card and copy FILE (.txt or .md) to raw/<id>/document.*

    \b
    Example:
      entente add article.txt --id someone-2021-some-title --title "Some Title" --published 2021-06-17 \\
          --author "Some One" --publisher "Some House" --url https://example.org/some-title
    """
    from pipeline.cli.add import add as run

    run(file, raw, facts)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--published", help=f"{PUBLISHED} Without it, relative dates stay empty.")
@click.option("--language", default="en", show_default=True, help="Its language, as ISO 639-1.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--explain", is_flag=True, help="Show why: the spans found, the rule, the words that gave each field.")
def extract(file: Path, published: str | None, language: str, as_json: bool, explain: bool) -> None:
    """Show what would be found in FILE, each row beside its passage. Publishes nothing.

    \b
    Examples:
      entente extract article.txt --published 2021-06-17
      entente extract article.txt --explain | less
      entente extract article.md --json | python -m json.tool
    """
    from pipeline.cli.extract import extract as run

    if as_json and explain:
        raise click.UsageError("--json and --explain do not go together")
    run(file, published, language, as_json, explain)


@main.command()
@click.argument("mention_id")
@RAW
@OUTPUTS
def explain(mention_id: str, raw: Path, outputs: Path) -> None:
    """Show why a row is in the release: the passage, the spans found in it, the rule, and what gave each field.

    What coders decided on it stands below.

    The document is looked for as 'build' does. Without it, the rule and the values are shown, and no words.

    \b
    Examples:
      entente query "SELECT mention_id FROM mentions WHERE record_id = 'rus-chn-s-400'"
      entente explain someone-2021-some-title:transfers:3456:cbc90084
    """
    from pipeline.cli.explain import explain as run

    run(mention_id, raw, outputs)


@main.command()
@click.argument("source", required=False)
@RAW
@OUTPUTS
@click.option("--coder", help="Who decides: initials or a handle. [default: the name of the user]")
@click.option("--all", "everything", is_flag=True, help="Show what is decided too.")
@click.option("--status", "what", flag_value="status", help="Print how much is decided, source by source.")
@click.option("--draft", "what", flag_value="draft", help="Print decisions for all that is undecided, to be edited.")
@click.option(
    "--check", "what", flag_value="check", help="Tell what is wrong in the decisions, and what became of them."
)
def review(source: str | None, raw: Path, outputs: Path, coder: str | None, everything: bool, what: str | None) -> None:
    """Decide on the rows and issues of SOURCE: each is shown in its passage, and one key accepts, rejects, corrects,
    adds, skips, goes back or quits. Without SOURCE, of the first that has something undecided.

    Every decision is written to raw/SOURCE/review.yaml as it is made; 'entente build' applies them. The file may as
    well be written in an editor: docs/review.md tells its form, and --draft prints a beginning.

    \b
    Examples:
      entente review someone-2021-some-title --coder ab
      entente review --status
      entente review someone-2021-some-title --draft >> raw/someone-2021-some-title/review.yaml
      entente review --check
    """
    import pipeline.cli.review as commands

    if what == "status":
        commands.status(raw, outputs)
    elif what == "draft":
        commands.draft(source, raw, outputs, coder)
    elif what == "check":
        sys.exit(commands.check(source, raw, outputs))
    else:
        commands.walk(source, raw, outputs, coder, everything)


@main.command()
@click.argument("sql")
@OUTPUTS
def query(sql: str, outputs: Path) -> None:
    """Ask the release a question in SQL (DuckDB's).

    Tables: transfers, exercises, agreements, quotes; sources, mentions, claims, conflicts, issues, aliases, changes.
    Views: records, passages, sayings, by_source, exercise_timeline, disagreements, single_source, certainty,
    who_said_what. Macros: said_by(source), said_of(system), behind(table, record, column), and passages_behind, which
    reads the documents too. DESCRIBE tells what columns they have, docs/tables.md and docs/codebook.md what these mean.

    \b
    Examples:
      entente query "SELECT * FROM by_source"
      entente query "SELECT item, status, order_date FROM transfers WHERE supplier = 'RUS' ORDER BY item"
      entente query "SELECT label, passage_url FROM passages WHERE record_id = 'rus-chn-s-400'"
      entente query "FROM said_of('S-400')"
    """
    from pipeline.cli.query import query as run

    run(sql, outputs)


@main.command()
def demo() -> None:
    """Go the whole way on a document written for the project, in the folder demo/, and show the rows found."""
    from pipeline.cli.demo import demo as run

    sys.exit(run(Path("demo")))
