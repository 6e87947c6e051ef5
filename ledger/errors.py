"""The refusals: every request this project turns down is turned down with one of these.

A doubt about a transcript is no error but a `ledger.model.Problem` beside the claims.
"""

from __future__ import annotations


class LedgerError(Exception):
    """A request that can't be carried out; its text is shown to the person as it is.

    `exit_status` is what the command line ends with: 1, the request was understood and failed.
    """

    exit_status = 1


class BadInput(LedgerError):
    """What was given is not what is accepted: names the file, the line and what would be right.

    `path` and `line` (from 1) say where, as far as it is known; `exit_status` is 2, as for a usage error.
    """

    exit_status = 2

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        self.path, self.line, self.reason = path, line, message
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(place + message)


class NotFound(LedgerError):
    """No claim, source or event has the id that was asked for."""


class Conflict(LedgerError):
    """Somebody else's word came in between: what was to be superseded is no longer the last."""


class NotALedger(LedgerError):
    """The database is not one of ours, or newer than this program."""
