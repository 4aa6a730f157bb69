"""What can be wrong with a file as a whole. The wording is in the `messages` of the room that reads it."""

from enum import StrEnum


class TableFault(StrEnum):
    """The file is refused whole."""

    EMPTY = "file_empty"
    TOO_BIG = "file_too_big"
    OLD_XLS = "file_old_xls"
    ENCRYPTED = "file_encrypted"
    PDF = "file_pdf"
    HTML = "file_html"
    XML = "file_xml"
    ODS = "file_ods"
    XLSB = "file_xlsb"
    WORD = "file_word"
    ARCHIVE = "file_archive"
    PICTURE = "file_picture"
    RTF = "file_rtf"
    BINARY = "file_binary"
    BROKEN = "file_broken"
    BOMB = "file_bomb"
    XML_ENTITIES = "file_xml_entities"
    NO_HEADER = "no_header"
    NO_SUCH_SHEET = "no_such_sheet"
    NO_SUCH_ENCODING = "no_such_encoding"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
