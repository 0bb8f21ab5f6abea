"""Places: words to a name, a country and a point, from tables that ship with the package."""

from sayso.places.codes import Codes, codes
from sayso.places.resolving import Known, resolve
from sayso.places.surroundings import Surroundings

__all__ = ["Codes", "Known", "Surroundings", "codes", "resolve"]
