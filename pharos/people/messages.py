"""The words of people: roles, departments, permissions, objections."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.people.guards import StaffObjection
from pharos.people.rules import Department, Permission, Role, Working

ROLES: dict[str, str | Promise] = {
    Role.OPERATOR: _("Operator"),
    Role.SUPERVISOR: _("Shift supervisor"),
    Role.DOCTOR: _("Doctor"),
    Role.INSPECTOR: _("Quality inspector"),
    Role.TRAINER: _("Trainer"),
    Role.TRAINEE: _("Trainee"),
    Role.NETWORK_DEVELOPER: _("Network developer"),
    Role.PLANNER: _("Planner"),
    Role.DIRECTOR: _("Director"),
    Role.ADMINISTRATOR: _("Administrator"),
}

DEPARTMENTS: dict[str, str | Promise] = {
    Department.CONTACT_CENTRE: _("Contact centre"),
    Department.MEDICAL: _("Medical Department"),
    Department.QUALITY: _("Quality"),
    Department.TRAINING: _("Training"),
    Department.NETWORK: _("Provider network"),
    Department.PLANNING: _("Planning"),
    Department.ADMINISTRATION: _("Administration"),
}

PERMISSIONS: dict[str, str | Promise] = {
    Permission.SEE_CASES: _("see cases"),
    Permission.WORK_CASES: _("work on cases"),
    Permission.SEE_MEDICAL: _("see medical facts"),
    Permission.SEE_REVIEWS: _("read medical reviews"),
    Permission.REVIEW_CASES: _("review cases as a doctor"),
    Permission.RELEASE_QUALITY_HOLD: _("release a hold of quality"),
    Permission.RELEASE_BILL_HOLD: _("release the hold of an unsettled bill"),
    Permission.EXPORT_CASES: _("take lists of cases out as files"),
    Permission.MOVE_CASES: _("move cases between people"),
    Permission.FORGET_PEOPLE: _("forget the person of a finished case"),
    Permission.SEE_LETTERS: _("read letters"),
    Permission.ANSWER_LETTERS: _("answer letters"),
    Permission.CHANGE_WORDINGS: _("change the letters we begin with"),
    Permission.SEE_QUARANTINE: _("see quarantined letters"),
    Permission.TAKE_CALLS: _("take calls"),
    Permission.SEE_POLICIES: _("see policies"),
    Permission.IMPORT_POLICIES: _("import policies"),
    Permission.PUBLISH_RULES: _("publish rule sets"),
    Permission.PROPOSE_REFUSALS: _("propose that cover is refused"),
    Permission.SIGN_REFUSALS: _("sign refusals as the second person"),
    Permission.SEE_INSURERS: _("see insurers"),
    Permission.CHANGE_INSURERS: _("change insurers"),
    Permission.SEE_PLACES: _("see places"),
    Permission.VERIFY_PLACES: _("verify emergency numbers"),
    Permission.SEE_NETWORK: _("see providers and the map of coverage"),
    Permission.CHANGE_NETWORK: _("work places into providers"),
    Permission.SEE_STAFF: _("see the staff list"),
    Permission.CHANGE_STAFF: _("change the staff list"),
    Permission.SEE_JOURNAL: _("read the journal"),
    Permission.MEND_FAILURES: _("mend failures"),
    Permission.SEE_OWN_PROFILE: _("change one's own profile"),
}

WORKING: dict[str, str | Promise] = {
    Working.READY: _("ready"),
    Working.AFTER_CALL: _("after a call"),
    Working.BREAK: _("break"),
}

SPOKEN: dict[str, str | Promise] = {
    "ru": _("Russian"), "en": _("English"), "de": _("German"), "fr": _("French"), "es": _("Spanish"),
    "it": _("Italian"), "tr": _("Turkish"), "el": _("Greek"), "bg": _("Bulgarian"), "ro": _("Romanian"),
    "lv": _("Latvian"), "kk": _("Kazakh"), "be": _("Belarusian"), "uk": _("Ukrainian"), "ar": _("Arabic"),
    "th": _("Thai"), "zh": _("Chinese"), "vi": _("Vietnamese"),
}  # fmt: skip

OBJECTIONS: dict[str, str | Promise] = {
    StaffObjection.LAST_ADMINISTRATOR: _(
        "Nobody would be left who can change the staff list. Appoint another administrator first."
    ),
    StaffObjection.ONESELF: _("You cannot close your own door. Ask another administrator."),
}
