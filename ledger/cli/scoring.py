"""Commands that say who was right, and by which numbers words are taken."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import click

from ledger.book.opening import reading, writing
from ledger.book.scoring import conventions, flat
from ledger.book.scoring.claims import ClaimScore, Selection, claim_scores
from ledger.book.scoring.conventions import Convention
from ledger.book.scoring.flat import Row
from ledger.book.scoring.records import DIMENSIONS, Record, records
from ledger.cli.tables import as_json, table, with_db, with_json, with_name
from ledger.errors import BadInput
from ledger.model import KINDS


@click.command()
@with_db
@click.option(
    "--by", default="all", show_default=True, type=click.Choice(DIMENSIONS), help="What to keep records by."
)
@click.option("--speaker", default="", help="Only this speaker's claims, and forecasts reported of them.")
@click.option("--topic", default="", help="Only claims on this topic.")
@click.option(
    "--kind", default="", type=click.Choice(("", *KINDS)), metavar="|".join(KINDS), help="Only these."
)
@click.option("--source", default="", help="Only claims made in this talk.")
@click.option("--matured", is_flag=True, help="Only claims whose date has come.")
@click.option("--base", help="What skill is against: ledger, even, own or a number from 0 to 1.")
@click.option("--minimum", type=int, help="Resolved claims from which a record is ranked.")
@click.option(
    "--calibration", is_flag=True, help="Show how often came true what was said at each probability."
)
@click.option("--claims", is_flag=True, help="Show what each claim counts as and scores, worst first.")
@with_json
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values with a line of headings.")
def score_command(
    db: str,
    by: str,
    base: str | None,
    minimum: int | None,
    calibration: bool,
    claims: bool,
    as_lines: bool,
    as_csv: bool,
    **asked: Any,
) -> None:
    """Score the claims that are resolved, and say what the scores rest on.

    Every record has its counts (extracted, checkable, due, resolved, void), the share that came true, the
    Brier score (0 best, 1 worst) and the logarithmic score (0 best), skill over the base rate, 95%
    intervals, and bounds: where the Brier score could end up once the rest is resolved. Probabilities are
    a person's number where one was given and the ledger's convention for the hedge otherwise.

    --json gives these as by, key, word, extracted, checkable, due, resolved, void, unresolved, overdue,
    came_true, partial, came_false, late, ambiguous, annulled, unverifiable, from_person, rate,
    mean_probability, convention, brier, log_score, base, base_rate, brier_skill (intervals: NAME_low and
    NAME_high), coverage, brier_lowest, brier_highest, brier_lowest_due, brier_highest_due, minimum, rank, and
    calibration {bias, sharpness, reliability, resolution, uncertainty, bins}. --csv gives the same without
    calibration, or with --calibration the bins.

    --claims gives, in a table, JSON or CSV: claim, speaker, kind, source, horizon, certainty, hedge, year,
    state, due, checkable, probability, probability_source (person, convention: word or convention: class),
    convention, outcome, brier, log_score.
    """
    if as_lines and as_csv:
        raise BadInput("--json and --csv exclude each other: give one")
    selection = Selection(**asked)
    with reading(db) as connection:
        if claims:
            _print_claims(list(claim_scores(connection, selection)), as_lines, as_csv)
            return
        made = records(connection, by, selection, base=base, minimum=minimum)
        convention = conventions.current(connection)
    if as_lines:
        _print_lines(map(flat.nested, made))
    elif as_csv and calibration:
        _print_csv([point for record in made for point in flat.bins(record)])
    elif as_csv:
        _print_csv(list(map(flat.row, made)))
    elif calibration:
        _print_calibration(made)
    else:
        _print_records(made, by, convention)


@click.command()
@with_db
@click.option(
    "--set", "terms", multiple=True, metavar="TERM=NUMBER",
    help="The probability of a class (high, medium, low) or a hedge; an empty number lets go of a hedge.",
)  # fmt: skip
@click.option("--clip", type=float, help="The least probability a logarithm is taken of.")
@click.option("--minimum", type=int, help="Resolved claims from which a record is ranked.")
@click.option("--base", help="What skill is against: ledger or even.")
@click.option("--name", help="What to call the convention from now on.")
@click.option("--why", default="", help="The reason for the change.")
@with_name
@click.option("--all", "every", is_flag=True, help="Show the versions before, too.")
@with_json
def convention_command(
    db: str,
    terms: tuple[str, ...],
    clip: float | None,
    minimum: int | None,
    base: str | None,
    name: str | None,
    why: str,
    by: str,
    every: bool,
    as_lines: bool,
) -> None:
    """Show by which numbers hedges are taken where nobody gave one, or adopt others.

    A change makes a new version, which all scores follow and name; the versions before are kept.
    --json gives version, name, clip, minimum, base, adopted_at, adopted_by, note and terms (form, term,
    probability, origin).
    """
    changes = conventions.Changes(dict(map(_term, terms)), clip, minimum, base, name)
    if changes != conventions.Changes({}):
        with writing(db) as connection:
            conventions.adopt(connection, changes, by, why)
    with reading(db) as connection:
        shown = conventions.versions(connection)
    shown = shown if every else shown[-1:]
    if as_lines:
        _print_lines(map(asdict, shown))
    else:
        for convention in shown:
            _print_convention(convention)


def _term(given: str) -> tuple[str, float | None]:
    term, equals, number = given.rpartition("=")
    try:
        if not equals:
            raise ValueError
        return term, float(number) if number.strip() else None
    except ValueError:
        raise BadInput(
            f"'{given}' gives no number to a hedge: TERM=NUMBER with a number from 0 to 1"
        ) from None


def _print_lines(rows: Iterable[object]) -> None:
    for row in rows:
        click.echo(as_json(row))


def _print_claims(scored: Sequence[ClaimScore], as_lines: bool, as_csv: bool) -> None:
    if as_lines:
        _print_lines(map(asdict, scored))
    elif as_csv:
        _print_csv(list(map(asdict, scored)))
    else:
        headings = ("claim", "state", "probability", "from", "outcome", "Brier", "log", "speaker")
        click.echo(table(headings, map(_claim_cells, scored)))


def _claim_cells(scored: ClaimScore) -> tuple[str, ...]:
    source = scored.probability_source
    return (
        scored.claim,
        scored.state,
        f"{scored.probability:.2f}",
        source if source == "person" else source.replace("convention", f"convention {scored.convention}"),
        _number(scored.outcome, ".2g"),
        _number(scored.brier, ".3f"),
        _number(scored.log_score, ".3f"),
        scored.speaker,
    )


def _print_csv(rows: Sequence[Row]) -> None:
    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _print_records(made: Sequence[Record], by: str, convention: Convention) -> None:
    if not made:
        click.echo("No claims.")
        return
    first = made[0]
    click.echo(
        f"Probabilities: a person's number, else convention {convention.version} ({convention.name}).\n"
        f"Skill: against {_base(first)}. Ranked from {first.minimum} resolved claims. Intervals: 95%.\n"
        "Bounds: where the Brier score could end up once the rest is resolved.\n"
    )
    headings = (
        *("rank", by, "extracted", "checkable", "due", "resolved", "void", "late", "came true"),
        *("Brier", "log", "skill", "bounds"),
    )
    click.echo(table(headings, map(_cells, made)))


def _base(record: Record) -> str:
    if record.base == "own":
        return "each record's own rate"
    if record.base_rate is None:
        return f"the {record.base}'s rate (nothing is resolved)"
    return {
        "ledger": f"the rate at which the ledger's claims came true ({record.base_rate:.2f})",
        "even": "always saying 50%",
    }.get(record.base, f"always saying {record.base_rate:.0%}")


def _cells(record: Record) -> tuple[str, ...]:
    counts = record.counts
    return (
        _number(record.rank, "d"),
        " · ".join(
            (
                record.key or "(no hedge)",
                *((record.word or "(no hedge)",) if record.by == "speaker-word" else ()),
            )
        ),
        *(str(count) for count in (counts.extracted, counts.checkable, counts.due, counts.resolved)),
        str(counts.void),
        str(counts.late),
        _number(record.rate, ".0%") + _range(record.rate_interval, ".0%"),
        _number(record.brier, ".3f") + _range(record.brier_interval, ".3f"),
        _number(record.log_score, ".3f"),
        _number(record.brier_skill, "+.2f") + _range(record.brier_skill_interval, "+.2f"),
        _range(record.bounds, ".3f").strip(),
    )


def _print_calibration(made: Sequence[Record]) -> None:
    for record in made:
        found = record.calibration
        click.echo(" · ".join(part for part in (record.key or "(no hedge)", record.word) if part))
        if not found:
            click.echo("  nothing resolved\n")
            continue
        rows = [
            (
                f"{point.low:.0%} to {point.high:.0%}",
                f"{point.forecast:.0%}",
                f"{point.rate:.0%}" + _range(point.interval, ".0%"),
                str(point.claims),
            )
            for point in found.bins
        ]
        click.echo(table(("said", "mean", "came true", "claims"), rows))
        click.echo(
            ", ".join(f"{name} {_number(value, '.4f')}" for name, value in flat.parts(record).items()) + "\n"
        )


def _print_convention(convention: Convention) -> None:
    click.echo(
        f"Convention {convention.version}: {convention.name}\n"
        f"adopted {convention.adopted_at} by {convention.adopted_by}: {convention.note}\n"
        f"base rate: {convention.base}; ranked from {convention.minimum} resolved claims; "
        f"logarithms of no less than {convention.clip}\n"
    )
    rows = [(term.form, term.term, f"{term.probability:.2f}", term.origin) for term in convention.terms]
    click.echo(table(("form", "term", "probability", "from"), rows) + "\n")


def _number(value: float | str | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _range(interval: tuple[float, float] | None, form: str) -> str:
    return f" [{interval[0]:{form}}, {interval[1]:{form}}]" if interval else ""
