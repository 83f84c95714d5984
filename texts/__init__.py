"""Every text that a reader sees: gettext catalogues, one folder a language, one file a room.

Dutch (`nl`) is the default and the source of truth; English is complete (a test compares them).
Message ids are keys, `<file>.<name>`: `frame.reset` stands in `nl/frame.po`.
"""

from texts.catalogue import LANGUAGES, Texts, texts_in

__all__ = ["LANGUAGES", "Texts", "texts_in"]
