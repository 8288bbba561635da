"""Django's settings. What differs between instances comes from `environment.py`."""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import get_environment
from ict4society.foundation.database import database_url
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.logs import configure_logs

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = get_environment()

SECRET_KEY = ENVIRONMENT.secret_key_value()
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.hosts
SITE_URL = ENVIRONMENT.address
OPERATOR_NAME = ENVIRONMENT.operator_name
CONTACT_EMAIL = ENVIRONMENT.contact_email or parseaddr(ENVIRONMENT.email_from)[1]
DATA_FOLDER = ENVIRONMENT.data_folder
DEMONSTRATION = ENVIRONMENT.demonstration

FOUNDATION = [
    "ict4society.foundation.events",
    "ict4society.foundation.citations",
    "ict4society.foundation.idempotency",
    "ict4society.foundation.files",
    "ict4society.foundation.search",
    "ict4society.foundation.api",
    "ict4society.foundation.tasks",
    "ict4society.foundation.mailer",
    "ict4society.foundation.pagecache",
    "ict4society.foundation.server",
    "ict4society.foundation.doctor",
    "ict4society.foundation.ui",
]
FEATURES = [
    "ict4society.accounts",
    "ict4society.organisations",
    "ict4society.topics",
    "ict4society.discussions",
    "ict4society.deliberation",
    "ict4society.moderation",
    "ict4society.notifications",
    "ict4society.agenda",
    "ict4society.meetings",
    "ict4society.consultations",
    "ict4society.reporting",
    "ict4society.minutes",
    "ict4society.room",
    "ict4society.commitments",
    "ict4society.practices",
    "ict4society.partnerships",
    "ict4society.solutions",
    "ict4society.benchmark",
    "ict4society.knowledge_map",
    "ict4society.dossiers",
    "ict4society.home",
    "ict4society.search_pages",
    "ict4society.open_data",
    "ict4society.operations",
]
INSTALLED_APPS = [
    *FOUNDATION,
    *FEATURES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rules",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "ict4society.foundation.api.middleware.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ict4society.accounts.middleware.ReaderMiddleware",
    "ict4society.accounts.middleware.DraftMiddleware",
    "ict4society.foundation.policy.middleware.PolicyMiddleware",
]
POLICY_OWN_CHECKS = ("allauth.", "ninja.", "django.views.", "django.contrib.staticfiles")
"""Packages whose views check for themselves; everything else must declare its policy."""

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "ict4society.foundation.ui.environment.environment",
            "auto_reload": DEBUG,
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        # Only for templates that libraries bring with them and that no page of ours replaces.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_url(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "ict4society.accounts.backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "ict4society.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "ict4society.accounts.adapter.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "ict4society.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "ict4society.accounts.passkey_forms.AddPasskeyForm",
    "authenticate_webauthn": "ict4society.accounts.passkey_forms.UsePasskeyForm",
    "reauthenticate_webauthn": "ict4society.accounts.passkey_forms.ConfirmPasskeyForm",
    "login_webauthn": "ict4society.accounts.passkey_forms.SignInPasskeyForm",
}
MFA_TOTP_ISSUER = "ICT4Society"
# Browsers treat loopback as a secure context, so passkeys can be tried on a development machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENVIRONMENT.on_loopback
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": ENVIRONMENT.oidc_name,
                "client_id": ENVIRONMENT.oidc_client_id,
                "secret": ENVIRONMENT.oidc_client_secret.get_secret_value(),
                "settings": {"server_url": ENVIRONMENT.oidc_server_url},
            }
        ]
        if ENVIRONMENT.oidc_server_url
        else [],
    }
}

SESSION_ENGINE = "ict4society.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ict4society.foundation.ui.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SESSION_COOKIE_SECURE
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.trusted_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Browsers check form-action for the redirect that follows a form as well: signing in elsewhere begins with a form.
OIDC_SERVER = urlsplit(ENVIRONMENT.oidc_server_url)
OIDC_ORIGIN = [f"{OIDC_SERVER.scheme}://{OIDC_SERVER.netloc}"] if OIDC_SERVER.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *OIDC_ORIGIN],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "config.formats"
LANGUAGES = [("en", "English"), ("fr", "français"), ("de", "Deutsch")]
LOCALE_PATHS = [PROJECT / "locale"]
CONTENT_LANGUAGE_CODES = tuple(CONTENT_LANGUAGES)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
MEDIA_ROOT = ENVIRONMENT.storage_folder
XBRL_TAXONOMY = ENVIRONMENT.xbrl_taxonomy
UPLOAD_MAX_BYTES = ENVIRONMENT.max_upload_mb * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ict4society.foundation.files.upload.BoundedUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 600

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
EMAIL_SUBJECT_PREFIX = ""
if ENVIRONMENT.email_backend_name == "smtp":
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.smtp_host, ENVIRONMENT.smtp_port
    EMAIL_HOST_USER = ENVIRONMENT.smtp_user
    EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp_password.get_secret_value()
    EMAIL_USE_TLS = ENVIRONMENT.smtp_security == "starttls"
    EMAIL_USE_SSL = ENVIRONMENT.smtp_security == "tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "ict4society.foundation.mailer.mailbox.MailboxBackend"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}
"""Shared by all nodes; used for rate limits. Pages are cached in front of Django (foundation.pagecache)."""

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level if ENVIRONMENT.log_level != "INFO" else "WARNING"},
    "loggers": {"ict4society": {"level": ENVIRONMENT.log_level}},
}
configure_logs()
