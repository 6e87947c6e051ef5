"""Which claims a list shows, and the way to them that reads fewest; by any way it is the same list.

A list has an order, and every order is an index. What narrows the list is found either by walking along the
order until there is enough, which is quick where many claims are wanted, or by gathering all that a narrow
filter lets through and sorting them, which is quick where few are. SQLite guesses from averages which of the
two it will be; here the counts of the ledger decide (`tallies`), and name the index.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from math import prod

STATES = ("open", "due", "overdue", "true", "partial", "false", "ambiguous", "annulled", "unverifiable")
ORDERS = {
    "newest": "c.number DESC",
    "best": "c.number DESC",
    "due": "c.due NULLS LAST, c.number",
    "waiting": "c.due, c.number",
    "talk": "c.source, c.start, c.number",
    "marked": "c.outcome DESC, c.number DESC",
    "doubtful": "c.confidence, c.number",
    "confident": "c.confidence DESC, c.number",
}
RANKED = 20_000
"""Of more claims than this that have the words, the newest so many are ranked by how much they have them."""
PROBE = 10
"""Looking for words in one claim takes as long as reading so many."""
GATHER = 3
"""Claims gathered from all over the ledger take so many times what those take that stand in a row."""
_WALKS = {
    "newest": "claims_as_they_came",
    "best": "claims_as_they_came",
    "due": "claims_by_day",
    "waiting": "claims_by_day",
    "marked": "claims_lately_marked",
    "doubtful": "claims_by_confidence",
    "confident": "claims_by_confidence",
}
"""The index along which an order goes."""
_GATHERS = {
    "speaker": "claims AS c INDEXED BY claims_of_speaker_in_order",
    "source": "claims AS c INDEXED BY claims_of_source",
    "topic": "claim_topics AS t CROSS JOIN claims AS c ON c.id = t.claim",
    "words": "json_each(:matches) AS m CROSS JOIN claims AS c ON c.number = m.value",
    "state": "claims AS c",
}
"""Where a filter's claims are gathered from."""
SPEAKER = """SELECT id FROM speakers WHERE name = :speaker OR CAST(id AS TEXT) = :speaker
    ORDER BY name <> :speaker LIMIT 1"""
_STATUS_IS = {one: f"c.status = '{one}'" for one in ("stands", "rejected", "withdrawn")}
_STATE_IS = {
    "resolved": "c.verdict IS NOT NULL",
    "unmarked": "c.verdict IS NULL",
    "open": "c.verdict IS NULL AND (c.due IS NULL OR c.due > date('now', '+30 days'))",
    "due": "c.verdict IS NULL AND c.due >= date('now') AND c.due <= date('now', '+30 days')",
    "overdue": "c.verdict IS NULL AND c.due < date('now')",
}
_OPEN_DATED = "c.verdict IS NULL AND c.due > date('now', '+30 days')"
_FILTERS = {
    "speaker": f"c.speaker = ({SPEAKER})",
    "topic": "c.id IN (SELECT claim FROM claim_topics WHERE topic = :topic)",
    "source": "c.source = :source",
    "kind": "c.kind = :kind",
    "after": "c.due >= :after",
    "before": "c.due <= :before",
    "words": "c.number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH :words)",
}
_OF_ONE = {
    "topic": "EXISTS (SELECT 1 FROM claim_topics WHERE claim = c.id AND topic = :topic)",
    "words": "EXISTS (SELECT 1 FROM claims_fts WHERE claims_fts MATCH :words AND rowid = c.number)",
}
"""The filters that are asked of one claim after the other in other words than of all."""
_INDEX = "claims_fts AS f CROSS JOIN claims AS c ON c.number = f.rowid"
_VERDICTS = STATES[3:]
_WAITING = ("unmarked", "open", "due", "overdue")
Values = dict[str, object]


@dataclass(frozen=True)
class Wanted:
    """What one looks for among the claims; empty fields ask for nothing.

    `speaker` is a name or a number, `state` one of STATES, or `resolved` for any verdict; `words` is an FTS5
    expression (see `ledger.book.search`); `after` and `before` are inclusive days for `due`.
    """

    speaker: str = ""
    topic: str = ""
    source: str = ""
    state: str = ""
    words: str = ""
    after: str = ""
    before: str = ""
    kind: str = ""
    status: str = "stands"

    @property
    def narrowed(self) -> bool:
        """Whether something is asked of the claims that words in a transcript have no answer to."""
        return any((self.speaker, self.topic, self.state, self.after, self.before, self.kind))

    @property
    def values(self) -> Values:
        """The values of the named parameters of `conditions`."""
        return {name: value for name in _FILTERS if (value := getattr(self, name))}


def conditions(wanted: Wanted, one_by_one: bool = False) -> dict[str, str]:
    """The SQL conditions on `claims AS c` for what is wanted, by the field that asks for each.

    They are for all claims at once, or for one after the other until there are enough.
    """
    found = {"status": _STATUS_IS[wanted.status]}
    if wanted.state:
        verdict = f"c.verdict = '{wanted.state}'" if wanted.state in STATES else "0"
        found["state"] = _STATE_IS.get(wanted.state, verdict)
    found |= {name: _FILTERS[name] for name in wanted.values}
    if wanted.state == "open" and (wanted.after or wanted.before):  # from there on, not from `after`
        found |= {"state": _OPEN_DATED, "after": "+c.due >= :after" if wanted.after else "1"}
    return found | {name: sql for name, sql in _OF_ONE.items() if one_by_one and name in found}


