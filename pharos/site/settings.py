"""Settings: one file, defaults that run on one machine, and the environment for everything that differs elsewhere.

`docs/operations.md` lists every variable. Nothing here connects to anything: importing settings starts no server.
"""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from pharos.site import environment as env
from pharos.site.database.connections import databases

BASE_DIR = Path(__file__).resolve().parent
VAR = env.var()

DEBUG = env.flag("PHAROS_DEBUG", default=False)
SECRET_KEY = env.secret("PHAROS_SECRET_KEY").hex()
VAULT_MASTER_KEY = env.secret("PHAROS_MASTER_KEY")
MAIL_SECRET = env.secret("PHAROS_MAIL_SECRET")
ALLOWED_HOSTS = env.words("PHAROS_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("PHAROS_ORIGINS")
BEHIND_TLS = env.flag("PHAROS_TLS", default=False)
SECOND_FACTOR = env.flag("PHAROS_SECOND_FACTOR", default=BEHIND_TLS)
DEMO = env.flag("PHAROS_DEMO", default=False)  # the supervisor says so where the database is marked

INSTALLED_APPS = [
    "pharos.site",
    "pharos.twin",
    "pharos.medical",
    "pharos.contact",
    "pharos.cases",
    "pharos.policies",
    "pharos.network",
    "pharos.clinical",
    "pharos.mailroom",
    "pharos.insurers",
    "pharos.places",
    "pharos.people",
    "pharos.vault",
    "pharos.journal",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "pharos.site.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pharos.people.speaking.speaking",
    "pharos.site.bodies.bodies",
    *(["pharos.people.second_factor.second_factor"] if SECOND_FACTOR else []),
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "pharos.site.urls"
ASGI_APPLICATION = "pharos.site.asgi.application"
WSGI_APPLICATION = "pharos.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Staff"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

FORM_RENDERER = "pharos.site.drawing.fields.Renderer"

DATABASES = databases()
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.text("PHAROS_TIME_ZONE", "Europe/Moscow")

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

MAIL_LISTEN = env.text("PHAROS_MAIL_LISTEN", "127.0.0.1")
MAIL_SMTP_PORT = env.number("PHAROS_SMTP_PORT", 2525)
MAIL_LMTP_PORT = env.number("PHAROS_LMTP_PORT", 0)
MAIL_CATCH_ALL_DOMAINS = env.words("PHAROS_MAIL_DOMAINS")
MAIL_SMTP_URL = env.text("PHAROS_SMTP_URL", "file://")
MAIL_SENT_FOLDER = VAR / "sent"

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "pharos.people.sessions"
SESSION_COOKIE_AGE = 14 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pharos.people.signing_in.Adapter"
ACCOUNT_FORMS = {"login": "pharos.people.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True
# counted in the database, so that no attempt is forgotten by going to another process; a code is used once in all
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_counter",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# a whole shift signs in from one address of the house at once; guessing one name is slowed by the name
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}
CSRF_FAILURE_VIEW = "pharos.site.frames.errors.stale_form"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pharos"


LOG_LEVEL = env.text("PHAROS_LOG_LEVEL", "WARNING").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "pharos.site.discretion.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
