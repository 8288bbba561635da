"""The Jinja2 environment of all page templates (named in `TEMPLATES[…]["OPTIONS"]["environment"]`).

Two environments share their globals and filters: one for page templates, which knows `<Component>` tags, and JinjaX's
own for the components. Undefined names raise in both: a misspelt variable fails a test instead of printing nothing.
"""

from collections.abc import Callable, MutableMapping
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any, cast

import jinja2
import jinjax.jinjax
from django.apps import apps
from django.template import engines
from django.utils import translation
from jinja2_fragments import setup_globals
from jinjax import Catalog, JinjaX
from jinjax.utils import ARGS_PREFIX

from ict4society.foundation.ui import formats, page_globals

COMPONENTS = Path(__file__).parent / "components"
PACKAGE = "ict4society"  # other apps' templates (allauth, admin) are written for Django's own engine
REQUEST_NAMES = ("request", "csrf_token", "csrf_input")


class QuickTemplate(jinja2.Template):
    """A template whose globals are a plain dict: Jinja's own chain of maps takes a third of a component's time."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        return super().from_code(environment, code, dict(globals), uptodate)


class PageTemplate(QuickTemplate):
    """A page template; while it renders, its components see the request (and only that) of the page."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        with_request(self.environment, context)
        try:
            return super().render(context)
        finally:
            with_request(self.environment, {})

    def render_block(self, block: str, context: dict[str, Any]) -> str:
        """The named block alone, for an htmx request. Raises `KeyError` when the template has no such block."""
        render = self.blocks[block]
        with_request(self.environment, context)
        try:
            return self.environment.concat(render(self.new_context(context)))  # type: ignore[attr-defined]
        except Exception:
            self.environment.handle_exception()
        finally:
            with_request(self.environment, {})


class PageEnvironment(jinja2.Environment):
    """The environment of page templates; `catalog` holds the components."""

    template_class = PageTemplate
    catalog: Catalog


def page_environment() -> PageEnvironment:
    """The environment that Django has built for this site."""
    return cast(PageEnvironment, engines["jinja2"].env)  # type: ignore[attr-defined]


def with_request(env: jinja2.Environment, context: dict[str, Any]) -> None:
    """Let components rendered from now on in this thread see the request of `context`."""
    env.catalog.tmpl_globals = {  # type: ignore[attr-defined]
        name: context[name] for name in REQUEST_NAMES if name in context
    }


def environment(**options: Any) -> jinja2.Environment:
    """Build the environment for Django's Jinja2 backend; `options` are the backend's, of which ours win."""
    auto_reload = bool(options.get("auto_reload", False))
    options |= {
        "loader": _loader(),
        "autoescape": _autoescape,
        "auto_reload": auto_reload,
        "undefined": jinja2.StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": options.get("bytecode_cache") or _bytecode_cache(),
        "extensions": [*options.get("extensions", []), "jinja2.ext.i18n", "jinja2.ext.do", JinjaX],
    }
    env = PageEnvironment(**options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    setup_globals(env)
    env.globals.update(page_globals.GLOBALS)
    env.globals[ARGS_PREFIX] = ""  # a page has no component prefix; without it a strict page could not call a component
    env.filters.update(formats.FILTERS)
    catalog = Catalog(jinja_env=env, auto_reload=auto_reload)
    catalog.jinja_env.template_class = QuickTemplate
    catalog.jinja_env.trim_blocks = catalog.jinja_env.lstrip_blocks = True
    catalog.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    catalog.add_folder(COMPONENTS)
    env.catalog = catalog
    return env


def _autoescape(name: str | None) -> bool:
    """Everything is escaped except plain-text templates (mails)."""
    return name is None or not name.endswith(".txt")


def _bytecode_cache() -> jinja2.BytecodeCache:
    """Compiled templates, kept between starts. Jinja compares the template's source; ours is the rest that matters."""
    made_by = [Path(__file__), Path(formats.__file__), Path(jinjax.jinjax.__file__)]
    digest = sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:12]
    return jinja2.FileSystemBytecodeCache(pattern=f"__ict4society_{digest}_%s.cache")


def _loader() -> jinja2.BaseLoader:
    """The `templates/` folders of this project's installed apps, in their order, and of the look itself."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.split(".")[0] == PACKAGE]
    look = Path(__file__).parent / "templates"
    return jinja2.FileSystemLoader([*(folder for folder in folders if folder != look), look])
