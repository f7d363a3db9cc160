"""What every worker process needs, loaded once: the process that workers are forked from imports this module.

The networks are left to each worker: the library that runs them is not made to be forked.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from pipeline.batch.worker import count_cpu_seconds, spare_collector
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.swaps.learned.originals import look_up
from pipeline.tables import insertion_model_version
from pipeline.tables.originals import rarities
from pipeline.tables.swap_model import swap_model_version

_SAMPLE = """Knee pain and its causes

The World Health Organization (WHO) says that sore knees after running are common. Do not take 200 mg of ibuprofen.
See sore knees after running, for sore knees after running have many causes, and sore knees after running may last.
Rest helps with sore knees after running, and so do 20 minutes of ice for the sorenesss.
"""
"""A text that makes many rules load their tables, and has no network asked."""

# What is loaded stays: looking through it for garbage, again and again, would take a fifth of the time.
gc.disable()
# What is wrong with an installation is told with the first article.
with suppress(Exception):
    clean_article(_SAMPLE, Config(swap_model=False, grammar=False))
    look_up(("sore", "knees"))
    rarities()
    # Digests of the models' files, which what is kept of their answers goes by.
    insertion_model_version()
    swap_model_version()
gc.enable()
spare_collector()
count_cpu_seconds()
