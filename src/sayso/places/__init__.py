"""Places: words to a name, a country and a point, from tables that ship with the package."""

from sayso.places.gazetteer import Known, resolve

__all__ = ["Known", "resolve"]
