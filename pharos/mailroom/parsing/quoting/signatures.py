"""Signatures that a program adds. What a person signs with ("С уважением, …, phone") stays: it names the caller."""

import re

_PROGRAM = re.compile(
    r"^\s*[*_]{0,2}(?:"
    r"(?:Отправлено|Послано|Написано) (?:с|со|из|через|от)\s+[^\n]{2,80}"
    r"|Отправлено моб[^\n]{2,60}"
    r"|Sent (?:from|via|with|using) (?:my |the |a )?[^\n]{2,80}"
    r"|Get Outlook for [^\n]{2,40}|Скача(?:ть|йте) Outlook для [^\n]{2,40}|Получить Outlook для [^\n]{2,40}"
    r"|Gesendet von [^\n]{2,60}|Изпратено от [^\n]{2,60}|Von meinem [^\n]{2,40} gesendet|Надіслано з [^\n]{2,60}"
    r"|Envoyé de(?:puis)? [^\n]{2,60}|Enviado desde [^\n]{2,60}|Inviato da [^\n]{2,60}"
    r")[*_.]{0,3}\s*$",
    re.I,
)
_DELIMITER = re.compile(r"^\s{0,2}(?:--|—|––)\s*$")
_LONGEST_SIGNATURE = 15


def cut_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines a person wrote, and the signature a program hung under them."""
    end = _signature_start(lines)
    kept, cut = lines[:end], lines[end:]
    while kept and (not kept[-1].strip() or _PROGRAM.match(kept[-1])):
        cut.insert(0, kept.pop())
    return kept, [line for line in cut if line.strip()]


def _signature_start(lines: list[str]) -> int:
    """Where the highest delimiter stands that has no more than a signature's length below it."""
    end, said = len(lines), 0
    for at in range(len(lines) - 1, -1, -1):
        if _DELIMITER.match(lines[at]):
            end = at
        elif lines[at].strip():
            said += 1
            if said > _LONGEST_SIGNATURE:
                break
    return end if any(line.strip() for line in lines[:end]) else len(lines)
