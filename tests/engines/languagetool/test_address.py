"""Clients wait while the server loads its rules for the first of them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from pipeline.engines.languagetool.address import LOADING_FILE, LanguageToolAddress


def seconds_waited(address: LanguageToolAddress, at_most: float) -> float:
    started = time.monotonic()
    address.wait_loaded(at_most)
    return time.monotonic() - started


def test_clients_wait_until_the_server_has_loaded(tmp_path: Path) -> None:
    address = LanguageToolAddress(folder=str(tmp_path))
    address.begin_loading()
    Timer(0.3, address.end_loading).start()
    assert seconds_waited(address, 30.0) < 20.0
    assert not (tmp_path / LOADING_FILE).exists()


def test_what_lies_in_the_working_folder_is_none_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / LOADING_FILE).touch()
    LanguageToolAddress(url="http://127.0.0.1:1/v2").end_loading()
    assert (tmp_path / LOADING_FILE).exists()


def test_no_client_waits_forever(tmp_path: Path) -> None:
    address = LanguageToolAddress(folder=str(tmp_path))
    address.begin_loading()
    assert seconds_waited(address, 0.1) < 20.0


def test_the_first_client_and_those_of_other_servers_do_not_wait(tmp_path: Path) -> None:
    address = LanguageToolAddress(folder=str(tmp_path))
    address.begin_loading()
    assert seconds_waited(replace(address, asks_first=True), 30.0) < 5.0
    assert seconds_waited(LanguageToolAddress(url="http://127.0.0.1:1/v2"), 30.0) < 5.0


def test_a_folder_that_is_gone_stops_nobody(tmp_path: Path) -> None:
    address = LanguageToolAddress(folder=str(tmp_path / "gone"))
    address.begin_loading()
    address.end_loading()
    assert seconds_waited(address, 30.0) < 5.0
