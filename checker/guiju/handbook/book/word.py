"""A document becomes a Word file: pandoc writes it after a reference that is made here from pandoc's own."""

import io
import zipfile
from collections.abc import Mapping
from html import escape
from importlib.resources import files

from guiju.handbook.book.contents import with_contents
from guiju.handbook.book.document import Document
from guiju.handbook.book.pandoc import Desk, PandocFailed, default_reference
from guiju.handbook.escape import visible

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CLOCKLESS = b"1970-01-01T00:00:00Z"
"""What pandoc's sandbox, which has no clock, writes for the day of the document."""

_WHOLE = {"cover": "3600", "title": "60", "subtitle": "30", "date": "3600", "h1": "38", "h2": "30", "above": "480"}
_ALONE = {"cover": "0", "title": "38", "subtitle": "19", "date": "60", "h1": "27", "h2": "23", "above": "220"}


def word_file(document: Document, desk: Desk) -> bytes:
    """The bytes of the `.docx`: equal for an equal document and day."""
    reference = desk.folder / "reference.docx"
    reference.write_bytes(_reference(default_reference(desk.pandoc), document))
    contents = ["--toc", "--toc-depth=2"] if document.whole else []
    made = desk.write(document.tree({}), "docx", "--reference-doc", str(reference), *contents, "--output", "-")
    parts = _parts(made)
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(_CLOCKLESS, f"{desk.day}T00:00:00Z".encode())
    if document.whole:
        parts["word/document.xml"] = with_contents(parts["word/document.xml"])
    return _packed(parts)


def _reference(default: bytes, document: Document) -> bytes:
    """Pandoc's reference with our styles, page, header and footer."""
    parts = _parts(default)
    styles = files("guiju.handbook.book").joinpath("styles.xml").read_text(encoding="utf-8")
    sizes = _WHOLE if document.whole else _ALONE
    for name, value in {**sizes, "chapter_break": "<w:pageBreakBefore/>" if document.whole else ""}.items():
        styles = styles.replace(f"{{{name}}}", value)
    parts["word/styles.xml"] = styles.encode()
    parts["word/header1.xml"] = _header(document).encode()
    parts["word/footer1.xml"] = _footer(document).encode()
    changes = {
        "word/document.xml": ("<w:sectPr>", f"<w:sectPr>{_section(document)}"),
        "word/_rels/document.xml.rels": ("</Relationships>", f"{_related()}</Relationships>"),
        "[Content_Types].xml": ("</Types>", f"{_typed()}</Types>"),
    }
    for name, (old, new) in changes.items():
        text = parts[name].decode()
        if old not in text:
            raise PandocFailed(f"pandoc's reference.docx has no {old} in {name}")
        parts[name] = text.replace(old, new, 1).encode()
    return _packed(parts)


def _section(document: Document) -> str:
    """A4 with its header and footer; the cover of the handbook goes without."""
    return (
        '<w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1247" w:bottom="1361" w:left="1247" w:header="737" w:footer="680"'
        ' w:gutter="0"/>' + ("<w:titlePg/>" if document.whole else "")
    )


def _related() -> str:
    return "".join(
        f'<Relationship Id="rId{name.title()}" Type="{_RELATIONS}/{name}" Target="{name}1.xml"/>'
        for name in ("header", "footer")
    )


def _typed() -> str:
    return "".join(
        f'<Override PartName="/word/{name}1.xml" ContentType="{_TYPES}.{name}+xml"/>' for name in ("header", "footer")
    )


def _header(document: Document) -> str:
    words = f"{_run(document.title)}<w:r><w:tab/></w:r>{_run(document.running)}"
    return f'<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{words}</w:p></w:hdr>'


def _footer(document: Document) -> str:
    before, _, rest = document.page_words.partition("{page}")
    between, _, behind = rest.partition("{pages}")
    words = f"{_run(before)}{_field('PAGE')}{_run(between)}{_field('NUMPAGES')}{_run(behind)}"
    return f'<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}</w:p></w:ftr>'


def _run(text: str) -> str:
    shown = escape(visible(text))
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive that knows no clock."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
