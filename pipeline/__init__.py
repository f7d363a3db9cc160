"""unspin: clean scraped or machine-spun health articles.

The public names: ``clean_article`` takes an article or a text and returns what became of it.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.clean import clean_article
    from pipeline.config import Config
    from pipeline.engines.bundle import Engines
    from pipeline.model import Article, Cleaned, Finding

__all__ = ["Article", "Cleaned", "Config", "Engines", "Finding", "__version__", "clean_article"]

__version__ = version("unspin")

_ROOMS = {"clean_article": "clean", "Config": "config", "Engines": "engines.bundle"}


def __getattr__(name: str) -> object:
    """A public name, with all that it needs; the command line starts quicker without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'model')}"), name)
