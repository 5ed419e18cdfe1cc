"""What a process holds, and how it gives back what it holds for nothing."""

import sys

import pytest

from config.tests.fresh_process import run_python

HOLES = """
from lib.process_memory import trim_heap, private_memory_mb
pieces = [b"x" * 100_000 for _ in range(200)]  # small enough for glibc's heap
del pieces[::2]  # 10 MB that are free, in holes that the heap keeps
before = private_memory_mb()
trim_heap()
print(before - private_memory_mb())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the image is Linux")
def test_freed_memory_goes_back_to_the_system() -> None:
    assert float(run_python(HOLES).stdout) > 8


def test_it_can_be_called_where_there_is_nothing_to_give() -> None:
    assert not run_python("from lib.process_memory import trim_heap; trim_heap(); trim_heap()").stderr
