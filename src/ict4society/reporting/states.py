"""The words of reporting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ValueType(models.TextChoices):
    """What an indicator is answered with. A percentage is stored as a fraction: 10 % is 0.10."""

    DECIMAL = "decimal", _("number")
    INTEGER = "integer", _("whole number")
    PERCENT = "percent", _("percentage")
    MONEY = "money", _("amount of money")
    BOOLEAN = "boolean", _("yes or no")
    TEXT = "text", _("text")
    CHOICE = "choice", _("one of several options")
    CHOICES = "choices", _("several options")
    YEAR = "year", _("year")


NUMERIC = (ValueType.DECIMAL, ValueType.INTEGER, ValueType.PERCENT, ValueType.MONEY, ValueType.YEAR)


class Direction(models.TextChoices):
    """Which way an indicator is better, if any."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    NONE = "none", _("neither way is better")


class PeriodType(models.TextChoices):
    """XBRL 2.1 §4.7.2: over the reporting period, or at its end."""

    DURATION = "duration", _("over the year")
    INSTANT = "instant", _("at the end of the year")


class Module(models.TextChoices):
    """Modules of the voluntary standard; the basic one is the cap on what a value chain may ask."""

    BASIC = "basic", _("basic module")
    COMPREHENSIVE = "comprehensive", _("comprehensive module")


class ReportState(models.TextChoices):
    """Of a report. A published one gets further versions."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


REPORT_TRANSITIONS = {
    ReportState.DRAFT: (ReportState.PUBLISHED,),
    ReportState.PUBLISHED: (),
}


class ValueState(models.TextChoices):
    """What is said about an indicator; these are different things."""

    REPORTED = "reported", _("reported")
    ZERO = "zero", _("zero")
    ESTIMATED = "estimated", _("estimated")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    WITHHELD = "withheld", _("withheld")
    NOT_COLLECTED = "not_collected", _("not collected")


WITH_VALUE = (ValueState.REPORTED, ValueState.ZERO, ValueState.ESTIMATED)
"""States in which there is a value to count with."""


class Assurance(models.TextChoices):
    """Who has checked a value, weakest first; a calculated value is no better than its weakest input."""

    NONE = "none", _("not checked")
    SELF = "self", _("self-checked")
    COMMUNITY = "community", _("checked by the community")
    THIRD_PARTY = "third_party", _("third party assured")


ASSURANCE_ORDER = (Assurance.NONE, Assurance.SELF, Assurance.COMMUNITY, Assurance.THIRD_PARTY)


class HeadcountBasis(models.TextChoices):
    """How people are counted."""

    HEADS_YEAR_END = "heads_year_end", _("heads, at the end of the year")
    HEADS_AVERAGE = "heads_average", _("heads, average over the year")
    FTE_YEAR_END = "fte_year_end", _("full-time equivalents, at the end of the year")
    FTE_AVERAGE = "fte_average", _("full-time equivalents, average over the year")


class Part(models.TextChoices):
    """The parts of an approach to a topic."""

    POLICY = "policy", _("Policy")
    RESPONSIBILITY = "responsibility", _("Responsibility")
    PROCESS = "process", _("Process")
    SCOPE = "scope", _("Scope")
    REVIEW = "review", _("Review")


class Grade(models.TextChoices):
    """How far a part meets its stated criterion (Ranking Digital Rights: full, partial, no, not applicable)."""

    YES = "yes", _("yes")
    PARTIAL = "partial", _("partly")
    NO = "no", _("no")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Verdict(models.TextChoices):
    """What a checker found."""

    CONFIRMS = "confirms", _("confirms")
    DOUBTS = "doubts", _("doubts")


class RequestState(models.TextChoices):
    """Of a request for data from one organisation to another."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


REQUEST_TRANSITIONS = {
    RequestState.OPEN: (RequestState.ACCEPTED, RequestState.DECLINED, RequestState.WITHDRAWN),
    RequestState.ACCEPTED: (),
    RequestState.DECLINED: (),
    RequestState.WITHDRAWN: (),
}


class XbrlState(models.TextChoices):
    """What validating a report's inline XBRL came to."""

    RUNNING = "running", _("being validated")
    VALID = "valid", _("valid")
    INVALID = "invalid", _("not valid")
    FAILED = "failed", _("could not be validated")
