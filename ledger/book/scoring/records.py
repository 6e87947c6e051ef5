"""Records: what the claims of a speaker, on a topic, in certain words … came to, with all that qualifies it.

A record never comes without its counts, its convention, its base rate and its bounds. What each claim counts
as, and under which headings, the views of `0006_scores.sql` say.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ledger.book.scoring.calibration import Calibration, calibration
from ledger.book.scoring.claims import Selection
from ledger.book.scoring.conventions import BASES
from ledger.book.scoring.intervals import Interval, Resampled, bootstrap, wilson
from ledger.book.scoring.measures import Cell, brier, brier_skill, claims_in, forecast, log_score, rate
from ledger.book.scoring.selection import brier_bounds
from ledger.errors import BadInput

DIMENSIONS = ("all", "speaker", "topic", "kind", "source", "horizon", "hedge", "word", "speaker-word", "year")
"""What records are kept by; the table `dimensions` describes them."""
VOID = ("ambiguous", "annulled", "unverifiable")
WAITING = ("open", "due", "overdue")


@dataclass(frozen=True)
class Counts:
    """How many claims stand behind a record, and how they came out.

    extracted = resolved + void + unresolved, resolved = came_true + partial + came_false + late, and void =
    ambiguous + annulled + unverifiable. `due` are those whose day is over, `overdue` those of them without
    a verdict; `from_person` the resolved ones whose probability a person gave.
    """

    extracted: int
    checkable: int
    due: int
    resolved: int
    void: int
    unresolved: int
    overdue: int
    came_true: int
    partial: int
    came_false: int
    late: int
    ambiguous: int
    annulled: int
    unverifiable: int
    from_person: int


@dataclass(frozen=True)
class Record:
    """One record. Scores are None where nothing is resolved; intervals are of 95%.

    `word` is filled for `speaker-word` only. `rate` is how often the claims came true, `brier` from 0 (best)
    to 1, `log_score` in nats from 0 (best), `brier_skill` against `base_rate`, whose name is `base`.
    `coverage` is resolved / extracted; `bounds` are where the Brier score could end up once all claims are
    resolved, `bounds_due` once those due are. `rank` is by skill among records of at least `minimum`.
    """

    by: str
    key: str
    word: str
    counts: Counts
    convention: int
    rate: float | None
    rate_interval: Interval | None
    mean_probability: float | None
    brier: float | None
    brier_interval: Interval | None
    log_score: float | None
    log_score_interval: Interval | None
    base: str
    base_rate: float | None
    brier_skill: float | None
    brier_skill_interval: Interval | None
    coverage: float
    bounds: Interval | None
    bounds_due: Interval | None
    minimum: int
    rank: int | None
    cells: tuple[Cell, ...] = field(repr=False)

    @property
    def calibration(self) -> Calibration | None:
        """The reliability diagram, sharpness and the parts of the score; None where nothing is resolved."""
        return calibration(self.cells)


@dataclass(frozen=True)
class _Terms:
    """How records are to be made: what the convention says, unless the caller said otherwise."""

    version: int
    clip: float
    minimum: int
    base: str
    rate: float | None
    intervals: bool


@dataclass(frozen=True)
class _Group:
    """Claims alike in all that counts, as the database counted them."""

    key: str
    word: str
    state: str
    outcome: float | None
    probability: float
    probability_source: str
    claims: int
    checkable: int
    due: int


def records(
    db: sqlite3.Connection,
    by: str = "all",
    selection: Selection | None = None,
    *,
    base: str | float | None = None,
    minimum: int | None = None,
    intervals: bool = True,
) -> list[Record]:
    """The records kept by one of DIMENSIONS, ranked ones first, then those of most claims.

    `base` is `ledger`, `even`, `own` (each record against its own rate) or a number; it and `minimum` come
    from the convention otherwise. Without `intervals` nothing is resampled (Wilson's costs nothing and
    stays). Raises BadInput for a dimension, a base rate or a minimum that is none.
    """
    if by not in DIMENSIONS:
        raise BadInput(f"'{by}' is nothing records are kept by: one of {', '.join(DIMENSIONS)}")
    terms = _terms(db, base, minimum, intervals)
    groups = _groups(db, by, selection or Selection())
    made = [
        _record(by, key, word, list(alike), terms)
        for (key, word), alike in groupby(groups, key=lambda group: (group.key, group.word))
    ]
    return _ranked(made, terms.minimum)


def _terms(db: sqlite3.Connection, base: str | float | None, minimum: int | None, intervals: bool) -> _Terms:
    version, clip, least, usual = db.execute("SELECT version, clip, minimum, base FROM convention").fetchone()
    least = least if minimum is None else minimum
    if least < 1:
        raise BadInput(f"'{minimum}' is no minimum: a whole number from 1")
    name, rate = _base(usual if base is None else base)
    if name == "ledger":
        rate = db.execute(
            "SELECT avg(counts_as) FROM claim_outcomes WHERE verdict IN ('true', 'partial', 'false')"
        ).fetchone()[0]
    return _Terms(version, clip, least, name, rate, intervals)


def _base(base: str | float) -> tuple[str, float | None]:
    """The name of a base rate, and the rate where it is known by itself."""
    if base in (*BASES, "own"):
        return str(base), 0.5 if base == "even" else None
    try:
        rate = float(base)
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1:
        raise BadInput(f"'{base}' is no base rate: {', '.join(BASES)}, own or a number from 0 to 1")
    return "given", rate


def _groups(db: sqlite3.Connection, by: str, selection: Selection) -> list[_Group]:
    where, values = selection.where()
    query = f"""SELECT key, word, state, outcome, probability, probability_source,
            count(*) AS claims, sum(checkable) AS checkable, sum(due) AS due
        FROM claim_keys WHERE dimension = ?{where}
        GROUP BY key, word, state, outcome, probability, probability_source
        ORDER BY key, word, state, probability, outcome, probability_source"""
    return [_Group(*row) for row in db.execute(query, (by, *values))]


def _record(by: str, key: str, word: str, groups: Sequence[_Group], terms: _Terms) -> Record:
    cells = _cells(groups)
    resolved, happened = claims_in(cells), rate(cells)
    counts = _counts(groups, resolved)
    base_rate = happened if terms.base == "own" else terms.rate
    drawn: Resampled | None = None
    if terms.intervals and base_rate is not None:
        drawn = bootstrap(cells, base_rate, terms.clip)
    waiting = [(group.probability, group.claims) for group in groups if group.state in WAITING]
    overdue = [(group.probability, group.claims) for group in groups if group.state == "overdue"]
    return Record(
        by=by,
        key=key,
        word=word,
        counts=counts,
        convention=terms.version,
        rate=happened,
        rate_interval=wilson((happened or 0) * resolved, resolved),
        mean_probability=forecast(cells),
        brier=brier(cells),
        brier_interval=drawn.brier if drawn else None,
        log_score=log_score(cells, terms.clip),
        log_score_interval=drawn.log_score if drawn else None,
        base=terms.base,
        base_rate=base_rate,
        brier_skill=brier_skill(cells, base_rate) if base_rate is not None else None,
        brier_skill_interval=drawn.brier_skill if drawn else None,
        coverage=resolved / counts.extracted,
        bounds=brier_bounds(cells, waiting),
        bounds_due=brier_bounds(cells, overdue),
        minimum=terms.minimum,
        rank=None,
        cells=cells,
    )


def _cells(groups: Sequence[_Group]) -> tuple[Cell, ...]:
    cells = Counter[tuple[float, float]]()
    for group in groups:
        if group.outcome is not None:
            cells[group.probability, group.outcome] += group.claims
    return tuple(Cell(*pair, count) for pair, count in sorted(cells.items()))


def _counts(groups: Sequence[_Group], resolved: int) -> Counts:
    states = Counter[str]()
    for group in groups:
        states[group.state] += group.claims
    return Counts(
        extracted=states.total(),
        checkable=sum(group.checkable for group in groups),
        due=sum(group.due for group in groups),
        resolved=resolved,
        void=sum(states[state] for state in VOID),
        unresolved=sum(states[state] for state in WAITING),
        overdue=states["overdue"],
        came_true=states["true"],
        partial=states["partial"],
        came_false=states["false"],
        late=states["late"],
        ambiguous=states["ambiguous"],
        annulled=states["annulled"],
        unverifiable=states["unverifiable"],
        from_person=sum(
            group.claims
            for group in groups
            if group.outcome is not None and group.probability_source == "person"
        ),
    )


def _ranked(made: Sequence[Record], minimum: int) -> list[Record]:
    """The records with their ranks: equal skill is equal rank, and too few claims are no rank."""
    skills = sorted(
        (r.brier_skill for r in made if r.brier_skill is not None and r.counts.resolved >= minimum),
        reverse=True,
    )
    ranked = [
        replace(record, rank=1 + skills.index(record.brier_skill))
        if record.brier_skill is not None and record.counts.resolved >= minimum
        else record
        for record in made
    ]
    return sorted(
        ranked,
        key=lambda record: (record.rank or len(made) + 1, -record.counts.extracted, record.key, record.word),
    )
