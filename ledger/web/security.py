"""The headers that make a hostile transcript harmless even if some escaping were forgotten.

Our own pages run no inline script at all, so theirs is the strict policy. Datasette's own pages bring
inline scripts of their own and keep their headers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


def with_headers(app: App, prefix: str) -> App:
    """The app, with the strict headers on every answer to a path under `prefix`."""

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and scope["path"].startswith(prefix)

        async def add_headers(message: Message) -> None:
            if ours and message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            await send(message)

        await app(scope, receive, add_headers)

    return wrapped
