"""Filters of the templates: dates, numbers and languages as the reader's locale writes them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, wraps
from typing import Any

from django.utils import dateformat, formats, timezone, translation
from django.utils import timesince as django_timesince
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

# CLDR 46, percentFormat: languages whose pattern is "#,##0%"; the other EU languages put a no-break space in it.
PERCENT_WITHOUT_SPACE = frozenset({"el", "en", "et", "ga", "hu", "it", "lv", "mt", "nl", "pl", "pt"})
# CLDR 46, minimumGroupingDigits 2: these languages write 1204 but 12 040.
FOUR_DIGITS_UNGROUPED = frozenset({"bg", "es", "et", "it", "pl", "pt"})
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
MINUTE = timedelta(minutes=1)


def local(value: date | datetime) -> date | datetime:
    """The same moment in the active time zone; plain dates and naive times stay as they are."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def as_date(value: date | datetime | None, style: str = "DATE_FORMAT") -> Markup:
    """The day as a `<time>` element in the reader's language; nothing for None."""
    return _time_element(value, style)


def as_datetime(value: datetime | None, style: str = "DATETIME_FORMAT") -> Markup:
    """Day and time as a `<time>` element in the reader's language; nothing for None."""
    return _time_element(value, style)


def _time_element(value: date | datetime | None, style: str) -> Markup:
    if value is None:
        return Markup("")
    moment = local(value)
    return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), formats.date_format(moment, style))


def timesince(value: date | datetime | None) -> Markup:
    """How long ago ("3 hours ago"), as a `<time>` element with the exact moment as its title; nothing for None."""
    if value is None:
        return Markup("")
    moment = local(value)
    age = timezone.now() - value if isinstance(value, datetime) and timezone.is_aware(value) else None
    if age is not None and age < MINUTE:
        words = _("just now")
    else:
        words = _("%(time)s ago") % {"time": django_timesince.timesince(value, depth=1)}
    exact = formats.date_format(moment, "DATETIME_FORMAT" if isinstance(moment, datetime) else "DATE_FORMAT")
    return Markup('<time datetime="{}" title="{}">{}</time>').format(moment.isoformat(), exact, words)


def _language() -> str:
    return (translation.get_language() or "en").split("-")[0]


def number(value: float | int | None, decimals: int | None = None) -> str:
    """The number with the reader's separators, `decimals` places (default: as many as it has); a dash for None."""
    if value is None:
        return "–"
    if decimals is None and isinstance(value, float) and value.is_integer():
        value = int(value)
    if decimals is None and isinstance(value, int) and -1_000 < value < 1_000:
        return str(value)  # in no language of ours is there anything to write differently
    grouped = abs(value) >= (10_000 if _language() in FOUR_DIGITS_UNGROUPED else 1_000)
    shown = value if decimals is None else round(value, decimals)  # Django cuts off the digits that it does not show
    return formats.number_format(shown, decimals, use_l10n=True, force_grouping=grouped)


def percent(value: float | None, decimals: int = 0) -> str:
    """A share (0 to 1) as a percentage in the reader's notation; a dash for None."""
    if value is None:
        return "–"
    space = "" if _language() in PERCENT_WITHOUT_SPACE else "\N{NO-BREAK SPACE}"
    return f"{formats.number_format(round(value * 100, decimals), decimals, use_l10n=True)}{space}%"


def lang(code: str | None) -> Markup:
    """The attributes that mark text of another language than the page's: ` lang="fr"`, and `dir` where it differs.

    Written inside a tag without a space before it: `<p{{ post.language | lang }}>`.
    """
    if not code or code == (translation.get_language() or "en"):
        return Markup("")
    page_is_rtl = translation.get_language_bidi()
    is_rtl = code.split("-")[0] in RIGHT_TO_LEFT
    direction = Markup(' dir="{}"').format("rtl" if is_rtl else "ltr") if is_rtl != page_is_rtl else ""
    return Markup(' lang="{}"{}').format(code, direction)


@cache
def language_name(code: str) -> str:
    """The language's own name ("français"); the code itself when Django does not know it."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def day(value: date | datetime) -> str:
    """The day of the month with leading zero, for compact date blocks."""
    return dateformat.format(local(value), "d")


def month(value: date | datetime) -> str:
    """The month's short name, for compact date blocks."""
    return dateformat.format(local(value), "M")


def _for_each_reader(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja never computes while compiling: `{{ 0.5 | percent }}` depends on the reader."""

    @pass_context
    @wraps(function)
    def applied(context: Context, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return applied


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _for_each_reader(as_date),
    "datetime": _for_each_reader(as_datetime),
    "timesince": _for_each_reader(timesince),
    "number": _for_each_reader(number),
    "percent": _for_each_reader(percent),
    "lang": _for_each_reader(lang),
    "language_name": language_name,
    "day": _for_each_reader(day),
    "month": _for_each_reader(month),
}
