"""The errors that a person may meet. Each message says what happened, to what, and what to do next."""

from __future__ import annotations


class UnspinError(Exception):
    """Base of every foreseeable fault."""


class ConfigError(UnspinError):
    """An option, a configuration file or a table that cannot be used; exit code 2."""


class EngineError(UnspinError):
    """A grammar or language engine that was asked for and is not usable; exit code 4."""


class OutputError(UnspinError):
    """The output folder cannot be written, or is in use by another run; exit code 2."""


class ArticleError(UnspinError):
    """One article that cannot be cleaned: a row of the report, never the end of the run.

    Attributes:
        code: short machine-readable reason, such as ``empty``, ``not_text``, ``not_docx``, ``invalid_json``,
            ``too_large``, ``unreadable``, ``not_english``, ``timeout`` or ``crashed``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str]]:
        return type(self), (self.code, str(self))
