from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "ict4society.organisations"
    label = "organisations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from ict4society.accounts.closing import register_obstacle
        from ict4society.accounts.export import register_export
        from ict4society.accounts.known import register_known
        from ict4society.accounts.policies import shown_to_operators
        from ict4society.accounts.profile_panels import register_profile_panel
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation
        from ict4society.organisations import closing, listeners, mails, policies, queries  # noqa: F401
        from ict4society.organisations.actions.hide import hide_organisation, restore_organisation
        from ict4society.organisations.models import Organisation
        from ict4society.organisations.panels import acts_for_panel
        from ict4society.organisations.search import organisation_document
        from ict4society.organisations.standing import MANDATES_IN_FORCE

        register_known("_active_mandates", MANDATES_IN_FORCE)
        register(
            SubjectType(
                kind="organisations.organisation",
                model=Organisation,
                label=_("Organisation"),
                visible_to=policies.organisations_visible_to,
                title=str,
                url=Organisation.get_absolute_url,
                author_id=lambda organisation: organisation.founded_by_id,
                document=organisation_document,
                hide=hide_organisation,
                restore=restore_organisation,
            )
        )
        register_profile_panel("organisations", 10, acts_for_panel)
        register_obstacle("organisations", closing.last_representations)
        register_export("mandates", closing.mandates_export)
        entry = navigation.Entry
        navigation.register(
            entry("main", _("Organisations"), "organisations:index", 60),
            entry("account", _("My organisations"), "organisations:mine", 15, "building", navigation.signed_in),
            entry("account", _("To verify"), "organisations:verification", 82, "shield", shown_to_operators),
        )
