"""One way to get from answers to a number, and what the number means."""

from schemas.wording import Configured, Slug


class Method(Configured):
    """How a number was found.

    `id` is what the method column of a release says. `statistics` are the statistics of statements,
    and `models` the models, that it gives. `formula` is in the words of mathematics (KaTeX), `source`
    the publication, `library` what computes it (`kompas` when the code is our own), `known_answer` the
    test that holds it to an answer found elsewhere. What a reader is told stands in the catalogue:
    `methods.<id>_name`, `methods.<id>_what` and, when it gives an interval, `methods.<id>_interval`.
    One that `stands_in_for` another takes its place where there are too few partnerships.
    `pages` are the pages (keys of `ui.navigation.PAGES`) where a reader meets it.
    """

    id: Slug
    statistics: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    formula: str
    source: str
    library: str
    known_answer: str
    has_interval: bool = True
    stands_in_for: Slug | None = None
    pages: tuple[Slug, ...] = ()
