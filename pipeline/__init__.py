"""unspin: clean scraped or machine-spun health articles.

The public names: ``clean_article`` takes an article or a text and returns what became of it.
"""

from importlib.metadata import version

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import Engines
from pipeline.model import Article, Cleaned, Finding

__all__ = ["Article", "Cleaned", "Config", "Engines", "Finding", "__version__", "clean_article"]

__version__ = version("unspin")
