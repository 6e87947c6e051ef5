"""YAML as people write facts about a recording: dates stay text, nothing grows, refusals name the line."""

from __future__ import annotations

from typing import Any

import yaml

from ledger.errors import BadInput


class _Loader(yaml.SafeLoader):
    """YAML without dates (partial ones would be strings, wrong ones errors without a name) and aliases."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class declares it so
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        # Merged aliases can make a small file grow without end.
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not accepted", event.start_mark)
        return super().compose_node(parent, index)


def load(text: str, name: str, first_line: int = 1) -> object:
    """The value a YAML text holds; raises BadInput, counting lines from `first_line`."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + first_line if mark else None
        raise BadInput(f"is no YAML: {error.problem or error.context}", name, line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"is no YAML that can be used: {error}", name) from None
