"""Every method by which a number of a release was found; a module a question."""

from schemas.methods import change, design, drivers, likert, missing, reliability, variance
from schemas.methods.method import Method

METHODS: dict[str, Method] = {
    method.id: method
    for room in (likert, change, reliability, drivers, missing, variance, design)
    for method in room.METHODS
}

__all__ = ["METHODS", "Method"]
