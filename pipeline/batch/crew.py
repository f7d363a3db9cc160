"""The worker processes and the grammar server of a run, started when the first work comes."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from pipeline.batch.plan import grammar_version
from pipeline.batch.pool import Work, Workers
from pipeline.batch.request import Listener, Request
from pipeline.config import Config
from pipeline.engines.answers import MODELS_FILE, MOST_MODEL_BYTES, AnswerCache, answer_key, bound_cache, make_cache
from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.cache import FILE_NAME, MOST_BYTES
from pipeline.engines.languagetool.install import cache_folder, find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.languagetool.warmup import make_aot_cache
from pipeline.errors import EngineError
from pipeline.spelling import variety_of

BRIEF_LENGTH = 800_000
"""Code points to check, about 130,000 words, below which the grammar server is started to be quick at once. While all
processors are busy with the articles, nothing pays for what a second compiler does before."""

ARTICLES_ASKED_FOR = 40
"""Of how many articles the cache of sentences is asked before the grammar server is started."""


class Crew:
    """The worker processes and the grammar server, started when the first work comes.

    Args:
        stack: what closes them.
        request: what is to be run.
        work: what a worker process does with an article.
        listener: told of what takes long.
        fingerprint: what a result depends on beside its article.
    """

    def __init__(self, stack: ExitStack, request: Request, work: Work, listener: Listener, fingerprint: str) -> None:
        self._stack = stack
        self._config = request.config
        self._use_cache = request.use_cache
        self._work = work
        self._listener = listener
        self._fingerprint = fingerprint
        self._workers: Workers | None = None
        self._server: LanguageToolServer | None = None
        self.grammar: GrammarAccess | None = None
        self.memory: Path | None = None

    def call(self, articles: int, at_most: int, files: Mapping[Path, str]) -> Workers:
        """Workers for articles; the grammar server is started, unless it seems that nothing is left to check.

        Args:
            articles: how many there are to work on.
            at_most: how many may come later.
            files: theirs, with the SHA-256 of each.
        """
        most = self._config.jobs or _cores()
        if self._workers is None:
            # The processes and the server start together; nothing is written before both are known to work.
            self._workers = self._stack.enter_context(self._new_workers(min(most, articles)))
            self.memory = self._kept(MODELS_FILE, MOST_MODEL_BYTES)
            if self._config.grammar:
                self.grammar = self._access(min(most, at_most), files)
        self._workers.grow(min(most, articles))
        return self._workers

    def remember(self, files: Mapping[Path, str]) -> None:
        """Keep in mind that what these files came to was checked, so that no server is started for them again.

        What the cache holds is what was checked: the sentences of an article after its stuffing and its swaps.
        """
        if self.grammar and self.grammar.cache:
            answers = AnswerCache(self.grammar.cache, MOST_BYTES)
            answers.record(dict.fromkeys(_keys(files, self._fingerprint).values(), b""))
            answers.close()

    def server_seconds(self) -> float | None:
        """Processor time of the grammar server; None where it is not known, or not of this run."""
        return self._server.cpu_seconds() if self._server else None

    def _kept(self, name: str, most_bytes: int) -> Path | None:
        """The file in the cache folder for what an engine answered, bounded at the end; None where none is used."""
        if not self._use_cache:
            return None
        path = cache_folder() / name
        make_cache(path)
        self._stack.callback(bound_cache, path, most_bytes)
        return path

    def _new_workers(self, count: int) -> Workers:
        return Workers(count, self._work, with_swap_model=self._config.swap_model)

    def _access(self, checks_at_once: int, files: Mapping[Path, str]) -> GrammarAccess:
        """The grammar checker that the settings ask for, known to work if it will be needed."""
        cache = self._kept(FILE_NAME, MOST_BYTES)
        if self._config.lt_url:
            address = LanguageToolAddress(url=self._config.lt_url)
            engine = GrammarAccess(address, "").engine(self._config.timeout)
            version = f"{self._config.lt_url} {engine.version}"
            engine.close()
            return GrammarAccess(address, version, cache)
        installation = find_installation(self._config.lt_path, announce=self._listener.announce)
        version = grammar_version(self._config)
        length = _unknown_length(
            GrammarAccess(LanguageToolAddress(), version, cache), files, self._config, self._fingerprint
        )
        is_brief = length < BRIEF_LENGTH
        if length and is_brief:
            make_aot_cache(installation, self._listener.announce)
        on_demand = not length
        server = LanguageToolServer(installation, checks_at_once=checks_at_once, on_demand=on_demand, is_brief=is_brief)
        self._server = self._stack.enter_context(server)
        access = GrammarAccess(server.address, version, cache)
        if length:
            access.address.begin_loading()
            threading.Thread(target=_ask_once, args=(server, access, self._config), daemon=True).start()
            server.wait_ready()
        return access


def _ask_once(server: LanguageToolServer, access: GrammarAccess, config: Config) -> None:
    """Have the server load its rules, which it does at the first question, while the workers still load theirs."""
    address = replace(access.address, asks_first=True)
    try:
        engine = replace(access, address=address, cache=None).engine(config.timeout)
        with suppress(EngineError, OSError):
            server.wait_ready()
            engine.check("A test.", "en-US" if config.lang == "auto" else config.lang)
        engine.close()
    finally:
        address.end_loading()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _keys(files: Mapping[Path, str], fingerprint: str) -> dict[Path, bytes]:
    """The keys in the cache of sentences by which files are known that went through."""
    return {path: answer_key(fingerprint.encode(), digest.encode()) for path, digest in files.items()}


def _unknown_length(access: GrammarAccess, files: Mapping[Path, str], config: Config, fingerprint: str) -> float:
    """About how many code points the cache of sentences does not know, judging by some articles as they are on disk."""
    paths = list(files)
    some = paths[:: max(1, len(paths) // ARTICLES_ASKED_FOR)]
    if access.cache is not None:
        keys = _keys({path: files[path] for path in some}, fingerprint)
        answers = AnswerCache(access.cache, MOST_BYTES)
        known = answers.find(keys.values())
        answers.close()
        with suppress(OSError):
            texts = (path.read_text(encoding="utf-8", errors="replace") for path in some if keys[path] not in known)
            asked = ((text, variety_of(text) if config.lang == "auto" else config.lang) for text in texts)
            return access.unknown_length(asked) * len(paths) / max(1, len(some))
    return sum(map(_size, paths))


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
