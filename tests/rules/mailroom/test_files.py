"""Files of a letter: their names, their true types, what may hurt, what is shown inline."""

# ruff: noqa: E501  a line of a letter is a line here

import io
import zipfile
from base64 import b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.mailroom.parsing import DEFAULT_LIMITS, Limits, parse_letter
from pharos.mailroom.parsing.filenames import safe_name
from pharos.mailroom.parsing.sniffing import showable, sniff
from tests.letters import raw, with_file

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30
PDF = b"%PDF-1.4\n"


def name_of(disposition, **options):
    [file] = parse_letter(with_file(PDF, disposition, **options)).attachments
    return file.name


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="policy.pdf"', "policy.pdf"),
        ("attachment; filename=policy.pdf", "policy.pdf"),
        ("attachment; filename*=UTF-8''" + quote("Полис №1.pdf"), "Полис №1.pdf"),
        ("attachment; filename*=koi8-r'ru'" + quote("Полис.pdf".encode("koi8-r")), "Полис.pdf"),
        ("attachment; filename*=windows-1251''" + quote("Полис.pdf".encode("cp1251")), "Полис.pdf"),
        ("attachment; filename*0*=UTF-8''%D0%9F%D0%BE;\n filename*1*=%D0%BB%D0%B8%D1%81;\n filename*2=.pdf", "Полис.pdf"),
        ("attachment; filename*1=ис.pdf; filename*0=Пол", "Полис.pdf"),
        ("attachment; filename*0*=UTF-8''%D0%9F%D0; filename*1*=%BE.pdf", "По.pdf"),
        ('attachment; filename="=?utf-8?B?' + b64encode("Полис.pdf".encode()).decode() + '?="', "Полис.pdf"),
        ('attachment; filename="=?koi8-r?Q?=F0=CF=CC=C9=D3.pdf?="', "Полис.pdf"),
        ('attachment; filename="Полис.pdf"', "Полис.pdf"),
        ('attachment; filename="' + quote("Полис.pdf") + '"', "Полис.pdf"),
        ('attachment; filename="wrong.pdf"; filename*=UTF-8\'\'' + quote("Полис.pdf"), "Полис.pdf"),
        ('attachment; filename="say \\"hello\\".pdf"', 'say "hello".pdf'),
        ('attachment; filename="a;b.pdf"', "a;b.pdf"),
        ("attachment; filename=отчёт о болезни.pdf", "отчёт о болезни.pdf"),
        ('attachment; filename="unclosed.pdf', "unclosed.pdf"),
        ("attachment", "attachment-1.pdf"),
    ],
)  # fmt: skip
def test_names_in_every_form(disposition, name):
    assert name_of(disposition) == name


def test_a_name_of_raw_bytes_in_an_old_charset():
    content = with_file(PDF, "attachment; filename=NAME").replace(b"NAME", '"Полис.pdf"'.encode("cp1251"))
    assert parse_letter(content).attachments[0].name == "Полис.pdf"


