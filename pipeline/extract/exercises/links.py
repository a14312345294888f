"""Which passages of one document speak of one exercise.

An article names an exercise in one sentence and speaks of "the drills" in the others; it may tell of a naval drill
first and give its name later, or write "Vostok" where it means the Vostok-2018 that it is about. What speaks of one
thing gets its name, so that resolution makes one row of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.exercises.told import Thing, Told
from schemas.edtf import overlap

_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_NEAR = 2  # paragraphs back to what "the drills" may mean; a news report has one sentence in each
_APART = ("naval", "air_patrol", "missile_defence")  # kinds that no other kind includes


def linked(told: list[Told]) -> Iterator[Draft | Doubt]:
    """The rows and doubts of a document whose passages in order are `told`."""
    things: list[Thing] = []
    names = Counter(
        number for number, _ in {(t.number, t.draft.value("series") or t.item.name) for t in told if t.named}
    )
    for t in told:
        if t.points.edition:
            t = _of_series(t, things)
        thing = next((x for x in things if t.of in x.told), None) if t.of else _meant(t, things, names[t.number] == 1)
        if thing is None and t.reason and t.points.back:
            t = _one_more(t, things)
        if thing is not None:
            thing.told.append(t)
        elif not t.reason or _may_be_told_more(t, told):
            things.append(Thing([t]))
        else:
            yield Doubt("exercises", t.draft.start, t.draft.end, t.reason)
    for thing in _with_bare_names(things):
        if _announces(thing, things):
            yield Doubt("exercises", thing.told[0].draft.start, thing.told[0].draft.end, "general_talk")
        elif thing.identified:
            yield from _settled(thing)
        else:
            yield from (Doubt("exercises", t.draft.start, t.draft.end, t.reason or "") for t in thing.told)


def _may_be_told_more(t: Told, told: list[Told]) -> bool:
    """Whether a sentence leaves the date to the next: "they have held a drill. The drill was in May"."""
    if t.reason != "no_name_date_or_place" or t.points.back or not t.cued:
        return False
    return sum(x.number == t.number for x in told) == 1  # alone in it


def _announces(thing: Thing, things: list[Thing]) -> bool:
    """Whether it is no thing of its own, but leads up to several: "in 2013 they held two drills. The first was in"."""
    t = thing.told[0]
    if len(thing.told) > 1 or t.named or not t.item.plural or not t.date or len(t.date) != 4:
        return False
    behind = (x.told[0] for x in things if x is not thing)
    return sum(x.flow == t.flow and x.number > t.number and (x.date or "").startswith(t.date) for x in behind) > 1


def _part(t: Told, things: list[Thing]) -> Thing | None:
    """The thing named before in the sentence, where `t` is a part of it: "an exercise with live-fire drills"."""
    before = [x for x in things if x.told[-1].number == t.number and x.told[-1].item is not t.item]
    if not before or t.named:
        return None
    thing = before[-1]
    own = t.draft.claims.get("date")
    shared = own is None or own[2:] == thing.told[-1].draft.claims.get("date", own)[2:]
    if thing.told[-1].patrol != t.patrol:
        return None  # "the exercise and then a patrol": neither is a part of the other
    if t.points.whole or (not t.draft.value("location") and thing.values("date") and shared and _agree(t, thing)):
        return thing
    return None


def _last_first(things: list[Thing]) -> list[Thing]:
    return sorted(things, key=lambda thing: -thing.told[-1].number)


def _of_series(t: Told, things: list[Thing]) -> Told:
    """ "The 2018 exercise" after Vostok-2022: an edition of that series, and so a name."""
    near = (x.name for x in _last_first(things) if t.flow - x.told[-1].flow <= _NEAR)
    names = [name for name in near if name and name.item.series]
    series = names[0].item.series if names else None
    if series is None or t.patrol or not t.year or any(name.year == t.year for name in names):
        return t
    span = (t.item.start, t.item.end)
    item = replace(t.item, name=f"{series.name}-{t.year}", series=series, year=t.year, generic=False)
    t.draft.claim("name", item.name, span)
    t.draft.claim("series", series.name, span)
    t.draft.claim("kind", series.data.get("kind") or t.draft.value("kind"), span)
    if not t.sides:
        t.draft.claim("participants", sorted(names[0].sides), span)
    return replace(t, item=item, reason=None)


def _one_more(t: Told, things: list[Thing]) -> Told:
    """ "The patrol of July 2024" in a paragraph on patrols: by those who flew the others."""
    like = [x for x in _last_first(things) if x.told[-1].flow == t.flow and x.told[0].patrol == t.patrol]
    if not like or like[0].name or len(t.date or "") < 7 or not t.sides <= like[0].sides:
        return t
    for name in ("name", "series", "kind", "participants"):
        t.draft.claim(name, like[0].told[0].draft.value(name), (t.item.start, t.item.end))
    return replace(t, reason=None)


def _meant(t: Told, things: list[Thing], alone: bool) -> Thing | None:
    """The thing of those before that `t` speaks of. `alone`: its sentence names no other."""
    last_first = _last_first(things)
    if part := _part(t, things):
        return part
    if t.named:
        same = next((thing for thing in last_first if _is_edition(t, thing)), None)
        return same or next((thing for thing in last_first if alone and _is_named_by(t, thing)), None)
    if t.points.more:
        return None
    if t.points.back:
        near = [x for x in last_first if t.flow - x.told[-1].flow <= _NEAR and _agree(t, x) and t.sides <= x.sides]
        near = near or [x for x in last_first[:1] if t.flow == x.told[-1].flow and _adds_sides(t, x)]
        kind = t.draft.value("kind")
        near = [x for x in near if kind in x.values("kind")] or near
        near = [x for x in near if t.date and x.values("date")] or near
        if near and (len(near) == 1 or t.date or near[0].told[-1].number > near[1].told[-1].number):
            return near[0]
    return None if t.reason else next((thing for thing in last_first if _is_told_again(t, thing)), None)


def _adds_sides(t: Told, thing: Thing) -> bool:
    """Whether it tells who else took part in the exercise named just before: "the drills involve troops from"."""
    held = t.sides
    return thing.name is not None and bool(held & thing.sides) and held - thing.sides != set() and _may_be_one(t, thing)


def _is_edition(t: Told, thing: Thing) -> bool:
    """Whether both have one name, and one year."""
    name = thing.name
    if name is None or (t.draft.value("series") or t.item.name) != (name.draft.value("series") or name.item.name):
        return False
    if not t.year:
        return True  # "Vostok" where the document tells of Vostok-2018
    if t.item.elliptic and t.date and not all(overlap(t.date, date) for date in thing.values("date")):
        return False  # "the second instalment of the same year, in August"
    return t.year == name.year and (
        not t.item.year or "(" not in t.item.name + name.item.name or t.item.name == name.item.name
    )


def _is_named_by(t: Told, thing: Thing) -> bool:
    """ "They opened a naval drill off Oman. The manoeuvres, called ..."; "joined a war game, sending men to Vostok" """
    first = thing.told[0]
    one = bool(first.date) and not first.item.plural and _strategic(t, first)
    near = t.flow - thing.told[-1].flow <= _NEAR and (first.number != t.number or one)
    patrol = "patrol" in first.item.name and first.item.when is None  # so called, and not only moving forces
    return thing.name is None and near and not (t.points.more or patrol) and _agree(t, thing)


def _strategic(t: Told, other: Told) -> bool:
    """Whether both are of the kind of which there is one a year."""
    return t.draft.value("kind") == other.draft.value("kind") == "command_staff"


def _is_told_again(t: Told, thing: Thing) -> bool:
    """Whether a row without a name is one that was told before: of the same kind, sides, and time or place."""
    first = thing.told[0]
    if thing.name and t.flow == first.flow and not (t.date or t.item.plural) and _strategic(t, first):
        return _agree(t, thing)  # "Vostok-2018: China joined Russia's strategic exercise for the first time"
    if t.draft.value("participants") != first.draft.value("participants"):
        return False
    if first.number == t.number and first.patrol and t.patrol and t.item.when and not first.date:
        return not first.draft.value("location") and _agree(t, thing)  # "their passage in May, after a joint patrol"
    if thing.told[-1].number == t.number or first.patrol != t.patrol or not _agree(t, thing):
        return False
    places = thing.values("location")
    here = t.draft.value("location")
    dates = [date for date in thing.values("date") if not date.endswith("/..")]  # "since 2012" is that of a series
    if (
        t.date
        and dates
        and (any(len(d) > 4 for d in dates) if len(t.date) > 4 else any(here and here in p for p in places))
    ):
        return True
    alike = t.draft.value("kind") == first.draft.value("kind") or t.item.name == first.item.name
    same = thing.name is None and alike
    return same and not (t.date and thing.values("date")) and (not here or not places or here in places)


def _agree(t: Told, thing: Thing) -> bool:
    """Whether kind, sides and date of the passage may be those of the thing."""
    mine, theirs = t.sides, thing.sides
    return (mine <= theirs or theirs <= mine) and _may_be_one(t, thing)


def _may_be_one(t: Told, thing: Thing) -> bool:
    """Whether kind and date of the passage may be those of the thing; a patrol is no exercise with a name."""
    name = thing.name
    if name and t.patrol and t.item.generic:
        return False
    dates = [*thing.values("date"), *([name.year] if name and name.year else [])]
    kinds = {kind for kind in thing.values("kind") if kind != "combined"}
    kind = t.draft.value("kind")
    apart = kind in _APART or kinds & set(_APART)
    if apart and kind not in (None, "combined") and kinds and kind not in kinds:
        return False
    when = t.date or t.year
    return not when or all(overlap(when, date) for date in dates)


def _with_bare_names(things: list[Thing]) -> list[Thing]:
    """The things, a series named without an edition given to the edition that the document speaks of."""
    out: list[Thing] = []
    for thing in things:
        same = _editions(thing, things)
        before = [x for x in same if x.told[0].number <= thing.told[0].number]
        if same:
            (before[-1] if before else same[0]).told += thing.told
        else:
            out.append(thing)
    return out


def _editions(thing: Thing, things: list[Thing]) -> list[Thing]:
    """The editions that a series named without its year may be: those of its dates, where it has any."""
    name, years = thing.name, {date[:4] for date in thing.values("date")}
    if name is None or name.year:
        return []
    series = name.draft.value("series")
    dated = [(x, t) for x in things if (t := x.name) and t.year and series and t.draft.value("series") == series]
    return [x for x, t in dated if not years or t.year in years]


def _settled(thing: Thing) -> Iterator[Draft]:
    """The drafts of one thing, each with what makes them one: the name, and the year of the edition."""
    label, series, date = _shared(thing)
    whole = _whole(thing)
    more_sides = any(t.points.back and not t.sides <= thing.told[0].sides for t in thing.told)
    cued = {t.draft.value("status") for t in thing.told if t.cued}
    kinds = thing.values("kind")
    closed = next((t for t in thing.told if t.closed), None)
    for t in thing.told:
        span = (t.item.start, t.item.end)
        t.draft.claims.pop("series", None)
        t.draft.claim("series", series, span)
        t.draft.claim("name", label, span)
        if date and (t.date != date if thing.name is None else not t.date or t.date.endswith("/..")):
            t.draft.claim("date", date, span)
        if whole and (not t.date or (len(t.date) == 10 and overlap(t.date, whole))):
            t.draft.claim("date", whole, span)
        if thing.name is None:
            t.draft.claim("kind", kinds[0] if kinds else None, span)
        if closed and closed.sides < t.sides:  # "Iran and Russia alone" at one of what three hold
            t.draft.claim("participants", sorted(closed.sides), span)
        elif sorted(thing.sides) != t.draft.value("participants") and (thing.name is None or more_sides):
            t.draft.claim("participants", sorted(thing.sides), span)
        if cued == {"planned"}:
            t.draft.claim("status", "planned", t.draft.claims["status"][2:])
        yield t.draft


def _whole(thing: Thing) -> str | None:
    """From which day to which it lasted, where one passage tells both or two passages one each."""
    dates = thing.values("date")
    stated = next((d for d in dates if _DAYS.fullmatch(d)), None)
    first = min((d for d in dates if len(d) == 10 and d.count("-") == 2), default=None)
    last = max((t.until for t in thing.told if t.until), default=None)
    return stated or (f"{first}/{last}" if first and last and first < last else None)


def _shared(thing: Thing) -> tuple[str, str | None, str | None]:
    """Name, series and date of a thing, the year in its name where only another passage tells it."""
    name = thing.name or thing.told[0]
    label, series = str(name.draft.value("name")), name.draft.value("series")
    dates = sorted(thing.values("date"), key=len)
    date = name.date if thing.name and name.date else dates[-1] if dates else None
    if thing.name and series and date and label == series and date[:4].isdigit() and "/" not in date[:5]:
        label = f"{label}-{date[:4]}"
    return label, series, date
