"""What a sentence may hold, told from its words alone: long before it is read, and for a small part of the cost.

A sign is never missing where the lexicon finds a form, but may be there where it finds none: the form may be part of
a longer one, or of a date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, product

from pipeline.extract.grammar.chunks import BEFORE_FIGURE
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.entries import load, making
from pipeline.extract.lexicon.event_words import elliptic_words, history_words, section
from pipeline.extract.lexicon.forms import plural
from pipeline.extract.lexicon.frame_words import words as frame_words
from pipeline.extract.lexicon.index import PARTIES, case_fits, lexicon
from pipeline.extract.text.amounts import NUMERALS, SUM_WORDS
from pipeline.extract.text.dates import ANCHORS
from pipeline.extract.text.shadow import lower
from pipeline.extract.text.words import spaced, unspaced

_ANY = ""  # among the words of a sentence that has no spaces between words, and there a sign of everything
_FIGURE = "0"  # among the words of one that has any figure

# Kinds of the lexicon whose forms are signs by themselves.
_KINDS = frozenset(
    "person designation weak_designation head weak_head vague modifier verb noun series agreement".split()
)
# What else the gate asks for: pronouns that may stand for goods, and words beside a designation that no list has.
NUMBERED = frozenset("another others rest remainder pair".split())  # words of number that need no figure
ORDINALS = frozenset(("second", "third", "fourth"))  # "a second was shipped"
_STAND_FOR_GOODS = ("it", "its", "they", "them", "these", "both", "licence", "license", *sorted(NUMBERED))
_BEHIND_NAME = ("class", "type")  # what makes a designation of a name that is an ordinary word too ("Bear")

_Pair = tuple[str, str]
# As the lexicon writes them, in lower case, the signs, and a word that the sentence has too, where the last of the form
# is but the beginning of its own: "the last on" in "the last ones".
_Forms = list[tuple[str, str, int, str]]


class Signs:
    """Some forms, each a sign of something, to be looked for among the words of a sentence.

    What a sentence has signs of is one number, with a bit for each: most of the time goes into asking for them.
    """

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._bits: dict[str, int] = {}
        meanings: dict[str, int] = defaultdict(int)
        for sign, form in forms:
            meanings[form] |= self._bits.setdefault(sign, 1 << len(self._bits))
        alone: dict[str, int] = {_ANY: (1 << len(self._bits)) - 1}  # of one word, in any case
        cased: defaultdict[str, _Forms] = defaultdict(list)  # of one word too, by that
        longer: defaultdict[_Pair, _Forms] = defaultdict(list)  # by two words that few forms have one behind the other
        words = {form: runs for form in sorted(meanings) if (runs := spaced(lower(form)).split())}
        common = Counter(word for runs in words.values() for word in runs)
        pairs = Counter(pair for runs in words.values() for pair in pairwise(runs))
        for form, runs in words.items():
            rarest = sorted(runs, key=lambda word: common[word] / len(word))[:2]
            told = (form, lower(form), meanings[form], runs[-1] if runs[-1] in rarest else runs[0])
            if runs == [form]:
                alone[form] = meanings[form]
            elif len(runs) == 1:
                cased[runs[0]].append(told)
            else:
                inner = pairwise(runs[:-1] if len(runs) > 2 else runs)
                longer[min(inner, key=lambda pair: pairs[pair] / len("".join(pair)))].append(told)
        known = {*alone, *cased}
        self._meanings = {word: (alone.get(word, 0), cased.get(word)) for word in sorted(known)}
        self._known = frozenset(known)
        self._longer = dict(longer)
        self._pairs = frozenset(longer)

    def mask(self, *what: str) -> int:
        """The bits of some signs."""
        return sum(self._bits[sign] for sign in what)

    def words(self, runs: list[str]) -> frozenset[str]:
        """Those of the words of a sentence that are a form."""
        found = self._known.intersection(runs)
        letters = "".join(runs)
        found = found if letters.isalpha() else found | {_FIGURE}
        return found | {_ANY} if unspaced(letters) else found

    def among(self, found: frozenset[str], runs: list[str], plain: str, low: str, start: int, end: int) -> int:
        """What there is a sign of in a sentence, `plain[start:end]`, of whose words `runs` those `found` are known."""
        signs = 0
        begun = [self._longer[pair] for pair in self._pairs.intersection(pairwise(runs))]
        for word in found:
            alone, cased = self._meanings[word]
            signs |= alone
            if cased:
                begun.append(cased)
        for forms in begun:
            for form, sought, said, whole in forms:
                if said & ~signs and whole in runs and _stands(form, sought, plain, low, start, end):
                    signs |= said
        return signs


def _stands(form: str, sought: str, plain: str, low: str, start: int, end: int) -> bool:
    """Whether the words of `form` stand together in a sentence, and in the form's case."""
    at = low.find(sought, start, end)
    while at >= 0:
        if plain.startswith(form, at) or case_fits(form, plain[at : at + len(form)]):
            return True
        at = low.find(sought, at + 1, end)
    return False


