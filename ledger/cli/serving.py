"""`ledger serve`: reads what is new among the transcripts, then becomes Datasette on the ledger.

It only puts together what Datasette is to be called with: a free port on the loopback, our metadata, the
settings a ledger needs, and a secret that outlives a restart, so that sign-ins and tokens do too.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

import click
import datasette
import yaml

from ledger.book.opening import reading
from ledger.errors import BadInput

SETTINGS = {"suggest_facets": "off", "default_page_size": "30", "facet_time_limit_ms": "400"}
"""Measured on a million claims: what keeps a table's page under 100 ms."""
USUAL_PORT = 8001
USUAL_METADATA = Path("metadata.yml")
SECRET_NAME = ".ledger-secret"
OUR_NAME = "predictions"
"""What our metadata calls the ledger; with `--db` it may have another name."""


@click.command("serve", context_settings={"ignore_unknown_options": True})
@click.option(
    "--db", type=click.Path(path_type=Path), default="predictions.db", show_default=True, help="The ledger."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Default: {USUAL_PORT}, or else a free one.")
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    help=f"What Datasette tells of the tables, and who may do what [default: {USUAL_METADATA}, if there].",
)
@click.option("--transcripts", type=click.Path(path_type=Path), help="Read what is new in this folder first.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[DATASETTE OPTIONS]...")
def serve_command(
    db: Path,
    host: str,
    port: int | None,
    metadata: Path | None,
    transcripts: Path | None,
    options: tuple[str, ...],
) -> None:
    """Browse the ledger with Datasette and mark outcomes in it.

    Prints the address, and one that signs in for marking. Other options go to `datasette serve`, as
    --setting NAME VALUE. Without the file of --metadata the named queries are not there.
    """
    if {"-i", "--immutable"} & set(options):
        raise BadInput("-i would hide every later mark from the pages; leave it out")
    if transcripts:
        read_new(transcripts, db)
    with reading(db):
        pass  # refuses what is no ledger, and brings an older one up to date
    if metadata and not metadata.is_file():
        raise BadInput("there is no such file", str(metadata))
    port = free_port(host, *([port] if port else (USUAL_PORT, 0)))
    os.environ.setdefault("DATASETTE_SECRET", lasting_secret(db.parent))
    click.echo(f"Ledger:  http://{host}:{port}/   (Ctrl-C ends it)")
    click.echo("To mark outcomes, sign in with this address; it works once:")
    sys.stdout.flush()
    call = arguments(db, host, port, metadata or USUAL_METADATA, options)
    os.execv(sys.executable, [sys.executable, "-m", "datasette", *call])


def read_new(folder: Path, db: Path) -> None:
    """Add the transcripts of a folder to the ledger where it is missing or older than one of its files.

    They are those that `ledger add` finds there. One that can't be read is told and keeps nobody from the
    others; the ledger's time tells it was done.
    """
    known = db.stat().st_mtime if db.exists() else 0
    if all(path.stat().st_mtime <= known for path in folder.rglob("*")):
        return
    from ledger.cli import ledger
    from ledger.cli.shelf import transcripts

    found = [os.path.relpath(path) for path in transcripts([folder])]
    if found:
        with suppress(SystemExit):
            ledger.main(["add", "--db", str(db), *found], "ledger", standalone_mode=False)
    if db.exists() and os.access(db, os.W_OK):
        os.utime(db)


def free_port(host: str, *wanted: int) -> int:
    """The first of the `wanted` ports that nobody has on the host; 0 is any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in wanted:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    if 0 not in wanted:
        raise BadInput(f"port {wanted[0]} can't be had on '{host}'; without --port a free one is taken")
    raise BadInput(f"no port can be had on '{host}'; --host takes an address of this machine")


def lasting_secret(folder: Path) -> str:
    """The secret that signs sign-ins, kept beside the ledger for its owner's eyes only.

    Where the folder can't be written it is made anew, and sign-ins last as long as the server.
    """
    path = folder / SECRET_NAME
    if not path.exists():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        except OSError:
            return secrets.token_hex(32)
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
    return path.read_text().strip() or secrets.token_hex(32)


def told_of(metadata: Path, name: str) -> str:
    """The file that tells of a database called `name` what `metadata` tells of OUR_NAME, itself if it does.

    What is written anew has no name on the disk: it is handed over open, and gone when the server is.
    """
    try:
        told = yaml.safe_load(metadata.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{metadata} can't be read as YAML or JSON: {error}") from error
    databases = told.get("databases") if isinstance(told, dict) else None
    if not isinstance(databases, dict) or name in databases or OUR_NAME not in databases:
        return str(metadata)
    databases[name] = databases.pop(OUR_NAME)
    with TemporaryFile("w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, default=str)
        file.seek(0)
        handle = os.dup(file.fileno())
    os.set_inheritable(handle, True)
    return f"/dev/fd/{handle}"


def arguments(db: Path, host: str, port: int, metadata: Path, options: tuple[str, ...]) -> list[str]:
    """What `datasette` is called with. From 1.0 on, queries and permissions stand in a `--config` file."""
    call = ["serve", str(db), "--host", host, "--port", str(port), "--root"]
    if metadata.exists():
        call += ["--metadata", told_of(metadata, db.stem)]
        call += [] if datasette.__version__.startswith("0.") else ["--config", told_of(metadata, db.stem)]
    for name, value in SETTINGS.items():
        call += ["--setting", name, value]
    return [*call, *options]
