"""`manage.py plays`: lists the largest and the newest plays by network; deletes those named, or those expired."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from plays.daily_usage import Usage
from plays.expiry import expire_plays
from plays.models import Play
from plays.moderation import ListedPlay, NetworkPlays, find_plays, largest_plays, newest_plays, totals
from plays.saving import delete_plays

ROWS = 20  # of each list
HEADER = f"    {'id':11}  {'quiz':30}  {'places':>8}  {'KB':>8}  {'saved (UTC)':16}  {'changed':16}"
UNKNOWN_NETWORK = "  network unknown"
EXIT_STATUSES = "Exit status: 0 done; 1 nothing has that name, or it was not confirmed; 2 an unknown option."


class Command(BaseCommand):
    help = (
        "List the largest and the newest saved plays. Plays that were first saved from one network on one day are "
        "listed together, under a code from which the network's address cannot be computed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog = EXIT_STATUSES
        parser.add_argument("--rows", type=int, default=ROWS, help=f"how many plays each list has (default {ROWS})")
        parser.add_argument("--delete", nargs="+", metavar="NAME", help="delete these plays: ids, or codes of networks")
        parser.add_argument("--yes", action="store_true", help="delete without asking")
        parser.add_argument("--expire", action="store_true", help="delete what PLAYS_EXPIRE_MONTHS says")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["expire"]:
            self._expire()
        elif options["delete"]:
            self._delete(options["delete"], ask=not options["yes"])
        else:
            self._list(max(1, options["rows"]))

    def _list(self, rows: int) -> None:
        for title, groups in (("largest", largest_plays(rows)), ("newest", newest_plays(rows))):
            self.stdout.write(f"The {title} plays\n" + "\n".join(_table(groups)) + "\n")
        self.stdout.write(f"In all {_summary(totals(Play.objects.all()))}.")

    def _expire(self) -> None:
        months = settings.PLAYS_EXPIRE_MONTHS
        if not months:
            self.stdout.write("Plays do not expire: PLAYS_EXPIRE_MONTHS is 0.")
            return
        self.stdout.write(f"Deleted {expire_plays():,} plays that nobody changed or viewed for {months} months.")

    def _delete(self, names: Sequence[str], *, ask: bool) -> None:
        found = find_plays(names)
        if unknown := [name for name, ids in found.items() if not ids]:
            raise CommandError(f"No play and no network has this name: {', '.join(unknown)}. Nothing was deleted.")
        ids = sorted({id_ for ids in found.values() for id_ in ids})
        summary = _summary(totals(Play.objects.filter(id__in=ids)))
        if ask and not self._confirmed(f"Delete {summary}, for everybody and for ever? Type yes: "):
            raise CommandError("Not confirmed. Nothing was deleted.")
        self.stdout.write(
            f"Deleted {delete_plays(ids):,} plays. Backups that hold them stay until they are rotated out."
        )

    def _confirmed(self, question: str) -> bool:
        try:
            return input(question).strip().lower() == "yes"
        except EOFError:
            return False


def _table(groups: list[NetworkPlays]) -> Iterator[str]:
    yield HEADER
    for group in groups:
        yield f"  network {group.network}, {group.day}: {_summary(group.totals)}" if group.network else UNKNOWN_NETWORK
        yield from (_line(play) for play in group.plays)


def _line(play: ListedPlay) -> str:
    times = f"{play.saved:%Y-%m-%d %H:%M}  {play.changed:%Y-%m-%d %H:%M}"
    return f"    {play.id:11}  {play.quiz[:30]:30}  {play.places:8,}  {play.size / 1000:8,.1f}  {times}"


def _summary(usage: Usage) -> str:
    return f"{usage.plays:,} plays with {usage.places:,} places, {usage.bytes / 1e6:,.1f} MB"
