"""What stands around every page: city, periods, navigation, account.

Apps fill the registries when Django starts (`WebConfig.ready` imports them); a page asks `around(request)` once.
A navigation item whose address does not exist is left out, so a screen may be announced before it is built.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse

Predicate = Callable[[Any], bool]


def everyone(user: Any) -> bool:
    """The predicate of items that every signed-in person sees."""
    return True


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place of the main navigation, shown to those for whom `show(user)` holds.

    `count(user)` is the number in the yellow bubble; `note` explains a public door on the sign-in page.
    """

    label: str
    url_name: str
    show: Predicate = everyone
    order: int = 50
    count: Callable[[Any], int] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A navigation item as this page draws it."""

    label: str
    href: str
    current: bool = False
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """One line of the period menu: `2026 · berjalan, ditutup 30 November 2026`."""

    label: str
    href: str
    note: str = ""
    current: bool = False


def no_periods(request: HttpRequest) -> Iterable[PeriodChoice]:
    """Before an app brings periods, there is no period menu."""
    return ()


def user_name(user: Any) -> str:
    """The name in the masthead."""
    return str(getattr(user, "display_name", "") or user)


def no_city(user: Any = None) -> str:
    """Before an app knows the government, and on pages drawn without a database, no city is named."""
    return ""


@dataclass(slots=True)
class Sources:
    """Where the shell asks for what it does not know itself; an app sets its own function here.

    `city` is asked with the signed-in person, or None.
    """

    city: Callable[[Any], str] = no_city
    periods: Callable[[HttpRequest], Iterable[PeriodChoice]] = no_periods
    person: Callable[[Any], str] = user_name


class Places:
    """`{{ shell.places.home }}`: what `{% url 'home' %}` finds, without searching for it again on every page."""

    def __getitem__(self, url_name: str) -> str:
        return _path(url_name)


PLACES = Places()


@dataclass(frozen=True)
class Shell:
    """Everything `base.html` draws around the content."""

    city: str
    demo: bool
    links: list[Link]
    path: str = ""
    signed_in: bool = False
    person: str = ""
    search: str = ""
    periods: list[PeriodChoice] = field(default_factory=list)
    components: str = ""

    @property
    def places(self) -> Places:
        """Addresses by name."""
        return PLACES

    @cached_property
    def doors(self) -> list[Link]:
        """Pages for everyone; only public pages draw them. None without a request."""
        return _links(PUBLIC_NAVIGATION, user=None, path=self.path) if self.path else []

    @property
    def period(self) -> PeriodChoice | None:
        """The period this page is about."""
        return next((period for period in self.periods if period.current), None)


#: the main navigation of signed-in people
NAVIGATION: list[NavItem] = [NavItem("Pekerjaan saya", "home", order=0)]
#: pages for everyone: the masthead of public pages and the doors beside the sign-in form
PUBLIC_NAVIGATION: list[NavItem] = []
#: replaced by the apps that know city, periods and people
SOURCES = Sources()
DEFAULT_CITY = no_city


def _place(item: NavItem) -> int:
    return item.order


def register(*items: NavItem) -> None:
    """Add places to the main navigation."""
    NAVIGATION.extend(item for item in items if item not in NAVIGATION)
    NAVIGATION.sort(key=_place)


def register_public(*items: NavItem) -> None:
    """Add places that everyone may see, signed in or not."""
    PUBLIC_NAVIGATION.extend(item for item in items if item not in PUBLIC_NAVIGATION)
    PUBLIC_NAVIGATION.sort(key=_place)


def around(request: HttpRequest | None) -> Shell:
    """The shell of one page; without a request it asks neither the session nor the database."""
    if request is None:
        return Shell(city=DEFAULT_CITY(), demo=settings.DEMO, links=[])
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        city = SOURCES.city(None)
        return Shell(city=city, demo=settings.DEMO, links=[], path=request.path, components=_components())
    user = _itself(user)
    return Shell(
        city=SOURCES.city(user),
        demo=settings.DEMO,
        links=_links(NAVIGATION, user=user, path=request.path),
        path=request.path,
        signed_in=True,
        person=SOURCES.person(user),
        search=_path("search"),
        periods=list(SOURCES.periods(request)),
        components=_components(),
    )


def _itself(user: Any) -> Any:
    """The person without Django's lazy wrapper, which costs more than the questions that menus ask through it."""
    return getattr(user, "_wrapped", user)


def _components() -> str:
    return _path("components") if settings.DEBUG or settings.DEMO else ""


def _links(items: Iterable[NavItem], *, user: Any, path: str) -> list[Link]:
    shown = []
    for item in items:
        if item.show(user) and (href := _path(item.url_name)):
            shown.append((item, href))
    here = max((href for _, href in shown if _leads_to(href, path)), key=len, default="")
    return [
        Link(item.label, href, href == here, item.count(user) if item.count else 0, item.note) for item, href in shown
    ]


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))


def _path(url_name: str) -> str:
    """The address of a name, empty when there is none; found once, because every page asks for all of them."""
    return _address(url_name, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _address(url_name: str, urlconf: str) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
