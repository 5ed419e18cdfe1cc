"""Counters in bounded memory: exact up to a limit, and estimated beyond it."""

from toponaut_monitor.counters import MAX_MS, DistinctVisitors, DurationHistogram, NameCounter


def test_percentiles_by_nearest_rank() -> None:
    times = DurationHistogram()
    for ms in range(1, 101):
        times.add(ms / 1000)
    assert [times.percentile(percent) for percent in (50, 95, 99)] == [50, 95, 99]


def test_percentile_of_one_and_of_no_duration() -> None:
    times = DurationHistogram()
    assert times.percentile(50) == ""
    times.add(0.007)
    assert [times.percentile(percent) for percent in (50, 99)] == [7, 7]


def test_longer_durations_count_as_the_maximum() -> None:
    times = DurationHistogram()
    times.add(1e5)
    assert times.percentile(50) == MAX_MS


def test_visitors_are_distinct_pairs_of_address_and_browser() -> None:
    visitors = DistinctVisitors()
    for address, agent in [("a", "x"), ("a", "x"), ("a", "y"), ("b", "x")]:
        visitors.add(address, agent)
    assert visitors.count() == 3


def test_each_counter_has_another_salt() -> None:
    one, other = DistinctVisitors(), DistinctVisitors()
    for visitors in (one, other):
        visitors.add("203.0.113.7", "Firefox")
    assert one._hashes.isdisjoint(other._hashes)


def test_many_visitors_are_estimated_in_bounded_memory() -> None:
    visitors = DistinctVisitors(max_hashes=2_000)
    for number in range(50_000):
        visitors.add(str(number), "flood")
        visitors.add(str(number), "flood")
    assert len(visitors._hashes) <= 4_000
    assert abs(visitors.count() - 50_000) < 5_000  # four standard deviations


def test_most_common_names_with_equal_counts_by_name() -> None:
    names = NameCounter()
    for name in ["b", "a", "c", "c"]:
        names.add(name)
    assert names.most_common(2) == [("c", 2), ("a", 1)]


def test_rare_names_are_forgotten() -> None:
    names = NameCounter(max_names=100)
    for number in range(10_000):
        names.add("often")
        names.add(str(number))
    assert names.most_common(1) == [("often", 10_000)]
    assert len(names._counts) <= 200
