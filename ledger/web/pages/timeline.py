"""A picture of the claims by the time they are due and what became of them, with the table behind it."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from datasette import Response

from ledger.book import browse, tallies
from ledger.web.pages.lists import choices, wanted_of
from ledger.web.visit import Visit

WIDTH, HEIGHT, LEFT, BOTTOM = 900, 300, 40, 40
_SHOWN = ("true", "partial", "false", "ambiguous", "annulled", "unverifiable", "overdue", "due", "open")


@dataclass(frozen=True)
class Bar:
    """A part of a column: claims of one state due in one period, as a rectangle of the picture."""

    state: str
    period: str
    claims: int
    x: float
    y: float
    width: float
    height: float


async def timeline(visit: Visit) -> Response:
    """Columns by quarter (by year where there are many), one colour a state."""
    wanted = wanted_of(visit)
    periods = await visit.ask(tallies.by_due, wanted)
    most = max((sum(states.values()) for states in periods.values()), default=0)
    dated = sum(sum(states.values()) for states in periods.values())
    undated = await visit.ask(browse.count, wanted) - dated
    size = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "bottom": BOTTOM}
    return await visit.page(
        "ledger_timeline.html", heading=visit.words("timeline"), here="timeline", periods=periods,
        undated=undated, bars=bars(periods, most), labels=labels(list(periods)), shown=_SHOWN, size=size,
        **await choices(visit),
    )  # fmt: skip


def bars(periods: dict[str, dict[str, int]], most: int) -> list[Bar]:
    """The rectangles, stacked from the bottom in the order of _SHOWN."""
    step = step_of(periods)
    scale = (HEIGHT - BOTTOM - 10) / max(most, 1)
    found = []
    for place, (period, states) in enumerate(periods.items()):
        top = float(HEIGHT - BOTTOM)
        for state in _SHOWN:
            if count := states.get(state, 0):
                top -= count * scale
                x, width = LEFT + place * step + step * 0.15, step * 0.7
                found.append(Bar(state, period, count, x, top, width, count * scale))
    return found


def step_of(periods: Sized) -> float:
    """How wide a column is with the room beside it."""
    return min((WIDTH - LEFT) / max(len(periods), 1), 110)


def labels(periods: list[str]) -> list[tuple[str, float]]:
    """At most twelve periods and where their names stand."""
    step = step_of(periods)
    every = -(-len(periods) // 12) or 1
    return [
        (period, LEFT + place * step + step / 2) for place, period in enumerate(periods) if place % every == 0
    ]
