"""The application for WSGI workers: pages only, the live stream runs beside it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
application = get_wsgi_application()
