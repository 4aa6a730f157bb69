"""Which column of a file is which: by the headings these files use in many languages, and by the person's own mapping."""

# ruff: noqa: E501  (tables of wordings read across)

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pharos.core.spelling import fold

FIELDS = (
    "name", "kind", "country", "region", "place", "address", "latitude", "longitude", "coordinates", "phone", "website",
    "email", "hours", "specialities", "ownership", "emergency", "beds", "reference", "valid_until", "zone", "status",
)  # fmt: skip
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "facility name", "hospital name", "title", "название", "наименование", "клиника"),
    "kind": ("amenity", "facility type", "type", "healthcare", "kind", "category", "тип", "вид"),
    "country": ("iso3c", "country code", "iso", "iso2", "cc", "country", "страна", "код страны"),
    "region": ("admin1", "region", "state", "province", "addr:state", "регион", "область"),
    "place": ("city", "town", "addr:city", "addr city", "place", "город"),
    "address": ("address", "addr:full", "addr street", "addr:street", "адрес"),
    "latitude": ("lat", "latitude", "широта", "lat dd", "y"),
    "longitude": ("lon", "long", "lng", "longitude", "долгота", "x"),
    "phone": ("contact number", "phone", "contact:phone", "telephone", "tel", "телефон"),
    "website": ("url", "website", "contact:website", "web", "сайт"),
    "email": ("email", "e-mail", "contact:email", "почта"),
    "hours": ("opening hours", "hours", "часы работы"),
    "specialities": ("speciality", "specialty", "specialities", "healthcare:speciality", "list specs", "специальность"),
    "ownership": ("ownership", "operator type", "форма собственности"),
    "emergency": ("emergency", "er", "скорая", "экстренная помощь"),
    "beds": ("beds", "bed count", "cap beds", "койки", "capacity:beds"),
    "reference": ("osm id", "id", "facility id", "uuid", "code", "@id", "objectid", "код"),
}
_UNTIL = (
    r"(лицензи|договор|licen|contract|agrement|agreement|convention|sozlesme|ruhsat|vertrag|contrato|αδεια|συμβα)\w*.*"
    r"(\bдо\b|\bпо\b|until|till|\bto\b|exp|valid|\bend|bitis|jusqu|hasta|\bbis\b|ληξη|scad|окончан|истека|срок|действ)|"
    r"^(valid|действ\w*|действительн\w*|gultig|gecerli\w*|valide|valida|valido|vigencia|vigente|有效期?|expir\w*|exp|ληξη|"
    r"срок действия|validity|validite|gecerlilik)\b|有效期|^ληξη"
)
"""Until when a licence or a contract holds."""
# Looked for in this order: the narrower wording stands above the wider one. A heading in two lines is `upper / lower`.
_WORDED: tuple[tuple[str, str], ...] = (
    ("zone", r"^(utm )?(zone|zona|зона|fuseau|huso)( utm)?$|\butm zone"),
    ("status", r"^(operational )?status$|статус|состояни|^(disused|abandoned) amenity$|^durum$|^estado del centro$|状态"),
    ("coordinates", r"坐标|座標|συντεταγμεν|พิกัด|\btoa do\b|wspolrzedn|souradnic|^centroid\w*$|координат\w*$|коорд$|^gps$|gps (location|point|position)|coord|lat(itude)? ?(/|,|and|&|-)? ?(lon|lng|long)|широта.*долгота|wkt|geometry|^geom|the geom|geo ?point|geolocation|الإحداثيات|koordinat"),
    ("latitude", r"纬度|緯度|πλατοσ|ละติจูด|\bvi do\b|szerokosc|\bhochwert\b|\bnorthings?\b|\b(lat|latitude|latitud|latitudine|latitudes|широта|ширина|enlem|breite\w*|خط العرض)\b|\bcoord\w* y\b|\by coord|\by$"),
    ("longitude", r"经度|經度|μηκοσ|ลองจิจูด|\bkinh do\b|dlugosc|\brechtswert\b|\beastings?\b|\b(lon|lng|long|longitude|longitud|longitudine|долгота|дължина|boylam|lange\w*|خط الطول)\b|\bcoord\w* x\b|\bx coord|\bx$"),
    ("email", r"邮箱|電郵|อีเมล|e ?mail|почт|имейл|correo|courriel|e ?posta|البريد"),
    ("website", r"网址|网站|เว็บ|\bweb|\bsite (web|internet)|\burl\b|сайт|интернет|sitio|internet|الموقع الإلكتروني"),
    ("phone", r"电话|電話|τηλεφων|โทร|dien thoai|telepon|ტელეფონ|հեռախոս|טלפון|телефон|\bтел\b|phone|\btel\b|telef|\btlf\b|\bmob|моб\b|contact (no|num)|hotline|emergency line|24 ?h\w* (line|tel)|call cent|^contacts?$|^contacto$|^контакты?$|whatsapp|هاتف|الهاتف"),
    ("hours", r"营业时间|營業時間|工作时间|时间$|ωρεσ|ωραριο|เวลา|godziny|radno vrijeme|gio mo cua|jam buka|\btimings?\b|час(ы|ов)\b|режим|график|врем\w* работ|работно време|hours|opening|horario|horaire|saat|offnung|ساعات"),
    ("beds", r"\bbeds?\b|коек|койки|койко|\bcamas\b|\blits\b|yatak|betten|أسرة"),
    ("emergency", r"emergency (room|dep|ser|care|ward)|экстренн|неотложн|скор\w* помощ|urgencias|urgences|\bacil\b|notaufnahme|الطوارئ"),
    ("specialities", r"специал|профил|услуг|отделени|specialt|speciali|services|especialid|servicios|uzmanl|brans|departments|التخصص"),
    ("ownership", r"ownership|собственност|public private|сектор|\bsector\b|mulkiyet|gestion"),
    ("country", r"国家|國家|χωρα|ประเทศ|\bkraj\b|drzava|negara|quoc gia|краін|країн|ქვეყან|երկիր|стран|държав|country|\biso ?[23]|\bpais\b|\bpays\b|\bulke|\bland$|paese|الدولة|البلد"),
    ("address", r"地址|住所|διευθυνση|ที่อยู่|\badresa\b|dia chi|alamat|მისამართ|հասցե|адрес|address|direccion|adresse|adres\b|indirizzo|улица|street|calle|العنوان|anschrift|endereco"),
    ("place", r"城市|πολη\b|เมือง|จังหวัด|miasto|mesto|thanh pho|\bkota\b|\bsehir|\bcidade\b|քաղաք|ქალაქ|город|\bcity\b|\btown\b|ville|ciudad|municip|municipio|\bilce|нас\w* пункт|населен|\bград\b|местоположен|locali|курорт|resort|остров|island|destination|commune|\bort\b|\bstadt\b|citta|المدينة|\bплейс\b"),
    ("region", r"регион|област|\bкрай\b|провинц|район|provin|\bstate\b|\bregion|\bil$|district|governorate|county|admin|المحافظة|departamento|estado"),
    ("kind", r"类型|类别|κατηγορια|ειδοσ|ประเภท|rodzaj|^(тип|вид|категор)|\btype\b|categor|\bkind\b|\btur\b|\btipo\b|\bart\b|нозолог|نوع"),
    ("reference", r"^编号|^編號|κωδικοσ|รหัส|^(codigo|clave|kod|номер|nr|numero|num)( no)?$|^(facility|site|org|kurum|tesis|hastane|hospital|clinic|provider|centre|center|лпу|клиник\w*)?( |^)(id|code|no|ref|kodu?|nr|num|numarasi|номер)( (no|id|code))?$|uuid|\bosm\b|^№( ?п ?п)?$|^п ?п$|^#$|identifier|\bкод\b"),
    ("name", r"医院|名称|名稱|机构|病院|επωνυμια|ονομα|ชื่อ|โรงพยาบาล|\bten (benh vien|phong kham|co so)|nazwa|naziv|დასახელება|անվանում|^(название|наименование|имя|name|nombre|nom|ad|adi|اسم|denomina|bezeichnung|nome|име)\b|(hospital|clinic|facility|provider|centre|center|institution|establishment|site|unit|organi[sz]ation) ?name|^(клиника|больница|госпиталь|учреждени\w*|организаци\w*|hospital|clinic|clinics|hospitals|facility|provider|institution|centro|clinica|clinique|etablissement|unit|doctor|hastane\w*|kurum)\b|\b(kurum|hastane|tesis) adi|المنشأة|المستشفى|лечебн\w* учрежден|\bлпу\b|мед\w* (учрежден|центр|организац)"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _WORDED)
MANY = ("name", "kind", "phone", "country", "place", "address", "email", "website", "specialities")
"""Fields several columns may fill."""
_MARKS = re.compile(r"[\W_]+")
_NOT_OURS = re.compile(
    r"\b(fax|факс|parent|director|contact person|руководител\w*|updated|changeset|timestamp|version|operator|source|договор\w*|contract\w*|licen[cs]e|лиценз\w*)\b"
)


@dataclass(frozen=True)
class Columns:
    """Field to heading, the headings nobody knows, what is missing, and for a missing field the heading it may be."""

    of: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    perhaps: Mapping[str, str]
    more: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Further headings of the same meaning: what stands where the first is empty; telephones are all taken."""

    def field_values(self, row: Mapping[str, str]) -> dict[str, str]:
        """A row by field."""
        found = {field: row.get(heading) or "" for field, heading in self.of.items()}
        for field, headings in self.more.items():
            told = [text for one in (self.of[field], *headings) if (text := row.get(one) or "")]
            found[field] = "; ".join(told) if field == "phone" else next(iter(told), "")
        return found


def key(heading: object) -> str:
    """A heading as it is compared: folded, marks as single spaces."""
    return _MARKS.sub(" ", fold(str(heading))).strip()


@lru_cache(maxsize=10_000)
def meaning(heading: str) -> str | None:
    """The field a heading names by itself, in any of the languages we know."""
    text = key(heading)
    if not text or len(text) > 120:
        return None
    for field, names in _KNOWN.items():
        if text in {key(name) for name in names}:
            return field
    if " / " in str(heading) and (found := _of_parts(str(heading).split(" / "))):
        return found
    if re.search(_UNTIL, text):
        return "valid_until"
    if _NOT_OURS.search(text):
        return None
    return next((field for field, pattern in _COMPILED if pattern.search(text)), None)


def _of_parts(parts: Sequence[str]) -> str | None:
    """Of a heading in two languages or two lines, what the last part that says anything says."""
    found = [told for part in parts if (told := meaning(part.strip()))]
    if {"latitude", "longitude"} <= set(found):
        return "coordinates"
    return found[-1] if found else None


def recognised(headings: Sequence[object], own: Sequence[str] = ()) -> int:
    """How many different fields a row's cells name; `own` are headings the person named. By this a header is found."""
    texts = [str(heading) for heading in headings if heading is not None]
    fields = {found for text in texts if (found := meaning(text))}
    return len(fields) + len({text for text in texts if text in own})


def matched(headings: Sequence[str], own: Mapping[str, str]) -> Columns:
    """`own` maps fields to headings and goes before what we know. KeyError for a field or heading there is not."""
    for field, heading in own.items():
        if field not in FIELDS:
            raise KeyError(field)
        if heading and heading not in headings:
            raise KeyError(heading)
    found = dict(own)
    folded = {key(heading): heading for heading in reversed(headings)}
    for field, names in _KNOWN.items():
        known = [folded[one] for name in names if (one := key(name)) in folded]
        free = [heading for heading in known if heading not in found.values()]
        if field not in found and free:
            found[field] = free[0]
    for heading in headings:
        told = meaning(heading)
        if told and told not in found and heading not in found.values():
            found[told] = heading
    found = {field: heading for field, heading in found.items() if heading}
    missing = _missing(found)
    free = [heading for heading in headings if heading not in found.values()]
    more = {
        field: others
        for field in MANY
        if field in found and field not in own
        and (others := tuple(heading for heading in free if meaning(heading) == field))
    }  # fmt: skip
    unknown = tuple(heading for heading in free if not any(heading in others for others in more.values()))
    return Columns(found, unknown, missing, _perhaps(missing, unknown), more)


def _missing(found: Mapping[str, str]) -> tuple[str, ...]:
    """A name, and something that says where: both coordinates, one cell of them, or at least a town."""
    lacking = [] if "name" in found else ["name"]
    if "coordinates" not in found and "place" not in found:
        lacking += [one for one in ("latitude", "longitude") if one not in found]
    return tuple(lacking)


def _perhaps(missing: Sequence[str], unknown: Sequence[str]) -> dict[str, str]:
    """For a field that is missing, the heading most like one of its names."""
    found = {}
    plain = {fold(heading): heading for heading in unknown}
    for field in missing:
        near = [hit for name in _KNOWN[field] for hit in difflib.get_close_matches(name, plain, n=1, cutoff=0.7)]
        if near:
            found[field] = plain[near[0]]
    return found