def role_forms() -> Iterator[str]:
    """The nouns of office in roles.yaml."""
    for role in load("roles"):
        yield from (role["name"], role.get("plural", role["name"] + "s"), *role.get("also", []))


def _forms() -> Iterator[tuple[str, str]]:
    """Everything that is a sign, and of what: a kind of the lexicon, or what the rules ask for beside these."""
    for form, entry in lexicon().forms():
        if entry.kind in _KINDS:
            yield entry.kind, form
        if entry.kind in PARTIES:
            yield "party", form
        if entry.kind == "word" and entry.name in ("pron", "poss", "firm"):
            yield "pronoun", form
        if entry.kind == "series":
            yield "name", form
        if (entry.kind, entry.name) == ("cue", "copied"):
            yield "copied", form
        if (entry.kind, entry.name) == ("verb", "train"):  # a good itself where no other is named
            yield "training", form
    yield from (("experts", form) for form in frame_words("experts"))
    for table, *known_by in (("exercises", "series", "exercise"), ("agreements", "agreement")):
        heads = section(table)["heads"]
        forms = (*heads, *map(plural, heads), *section(table).get("verbs", ()))
        yield from product(known_by, forms)
    yield from (("agreement", form) for form in (*section("agreements")["declared"], "memoranda"))
    yield from (("pact", form) for form in section("agreements")["beside_others"])
    yield "agreed", "agreed"
    yield from (("again", form) for form in section("agreements")["again"])
    yield from product(("series", "elliptic"), elliptic_words())
    yield from product(("series", "history"), history_words())
    for key in ("formations", "training"):
        yield from (("formation", form) for form in section("exercises")[key])
    for key in ("attending", "joining_in", "cancelled", "not_coming", "training"):
        yield from (("sequel", form) for form in section("exercises")[key])
    yield from (("making", form) for form in making())
    yield from (("driving", form) for form in frame_words("driving") | frame_words("equipping"))
    talks = frame_words("talking") | frame_words("conferring")
    yield from (("verb", form) for form in talks)
    yield from (("arranged", form) for form in frame_words("agreeing") | talks)
    parted = frame_words("signing") | frame_words("letting") | frame_words("founding")
    yield from (("parted", form) for form in (*parted, "order", "set"))  # "has 24 on order", "set up"
    yield "joint", "joint"
    yield from (("licence", form) for form in ("licence", "license", "licences", "licenses"))
    yield from (("pair", form) for form in PAIR_PRONOUNS)
    speech = load("speech")
    for sign, named in (("office", role_forms()), ("document", speech["documents"]), ("desk", speech["desks"])):
        yield from ((sign, form.lower()) for form in named)
    yield from (("stand_in", form) for form in _STAND_FOR_GOODS)
    yield from (("numbered", form) for form in ("class", *BEFORE_FIGURE))
    yield from (("classed", form) for form in _BEHIND_NAME)
    stated = (
        ("anchor", ANCHORS),
        ("numeral", NUMERALS),
        ("sum", SUM_WORDS),
        ("figure", (_FIGURE,)),
        ("ordinal", ORDINALS),
    )
    yield from ((sign, form) for sign, forms in stated for form in sorted(forms))


@cache
def signs() -> Signs:
    """The signs of everything that the rules ask for, laid out once a process."""
    return Signs(_forms())


@cache
def mask(*what: str) -> int:
    """The bits of some signs, to ask a sentence for any of them."""
    return signs().mask(*what)
