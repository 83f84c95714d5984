"""What ends a job with a sentence for the reader."""


class ToldError(Exception):
    """A job that could not take place. `key` is a text of the catalogue, `values` fill it in."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