@pytest.mark.parametrize(
    ("original", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ivan\\полис.pdf", "полис.pdf"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\r\nContent-Type: text/html\r\n\r\n.pdf", "html .pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        (".htaccess", "htaccess"),
        ("name. . ", "name"),
        ("con.txt", "_con.txt"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ("", ""),
        ("/", ""),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_names_are_made_safe(original, safe):
    assert safe_name(original, 150) == safe


@given(st.text(max_size=300))
def test_a_safe_name_is_one_line_without_a_path(original):
    name = safe_name(original, 150)
    assert not set(name) & set("/\\\r\n\x00\u202e\u2028")
    assert not name.startswith(".")
    assert len(name) <= 150
    name.encode("utf-8")


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def bomb():
    return zipped(a=b"\x00" * 50_000_000)


@pytest.mark.parametrize(
    ("content", "name", "kind", "dangerous"),
    [
        (PDF, "x.pdf", "application/pdf", False),
        (PDF, "x.pdf.exe", "application/pdf", True),
        (b"MZ\x90\x00", "scan.pdf", "application/x-msdownload", True),
        (b"\xff\xd8\xff\xe0", "photo.jpg", "image/jpeg", False),
        (PNG, "a.png", "image/png", False),
        (b"RIFF\x00\x00\x00\x00WEBP", "a.webp", "image/webp", False),
        (b"\x00\x00\x00\x18ftypheic", "IMG_1.HEIC", "image/heic", False),
        (b"<svg onload=alert(1)>", "a.png", "image/svg+xml", True),
        (b"  <!DOCTYPE html><script>", "a.jpg", "text/html", True),
        (b'<?xml version="1.0"?><svg xmlns="x">', "a.txt", "image/svg+xml", True),
        (b"#!/bin/sh\nrm", "a.txt", "text/x-script", True),
        (b"hello", "a.js", "text/plain", True),
        (b"hello", "a.txt", "text/plain", False),
        (b"{\\rtf1", "a.doc", "application/rtf", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/msword", False),
        (b"\x78\x9f\x3e\x22", "winmail.dat", "application/ms-tnef", False),
        (b"", "a.pdf", "application/octet-stream", False),
        (b"\x00\x01", "a.pdf", "application/octet-stream", False),
        (zipped(a_dot_txt="x"), "a.zip", "application/zip", False),
        (zipped(a_dot_exe="x"), "a.zip", "application/zip", True),
        (zipped(**{"[Content_Types]_dot_xml": "", "word__document_dot_xml": "x"}), "a.docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        (zipped(**{"[Content_Types]_dot_xml": "", "xl__workbook_dot_xml": "x"}), "a.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        (zipped(**{"[Content_Types]_dot_xml": "", "word__vbaProject_dot_bin": "x"}), "a.docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
        (bomb(), "a.zip", "application/zip", True),
        (b"PK\x03\x04 broken", "a.zip", "application/zip", True),
    ],
)  # fmt: skip
def test_the_content_tells_the_type(content, name, kind, dangerous):
    assert sniff(content, name) == (kind, dangerous)


def test_only_pictures_and_documents_by_their_first_bytes_may_be_shown():
    assert showable(PNG) == "image/png"
    assert showable(PDF) == "application/pdf"
    for content in (b"<svg>", b"<html>", b"MZ", b"hello", b"", b" %PDF-1.4"):
        assert showable(content) == ""


def related(images, html):
    parts = "".join(
        f"--edge\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n{head}\n\n{b64encode(data).decode()}\n"
        for head, data in images
    )
    return raw(
        'From: a@b.example\nSubject: x\nContent-Type: multipart/related; boundary="edge"',
        f"--edge\nContent-Type: text/html; charset=utf-8\n\n{html}\n{parts}--edge--\n",
    )


def test_a_picture_the_text_shows_is_inline_and_the_same_one_is_kept_once():
    images = [("Content-ID: <one@x>\nContent-Disposition: inline; filename=logo.png", PNG)] * 2
    images.append(('Content-Disposition: attachment; filename="photo.png"', PNG))
    files = parse_letter(related(images, "<p>Hello there</p><img src='cid:one@x'>")).attachments
    assert [(file.name, file.inline) for file in files] == [("logo.png", True), ("photo.png", False)]


def test_a_photograph_laid_into_the_letter_without_being_shown_is_an_attachment():
    content = with_file(PNG, "inline; filename=IMG_1234.png", kind="image/png")
    assert [file.inline for file in parse_letter(content).attachments] == [False]


def test_too_many_files_are_capped_and_said_so():
    parts = "".join(f"--edge\nContent-Disposition: attachment; filename={n}.txt\n\nx{n}\n" for n in range(20))
    content = raw('From: a@b.example\nContent-Type: multipart/mixed; boundary="edge"', parts + "--edge--\n")
    parsed = parse_letter(content, limits=Limits(attachments=5))
    assert len(parsed.attachments) == 5
    assert "attachments_capped" in parsed.defects
    assert len(parse_letter(content, limits=DEFAULT_LIMITS).attachments) == 20


def test_damaged_base64_is_read_as_far_as_it_goes():
    content = with_file(PDF * 100, "attachment; filename=a.pdf").replace(b"JVBE", b"JV!!\x00BE", 1)
    [file] = parse_letter(content).attachments
    assert file.content == PDF * 100
    assert "transfer_damaged" in parse_letter(content).defects


def test_a_script_as_a_file_name_stays_a_name():
    assert name_of('attachment; filename="<script>alert(1)</script>.pdf"') == "script>.pdf"
