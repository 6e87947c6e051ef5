"""The kinds of transcripts that are read, each with a few lines as it is met."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Format:
    """A kind of transcript: `format` is what `Document.format` says of it, `example` a small whole file."""

    name: str
    format: str
    description: str
    example: str


def formats() -> tuple[Format, ...]:
    """All kinds, the simplest first."""
    catalogue = files("ledger.reading.formats").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(Format(**values) for values in tomllib.loads(catalogue)["format"])
