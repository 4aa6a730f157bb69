"""Screens of people: one's own profile and the staff list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people import actions
from pharos.people.allowing import allow, permits
from pharos.people.forms import NewStaffForm, PasswordForm, ProfileForm, StaffForm
from pharos.people.messages import OBJECTIONS, PERMISSIONS
from pharos.people.models import Staff
from pharos.people.queries import second_factor, staff_list
from pharos.people.rules import Permission


def _me(request: HttpRequest) -> Staff:
    assert isinstance(request.user, Staff)
    return request.user


@allow(Permission.SEE_OWN_PROFILE)
@once
def profile(request: HttpRequest) -> HttpResponse:
    """Language, theme, single keys, extension; the doors to password and second factor."""
    me = _me(request)
    form = ProfileForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(staff_id=me.pk, details=form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Profile saved"))
        return redirect("people:profile")
    context = {
        "form": form,
        "second_factor": second_factor(me.pk),
        "permissions": [PERMISSIONS[p] for p in Permission if p in me.permissions],
    }
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.SEE_OWN_PROFILE)
@once
def theme(request: HttpRequest) -> HttpResponse:
    """The button in the top bar: light or dark, remembered."""
    chosen = request.POST.get("theme", "")
    if chosen in {"", "light", "dark"}:
        actions.change_profile(staff_id=_me(request).pk, details={"theme": chosen})
    back = request.POST.get("next", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")


@require_safe
@allow(Permission.SEE_STAFF)
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, by name; those who left stand last."""
    context = {"groups": staff_list(), "may_change": permits(request.user, Permission.CHANGE_STAFF)}
    return render(request, "people/staff.html", context)


@allow(Permission.CHANGE_STAFF)
@once
def add(request: HttpRequest) -> HttpResponse:
    """A new member of staff."""
    form = NewStaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_staff(
            actor=Actor.staff(_me(request).pk),
            now=timezone.now(),
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            details=form.cleaned_data,
        )
        messages.success(request, _("Added: %(name)s") % {"name": person.name})
        return redirect("people:staff")
    return render(request, "people/person.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.CHANGE_STAFF)
@once
def change(request: HttpRequest, staff_id: int) -> HttpResponse:
    """One member of staff: what he does, and his door."""
    person = get_object_or_404(Staff, pk=staff_id)
    form = StaffForm(request.POST or None, instance=Staff.objects.get(pk=staff_id))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_staff(
                actor=Actor.staff(_me(request).pk), now=timezone.now(), staff_id=staff_id, details=form.cleaned_data
            )
        except Objected as objected:
            form.add_error("roles", [str(OBJECTIONS[one.code]) for one in objected.objections])
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": form.cleaned_data["display_name"]})
            return redirect("people:staff")
    context = {"form": form, "person": person, "password_form": PasswordForm()}
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.CHANGE_STAFF)
@once
def door(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Deactivate or let in again."""
    person = get_object_or_404(Staff, pk=staff_id)
    act = actions.reactivate if request.POST.get("open") else actions.deactivate
    try:
        act(actor=Actor.staff(_me(request).pk), now=timezone.now(), staff_id=staff_id)
    except Objected as objected:
        context = {
            "form": StaffForm(instance=person),
            "person": person,
            "password_form": PasswordForm(),
            "objections": [OBJECTIONS[one.code] for one in objected.objections],
        }
        return render(request, "people/person.html", context, status=422)
    said = _("Let in again: %(name)s") if request.POST.get("open") else _("Deactivated: %(name)s")
    messages.success(request, said % {"name": person.name})
    return redirect("people:staff")


@require_POST
@allow(Permission.CHANGE_STAFF)
@once
def password(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Give a person a new password."""
    person = get_object_or_404(Staff, pk=staff_id)
    form = PasswordForm(request.POST)
    if form.is_valid():
        actions.set_password(
            actor=Actor.staff(_me(request).pk),
            now=timezone.now(),
            staff_id=staff_id,
            password=form.cleaned_data["password"],
        )
        messages.success(request, _("New password set: %(name)s") % {"name": person.name})
        return redirect("people:staff")
    context = {"form": StaffForm(instance=person), "person": person, "password_form": form}
    return render(request, "people/person.html", context, status=422)