def places(connection: sqlite3.Connection, wanted: Wanted, order: str, most: int = 30) -> tuple[str, Values]:
    """The query for the rowids (`place`) of the wanted claims in order, with a `rank` where words rank them.

    It is quick for the first `most` of them; the second part are its named parameters.
    """
    values, sizes = wanted.values, _sizes(connection, wanted)
    total = connection.execute("SELECT coalesce(max(number), 0) FROM claims").fetchone()[0] or 1
    narrowest = min(sizes, key=lambda name: sizes[name], default="")
    along = _along(sizes, total, most)
    if wanted.words and order == "newest":
        few = narrowest and PROBE * sizes[narrowest] < along
        return (_gathered(wanted, order, narrowest) if few else _by_words(wanted, order)), values
    if wanted.words:
        matches = _matches(connection, wanted.words)
        if order == "best" and matches:
            return _by_words(wanted, order), {**values, "oldest": matches[-1]}
        if len(matches) <= min(RANKED, sizes.get(narrowest, RANKED)):
            return _gathered(wanted, order, "words"), {**values, "matches": json.dumps(matches)}
        along *= total / len(matches)
    scattered = GATHER if order == "newest" else 1
    if narrowest and (order not in _WALKS or scattered * sizes[narrowest] < along):
        return _gathered(wanted, order, narrowest), values
    return _walked(wanted, order), values


def _sizes(connection: sqlite3.Connection, wanted: Wanted) -> dict[str, float]:
    """About how many claims stand that each filter lets through, without counting them."""
    of_tallies = 'SELECT total(claims) FROM tallies WHERE "by" = '
    counts = {
        "speaker": f"{of_tallies} 'speaker' AND key = CAST(({SPEAKER}) AS TEXT)",
        "topic": f"{of_tallies} 'topic' AND key = :topic",
        "source": "SELECT count(*) FROM claims WHERE source = :source AND status = 'stands'",
    }
    found = {name: sql for name, sql in counts.items() if getattr(wanted, name)}
    days = Wanted(state=wanted.state, after=wanted.after, before=wanted.before)
    if days != Wanted():
        found["state"] = f"SELECT total(claims) FROM ({in_days(days)})"
    return {name: connection.execute(sql, wanted.values).fetchone()[0] for name, sql in found.items()}


def _along(sizes: dict[str, float], total: int, most: int) -> float:
    """How many claims one passes until there are enough, where filters know nothing of one another."""
    share = prod(size / total for size in sizes.values())
    return most / share if share else float("inf")


def _matches(connection: sqlite3.Connection, words: str) -> list[int]:
    """The newest claims that have the words, one more than RANKED at most."""
    sql = "SELECT rowid FROM claims_fts WHERE claims_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in connection.execute(sql, (words, RANKED + 1))]


def _walked(wanted: Wanted, order: str) -> str:
    index = _WALKS.get(order) if wanted.status == "stands" else None
    if order == "newest" and wanted.state in _VERDICTS:
        index = "claims_by_verdict"
    dated = wanted.state in ("due", "overdue") or wanted.after or wanted.before
    if order == "waiting" and wanted.state in _WAITING and dated:
        index = "claims_waiting"
    table = "claims AS c" + (f" INDEXED BY {index}" if index else "")
    return _chosen(table, conditions(wanted, one_by_one=True), order)


def _gathered(wanted: Wanted, order: str, narrowest: str) -> str:
    found = conditions(wanted, one_by_one=True)
    found["topic"] = "t.topic = :topic" if narrowest == "topic" else found.get("topic", "1")
    if narrowest == "words":
        del found["words"]
    return _chosen(_GATHERS[narrowest], found, order)


def _by_words(wanted: Wanted, order: str) -> str:
    """Along the search index, newest first, or ranked by it."""
    found = conditions(wanted, one_by_one=True) | {"words": "claims_fts MATCH :words"}
    if order == "newest":
        return _chosen(_INDEX, found, order, by="f.rowid DESC")
    found["ranked"] = "f.rowid >= :oldest"
    return _chosen(_INDEX, found, order, rank="f.rank", by="f.rank")


def _chosen(table: str, found: dict[str, str], order: str, rank: str = "0", by: str = "") -> str:
    return f"""SELECT c.rowid AS place, {rank} AS rank FROM {table}
        WHERE {" AND ".join(found.values())} ORDER BY {by or ORDERS[order]}"""


def in_days(wanted: Wanted) -> str:
    """The query for the wanted `claims` by `due` and `verdict`: one by one, or counted where that is done."""
    asked = conditions(wanted)
    if not only_days(wanted):
        return f"SELECT due, verdict, 1 AS claims FROM claims AS c WHERE {' AND '.join(asked.values())}"
    key, kept = "key", "tallies WHERE \"by\" = 'due'"
    if wanted.topic:
        key, kept = "due", "topic_days WHERE topic = :topic"
    counted = f"SELECT nullif({key}, '') AS due, nullif(verdict, '') AS verdict, claims FROM {kept}"
    of_days = [sql for name, sql in asked.items() if name in ("state", "after", "before")]
    return f"SELECT * FROM ({counted}) AS c WHERE {' AND '.join(['claims > 0', *of_days])}"


def only_days(wanted: Wanted) -> bool:
    """Whether what is wanted is counted already: nothing but `topic`, `state`, `after` and `before`."""
    others = (wanted.speaker, wanted.source, wanted.words, wanted.kind)
    return wanted.status == "stands" and not any(others)
