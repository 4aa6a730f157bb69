"""Static files under ASGI: WhiteNoise finds and dates them, and each is sent whole.

WhiteNoise hands Django a file to iterate, which an ASGI server must read in a thread with a warning, and whose length
is wrong when the file is edited meanwhile. Ours are small (fonts are the largest), so they are read and sent at once.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """WhiteNoise, answering with the bytes themselves."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found: Any = static_file.get_response(request.method, request.META)
        body = b"" if found.file is None else found.file.read()
        if found.file is not None:
            found.file.close()
        response = HttpResponse(body, status=int(found.status))
        for name, value in found.headers:
            response[name] = value
        if request.method != "HEAD" and int(found.status) == 200:
            response["Content-Length"] = str(len(body))
        return response
