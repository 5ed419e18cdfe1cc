"""Memory that a process has freed goes back to the system."""

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


@pytest.mark.skipif(sys.platform != "linux", reason="the image is Linux")
def test_trim_heap_returns_freed_memory() -> None:
    assert float(run_python(FRAGMENT_AND_TRIM).stdout) > 8


def test_trim_heap_without_free_memory_does_nothing() -> None:
    assert not run_python("from lib.process_memory import trim_heap; trim_heap(); trim_heap()").stderr
