"""Actors: chains of mentions to who they are, from tables that analysts read and extend; and what kind of source some words name."""

from sayso.actors.chains import resolve
from sayso.actors.sources import is_pronominal, source_kind
from sayso.actors.tables import using

__all__ = ["is_pronominal", "resolve", "source_kind", "using"]
