"""Catalogues of the interface text without GNU gettext: one per room, English msgids, Russian translations.

`extracting` finds marked text, `catalogues` reads and writes .po and .mo, `scanning` finds text nobody marked,
`checking` says what is wrong. The commands `messages_extract`, `messages_update`, `messages_compile` and
`messages_check` are thin over these.
"""
