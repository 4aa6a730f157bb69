"""An insurer's letter about a place becomes a request of the network department."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.contact.actions.destinations import request_destination
from pharos.contact.queries.threads import survivor
from pharos.contact.views.conversations import page
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.network import api as network
from pharos.people.api import Permission, actor, allow, found, permits


@require_POST
@allow(Permission.WORK_CASES, Permission.CHANGE_NETWORK)
@once
def destination(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Hand the letter to the network department as a request; whoever belongs to it goes there at once."""
    home = found(survivor(conversation_id))
    try:
        made = request_destination(actor=actor(request), now=timezone.now(), conversation_id=home)
    except Objected as objected:
        return page(request, home, problems=network.request_refusals(objected.objections))
    messages.success(request, _("Handed to the network department"))
    if permits(request.user, Permission.CHANGE_NETWORK):
        return redirect("destinations:request", made)
    return redirect("contact:conversation", home)
