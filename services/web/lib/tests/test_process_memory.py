"""The memory of a process is measured, and memory that it has freed goes back to the system."""

import sys

import pytest

from config.tests.fresh_process import run_python

FRAGMENT_AND_TRIM = """
from lib.process_memory import trim_heap, private_memory_mb
pieces = [b"x" * 100_000 for _ in range(200)]  # small enough for glibc's heap
del pieces[::2]  # 10 MB are free now, in gaps that the heap keeps
before = private_memory_mb()
trim_heap()
print(before - private_memory_mb())
"""


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the image is Linux")


@on_linux
def test_trim_heap_returns_freed_memory() -> None:
    assert float(run_python(FRAGMENT_AND_TRIM).stdout) > 8


def test_trim_heap_without_free_memory_does_nothing() -> None:
    assert not run_python("from lib.process_memory import trim_heap; trim_heap(); trim_heap()").stderr


@on_linux
def test_private_memory_grows_with_an_allocation() -> None:
    script = """
from lib.process_memory import private_memory_mb
before = private_memory_mb()
content = b"x" * 50 * 2**20
print(private_memory_mb() - before)
"""
    assert 45 < float(run_python(script).stdout) < 60


@on_linux
def test_peak_memory_includes_memory_that_was_freed() -> None:
    script = """
from lib.process_memory import peak_memory_mb, private_memory_mb
content = b"x" * 50 * 2**20
del content
print(peak_memory_mb() - private_memory_mb())
"""
    assert float(run_python(script).stdout) > 45
