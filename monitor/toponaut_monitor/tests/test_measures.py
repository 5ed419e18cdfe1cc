"""What is counted in bounded memory: exact as far as promised, near enough beyond."""

from toponaut_monitor.measures import LONGEST_MS, Names, Times, Visitors


def test_percentiles_are_the_smallest_that_so_many_took_at_most() -> None:
    times = Times()
    for ms in range(1, 101):
        times.add(ms / 1000)
    assert [times.percentile(percent) for percent in (50, 95, 99)] == [50, 95, 99]


def test_of_one_and_of_none() -> None:
    times = Times()
    assert times.percentile(50) == ""
    times.add(0.007)
    assert [times.percentile(percent) for percent in (50, 99)] == [7, 7]


def test_what_takes_longer_than_the_longest_counts_as_that() -> None:
    times = Times()
    times.add(1e5)
    assert times.percentile(50) == LONGEST_MS


def test_visitors_are_distinct_pairs() -> None:
    visitors = Visitors()
    for address, agent in [("a", "x"), ("a", "x"), ("a", "y"), ("b", "x")]:
        visitors.add(address, agent)
    assert visitors.count() == 3


def test_a_salt_is_used_once() -> None:
    one, other = Visitors(), Visitors()
    for visitors in (one, other):
        visitors.add("203.0.113.7", "Firefox")
    assert one._hashes.isdisjoint(other._hashes)


def test_a_flood_of_visitors_is_counted_within_a_few_per_cent_in_bounded_memory() -> None:
    visitors = Visitors(few=2_000)
    for number in range(50_000):
        visitors.add(str(number), "flood")
        visitors.add(str(number), "flood")
    assert len(visitors._hashes) <= 4_000
    assert abs(visitors.count() - 50_000) < 5_000  # four standard deviations


def test_the_largest_names_and_equal_ones_by_name() -> None:
    names = Names()
    for name in ["b", "a", "c", "c"]:
        names.add(name)
    assert names.largest(2) == [("c", 2), ("a", 1)]


def test_a_flood_of_names_forgets_the_rare() -> None:
    names = Names(most=100)
    for number in range(10_000):
        names.add("often")
        names.add(str(number))
    assert names.largest(1) == [("often", 10_000)]
    assert len(names._counts) <= 200
