"""Who may see the ledger and who may write in it: the one place that knows both Datasettes' ways.

Plugin routes are not gated by the instance's `allow`, so every route of ours asks here first. Seeing the
ledger is seeing its `claims` table; writing in it is the action `ledger-mark` on its database, which
everyone who is signed in has unless `permissions:` in the metadata says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Forbidden
from datasette.utils import actor_matches_allow
from datasette.utils.asgi import Request

if TYPE_CHECKING:
    from datasette.app import Datasette

ACTION = "ledger-mark"
Actor = dict[str, Any] | None

try:
    from datasette.permissions import Action, PermissionSQL  # from 1.0 on
    from datasette.resources import DatabaseResource, TableResource

    HAS_ACTIONS = True
except ImportError:
    HAS_ACTIONS = False


async def require_view(datasette: Datasette, request: Request, database: str) -> None:
    """Raise Forbidden unless this visitor may see the ledger's claims."""
    if HAS_ACTIONS:
        await datasette.ensure_permission(
            action="view-table", resource=TableResource(database, "claims"), actor=request.actor
        )
        return
    wanted = [("view-table", (database, "claims")), ("view-database", database), "view-instance"]
    await datasette.ensure_permissions(request.actor, wanted)


async def may_mark(datasette: Datasette, actor: Actor, database: str) -> bool:
    """Whether this visitor may write: signed in under a name, and not barred by the metadata."""
    if not name_of(actor):
        return False
    if HAS_ACTIONS:
        return bool(await datasette.allowed(action=ACTION, resource=DatabaseResource(database), actor=actor))
    return bool(await datasette.permission_allowed(actor, ACTION, resource=database, default=True))


async def require_mark(datasette: Datasette, request: Request, database: str) -> str:
    """The name under which this visitor writes; raises Forbidden where they may not see or not write."""
    await require_view(datasette, request, database)
    if not await may_mark(datasette, request.actor, database):
        raise Forbidden("Sign in to mark outcomes in this ledger")
    return name_of(request.actor)


def name_of(actor: Actor) -> str:
    """What the ledger calls an actor: their id, "" for a visitor who is not signed in."""
    return str((actor or {}).get("id") or "")


def actions() -> list[Any]:
    """What Datasette 1.0 is to know of our action."""
    return [Action(name=ACTION, description="Mark outcomes and edit claims", resource_class=DatabaseResource)]


def metadata_rule(datasette: Datasette, actor: Actor, action: str, database: str | None) -> bool | None:
    """For Datasette 0.65, which leaves `permissions:` blocks to plugins: what ours says of the actor."""
    if action != ACTION:
        return None
    rule = None
    for place in ({"database": database}, {}):
        rule = rule or (datasette.metadata("permissions", fallback=False, **place) or {}).get(ACTION)
    return None if rule is None else bool(actor_matches_allow(actor, rule))


def default_rule(actor: Actor, action: str) -> Any:
    """For Datasette 1.0: everyone signed in may mark, at the level that any rule of the config overrides."""
    return PermissionSQL.allow("signed in") if action == ACTION and name_of(actor) else None
