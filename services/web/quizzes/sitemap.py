"""/sitemap.xml: the pages that search engines may list. Saved plays are none of them."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from quizzes.models import Quiz


class QuizSitemap(Sitemap):  # type: ignore[type-arg]  # at runtime it takes none
    def items(self) -> QuerySet[Quiz]:
        return Quiz.objects.order_by("position").only("slug")

    def location(self, item: Quiz) -> str:
        return reverse("quizzes:quiz", args=[item.slug])


class FixedPageSitemap(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        return ["/", "/privacy"]

    def location(self, item: str) -> str:
        return item


SITEMAPS = {"pages": FixedPageSitemap, "quizzes": QuizSitemap}
