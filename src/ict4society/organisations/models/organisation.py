"""An organisation and the stakeholder group for which it stands."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.organisations.models.nace import NaceCode
from ict4society.organisations.states import ORGANISATION_GROUPS, SizeClass, VerifiedHow


class Organisation(models.Model):
    """Founded by a member, who becomes its first representative; verified by an operator or by its e-mail domain."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    group = models.CharField(_("stakeholder group"), max_length=20, choices=ORGANISATION_GROUPS)
    country = models.CharField(_("country"), max_length=2)
    size_class = models.CharField(_("size class"), max_length=10, choices=SizeClass.choices)
    nace_codes = models.ManyToManyField(NaceCode, blank=True, verbose_name=_("activities (NACE)"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    email_domain = models.CharField(_("e-mail domain"), max_length=120, blank=True)
    about = models.TextField(_("about the organisation"), max_length=5000, blank=True)
    about_html = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    version = models.PositiveIntegerField(default=1)
    """Raised by every edit; a form that was opened on an older one is answered with both texts."""
    founded_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_how = models.CharField(max_length=10, choices=VerifiedHow.choices, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(Lower("name"), "country", name="organisation_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def get_absolute_url(self) -> str:
        """The organisation's page."""
        return reverse("organisations:organisation", args=[self.slug])
