"""`ledger extract`: what is claimed in a transcript, printed and kept nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ledger.cli.documents import known, open_document, with_facts
from ledger.errors import LedgerError
from ledger.model import Claim, Document, Extraction, Turn


@click.command()
@click.argument("transcript")
@with_facts
@click.option(
    "--turns", "only_turns", is_flag=True, help="Print who speaks when: start, end, speaker, reason."
)
@click.option("--candidates", is_flag=True, help="Print what stood below the threshold too.")
@click.option(
    "--engine", type=click.Choice(("here", "dask")), default="here", help="Read here, or many on a cluster."
)
@click.option("--scheduler", metavar="ADDRESS", help="With dask; else a cluster of this machine.")
@click.option("--to", default="readings.parquet", show_default=True, help="With dask: the folder to write.")
def extract_command(
    transcript: str,
    meta: Path | None,
    only_turns: bool,
    candidates: bool,
    engine: str,
    scheduler: str | None,
    to: str,
    **facts: Any,
) -> None:
    """Print the claims in TRANSCRIPT as JSON lines, in its order; no database is touched.

    Fields: start, end (code points of the file, end exclusive), quote, statement, speaker, kind, topics,
    question (the one it answers, or null), horizon_text, horizon_source, horizon_months, due (a day, or
    null), certainty, hedge, attributed_to, checkable, seconds (in the recording, or null), and confidence:
    from 0 to 1, how sure the reader is that it is a claim. Doubts go to standard error.

    With --engine dask, TRANSCRIPT is a folder of transcripts or a file with a path or URL on each line, on
    any file system that fsspec knows (s3://…). All are read on the cluster's machines into Parquet files,
    which `ledger add` takes in.
    """
    if engine == "dask":
        _extract_on_cluster(transcript, to, scheduler)
        return
    from ledger.reading import pipeline

    document = open_document(Path(transcript), meta, known(**facts))
    extraction = pipeline.turns_only(document) if only_turns else pipeline.extract(document)
    lines = map(turn_record, extraction.turns) if only_turns else _claims(extraction, candidates)
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))
    tell_problems(document, extraction)


def _extract_on_cluster(target: str, to: str, scheduler: str | None) -> None:
    from ledger.cli.cluster import extract_all

    parts = extract_all(target, to, scheduler)
    refused = [why for part in parts for why in part.refused]
    read, claims = sum(part.transcripts for part in parts), sum(part.claims for part in parts)
    click.echo(f"{to}: {read} transcripts, {claims} claims; take them in with: ledger add {to}")
    for why in refused:
        click.echo(f"ledger: {why}", err=True)
    if refused:
        raise LedgerError(f"{len(refused)} of {read + len(refused)} transcripts could not be read")


def _claims(extraction: Extraction, candidates: bool) -> Iterator[dict[str, Any]]:
    found = [*extraction.claims, *(extraction.candidates if candidates else ())]
    return map(claim_record, sorted(found, key=lambda claim: (claim.start, claim.end)))


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as the stable JSON object of `ledger extract`."""
    labels, horizon = claim.labels, claim.horizon
    return {
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "statement": claim.statement,
        "speaker": claim.speaker,
        "kind": labels.kind,
        "topics": list(labels.topics),
        "question": claim.question.text if claim.question else None,
        "horizon_text": horizon.text,
        "horizon_source": horizon.source,
        "horizon_months": horizon.months,
        "due": horizon.due.isoformat() if horizon.due else None,
        "certainty": labels.certainty,
        "hedge": labels.hedge,
        "attributed_to": labels.attributed_to,
        "checkable": labels.checkable,
        "seconds": claim.seconds,
        "confidence": round(claim.confidence, 4),
    }


def turn_record(turn: Turn) -> dict[str, Any]:
    """A turn as the stable JSON object of `ledger extract --turns`."""
    return {"start": turn.start, "end": turn.end, "speaker": turn.speaker, "reason": turn.reason}


def tell_problems(document: Document, extraction: Extraction) -> None:
    """Print the reader's doubts to standard error, with their places."""
    for problem in extraction.problems:
        line = problem.line
        if line is None and problem.start is not None:
            line = document.text.count("\n", 0, problem.start) + 1
        click.echo(f"{document.path}:{f'{line}:' if line else ''} {problem.message}", err=True)
