"""The application for uvicorn: pages and the live stream in one process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
application = get_asgi_application()
