"""The printed form of an imported letter."""

from pharos.contact.importing.running import ImportedLetter
from pharos.contact.rules.kinds import LetterKind


def as_json(one: ImportedLetter) -> dict[str, object]:
    """The twelve fields of `pharos mail import --json`, in their order.

    `case` is the case's number, null unless the letter was threaded to one. `thread_of` is the Message-ID of the
    thread's first letter, which for that letter is its own. `conversation` and what was read are null in quarantine.
    """
    filed = one.filed
    return {
        "file": one.file,
        "conversation": str(one.conversation) if one.conversation else None,
        "case": one.case,
        "new_conversation": bool(filed and filed.opened and one.kind is not LetterKind.DUPLICATE),
        "thread_of": one.thread_of,
        "policy": (filed.policy_number or None) if filed else None,
        "policy_registered": bool(filed and filed.policy),
        "language": filed.language if filed else None,
        "urgent": bool(filed and filed.danger),
        "attachments": [file.name for file in one.view.attachments if not file.inline],
        "visible_text": one.view.visible_text,
        "kind": one.kind.value,
    }
