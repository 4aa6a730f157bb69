"""Words typed in the wrong keyboard layout: the same keys in the other one."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_OTHER = str.maketrans(_LATIN + _RUSSIAN, _RUSSIAN + _LATIN)


def in_other_layout(text: str) -> str:
    """`Bdfyjd` is `Иванов` typed on an English layout, and `Шмфтщм` is `Ivanov` on a Russian one."""
    return text.translate(_OTHER)
