"""Words by which a letter shows who wrote it, Russian and English.

Every phrase is matched in folded text whose punctuation became single spaces; a space at an end of a phrase is
a word boundary, its absence lets the word go on ("заболел" also finds "заболела"). The lists are our own wording
of what such letters say and are meant to be read and extended by people who answer them.
"""

import re
import unicodedata
from dataclasses import dataclass

_END = re.compile(r"[.!?…;]+(?=\s|$)|[\r\n]+")
_NOT_WORD = re.compile(r"[^\w@.'+-]+|(?<!\w)['.+-]|['.+-](?!\w)")

CLINIC_STRONG = (
    " я лечащий врач", " я врач клиники", " я врач больницы", " i am the treating", " i am the attending",
    " i am a doctor at", " hastamiz", " hastamız", " hastanemiz", " sigortaliniz", " sigortalınız",
    " odeme garantisi", " ödeme garantisi", " unser patient", " unsere patientin", " unserem krankenhaus",
    " ihr versichert", " ihre versichert", " nuestro paciente", " nuestra paciente", " garantia de pago",
    " nostro paziente", " nostra paziente", " notre patient", " prise en charge", " нашия пациент",
    " нашата пациентка", " вашият застрахован", " гаранционно писмо", " наш пациент", " нашего пациент",
    " нашему пациент", " наша пациентк", " нашей пациентк", " к нам обратил", " к нам поступил",
    " поступил к нам", " поступила к нам", " госпитализирован в наш", " госпитализирована в наш",
    " обратился в нашу клинику", " обратилась в нашу клинику", " обратился в наш госпиталь",
    " ваш застрахованн", " вашего застрахованн", " ваша застрахованн", " вашей застрахованн",
    " просим гарантийное письмо", " просим предоставить гарант", " просим подтвердить оплату",
    " просим выслать гарант", " запрос гарант", " гарантию оплаты", " гарантии оплаты", " данные пациента",
    " пациент находится у нас", " лечащий врач клиники", " направляем медицинский отчет",
    " направляем вам медицинский", " высылаем счет", " направляем счет", " our patient", " your insured",
    " your client was admitted", " patient was admitted", " patient is admitted",
    " patient has been admitted", " admitted to our", " presented to our", " came to our clinic",
    " visited our clinic", " at our hospital", " in our hospital", " at our clinic", " in our clinic",
    " at our emergency", " guarantee of payment", " letter of guarantee", " payment guarantee",
    " guarantee letter", " gop request", " request for gop", " patient name ", " name of patient",
    " name of the patient", " dear colleagues", " dear insurance", " we kindly request your guarantee",
    " please confirm coverage", " kindly confirm coverage", " please find attached our invoice",
    " attached our invoice", " attached the medical report of", " medical report of the patient",
    " medical report of our", " for treatment of the patient", " в нашу клинику", " в наш госпиталь",
    " в нашу больницу", " в нашей клинике", " в нашей больнице", " в нашем госпитале",
    " в наш медицинский центр", " our emergency", " to our hospital", " to our clinic", " issue the gop",
    " the gop ", " gop for", " send gop", " гарантировать оплату", " гарантию на лечение",
    " продление гарантии", " find enclosed the invoice", " find enclosed our invoice",
    " presented to the emergency", " our doctor examined", " наш врач осмотрел",
)  # fmt: skip
CLINIC_WEAK = (
    " medical report", " discharge summary", " invoice", " proforma", " pro forma", " cost estimate",
    " icd 10", " icd10", " treatment plan", " estimated cost", " diagnosis ", " медицинский отчет",
    " медицинский рапорт", " медицинское заключение", " выписной эпикриз", " выписка из истории",
    " выписка пациента", " счет на оплату", " счет фактура", " смета", " предварительная стоимость",
    " мкб 10", " диагноз ", " план лечения", " патіент", " пациент", " the patient", " bank details",
    " outpatient treatment", " inpatient treatment", " treatment of ", " банковские реквизиты",
    " амбулаторное лечение", " стационарное лечение",
)  # fmt: skip
CLINIC_SENDER = (
    "hospital", "clinic", "clinica", "klinik", "klinika", "hastane", "poliklinik", "polyclinic", "medical",
    "medicana", "medcenter", "medcentre", "medicalcenter", "healthcare", "hopital", "krankenhaus",
    "nosokomei", "bolnica", "bolnitsa", "spital", "больниц", "клиник", "госпиталь", "медцентр",
    "медицинский центр", "поликлиник", "stationar", "ambulance", "dental", "diagnostic",
)  # fmt: skip
SELF_ILL = (
    " я заболел", " я упал", " я слома", " я травмир", " я получил травм", " я отрав", " я порез",
    " я ударил", " я простудил", " меня тошнит", " меня рвет", " меня укусил", " меня знобит",
    " меня госпитализировали", " меня положили", " мне плохо", " мне стало плохо", " мне нужен врач",
    " мне нужна помощь", " мне нужно к врачу", " нужен врач мне", " мне больно", " меня беспокоит",
    " мне требуется", " мне поставили", " i am ill", " i'm ill", " i am sick", " i'm sick", " i fell ",
    " i broke ", " i cut ", " i hurt ", " i need a doctor", " i need to see", " i need medical",
    " i need help", " i was bitten", " i was stung", " i burned", " i burnt", " i twisted", " i sprained",
    " i vomit", " i am vomiting", " i'm vomiting",
)  # fmt: skip
SELF = (
    " у меня ", " меня ", " мне ", " я ", " i have ", " i've ", " i feel ", " i got ", " i had ", " my leg",
    " my arm", " my ear", " my head", " my tooth", " my teeth", " my stomach", " my throat", " my back",
    " my chest", " my knee", " my ankle", " my foot", " my hand", " my eye", " my neck", " my finger",
    " my shoulder", " my skin", " my temperature", " my heart", " i paid", " i was ", " i am ", " i'm ",
    " i would", " i want", " i need", " i attach", " i enclose", " i went", " мной ", " мой счет",
    " мои чеки",
)  # fmt: skip
RELATIVES = (
    " моя мама", " моей мам", " мою маму", " моя мать", " моей матери", " мой папа", " моего папы",
    " моему папе", " мой отец", " моего отца", " моему отцу", " мой муж", " моего мужа", " моему мужу",
    " моим мужем", " моя жена", " моей жен", " мою жену", " мой сын", " моего сына", " моему сыну",
    " моя доч", " моей доч", " мою доч", " мой брат", " моего брата", " моему брату", " моя сестра",
    " моей сестр", " мою сестру", " моя бабушка", " моей бабушк", " мой дедушка", " моего дедушк",
    " мой ребенок", " моего ребенка", " моему ребенку", " наш сын", " нашего сына", " нашему сыну",
    " наша доч", " нашей доч", " нашу доч", " наш ребенок", " нашего ребенка", " нашему ребенку",
    " у ребенка", " у сына", " у дочери", " у дочки", " у мужа", " у жены", " у мамы", " у папы", " у отца",
    " у матери", " у внука", " у внучки", " у бабушки", " у дедушки", " у супруга", " у супруги",
    " моя супруга", " мой супруг", " моего супруга", " моей супруг", " моя тетя", " моя теща",
    " моя свекровь", " моя подруга", " моей подруг", " мой друг", " моего друга", " мой родственник",
    " моя родственница", " моего родственника", " моих родителей", " мои родители", " my mother", " my mum",
    " my mom", " my father", " my dad", " my husband", " my wife", " my son", " my daughter", " my brother",
    " my sister", " my grandmother", " my grandfather", " my grandma", " my grandpa", " my child", " my kid",
    " my baby", " my parents", " my friend", " my partner", " my aunt", " my uncle", " my girlfriend",
    " my boyfriend", " our son", " our daughter", " our child", " our baby", " our mother", " our father",
    " это сестра", " это брат", " это жена", " это муж", " это мама", " это мать", " это дочь", " это сын ",
    " это отец", " пишу за мужа", " пишу за жену", " пишу за маму", " пишу за отца", " за мою маму",
    " на моего ", " i am his wife", " i am her husband", " i am her daughter", " i am his son",
    " on behalf of my", " on behalf of a friend",
)  # fmt: skip
KIN = (
    " мама", " папа", " ребенок ", " ребенку ", " ребенка ", " сына ", " сыну ", " дочке ", " дочери ",
    " муж ", " жена ", " жену ", " мужа ", " бабушк", " дедушк", " a child", " the child", " сын ", " дочь ",
    " дочка ", " родители ",
)  # fmt: skip
ILL = (
    " заболел", " болеет", " болит", " боли ", " боль ", " плохо", " температур", " рвот", " рвет",
    " тошнит", " понос", " слома", " перелом", " упал", " травм", " в больниц", " в госпитал", " госпитализ",
    " в реанимац", " нужен врач", " нужна помощь", " отрав", " обжог", " ожог", " кашл", " сыпь", " кровь",
    " кровотеч", " потерял сознан", " потеряла сознан", " инсульт", " инфаркт", " аллерги", " укус", " отек",
    " диаре", " умер", " скончал", " операци", " лихорад", " врач", " попал в ", " попала в ",
    " без сознания", " судорог", " задыха", " одышк", " головокруж", " ill ", " sick", " fever",
    " temperature", " vomit", " pain", " hurts", " fell ", " broke ", " broken", " fractur", " injur",
    " hospital", " surgery", " operation", " accident", " stroke", " heart attack", " unconscious",
    " bleeding", " rash", " cough", " diarrh", " poison", " doctor", " unwell", " faint", " burn", " allerg",
    " swollen", " died ", " passed away", " bitten", " stung", " dizz", " seizure", " asthma", " breath",
    " medical help", " medical assist",
)  # fmt: skip
TRAVELLER = (
    " мой полис", " моего полиса", " мою страховк", " моя страховк", " я застрахован", " мы застрахован",
    " прилагаю", " возврат", " возмещени", " компенсаци", " my policy", " my insurance", " refund",
    " reimburs", " my claim", " полис", " страховк", " страховой случай", " застрахован", " ассистанс",
    " помогите", " нужна помощь", " отел", " лекарств", " policy", " insurance", " insured", " hotel",
    " please help", " assistance", " medicine", " urgent help",
)  # fmt: skip
PRESS = (
    " журналист", " редакци", " корреспондент", " интервью", " для публикации", " пресс служб",
    " пресс центр", " сми ", " journalist", " newspaper", " editorial", " press office", " interview with",
    " for publication", " press enquiry", " press inquiry", " i write for", " news agency",
)  # fmt: skip
SPAM = (
    " казино", " выигрыш", " вы выиграли", " лотере", " продвижение сайт", " раскрутка сайт", " seo ",
    " заработок в интернете", " заработок без вложений", " быстрый заработок", " кредит без справок",
    " кредит без отказа", " криптовалют", " биткоин", " инвестируй", " пассивный доход",
    " гарантированный доход", " отписаться от рассылки", " база клиентов", " базы email", " email рассылк",
    " рассылка по базе", " скидки до ", " только сегодня", " увеличьте продажи", " увеличение продаж",
    " скидка ", " виагра", " дешевые лекарства", " наследство в размере", " миллион долларов",
    " ставки на спорт", " приз ", " бонус ", " перейдите по ссылке", " распродажа", " casino",
    " you have won", " you won ", " you ve won", " lottery", " jackpot", " viagra", " cialis", " bitcoin",
    " crypto", " forex", " click here", " click below", " limited offer", " limited time offer", " act now",
    " special offer", " free bonus", " weight loss", " make money", " earn money", " work from home",
    " seo services", " rank your website", " first page of google", " backlinks", " unsubscribe",
    " inheritance", " million dollars", " million usd", " beneficiary", " next of kin fund",
    " replica watches", " cheap meds", " online pharmacy", " no prescription", " hot singles",
    " claim your prize", " claim your", " investment opportunity", " guaranteed income", " dear friend",
    " wire transfer fee", " bulk email", " email list", " 100% free", " risk free", " congratulations",
    " заработок", " переходи по ссылке", " переходите по ссылке", " без вложений", " кредит ", " без отказа",
    " одобрим", " займ ", " онлайн займ", " подписчиков", " продвижение ", " гарантия результата",
    " selected to receive", " claim your reward", " free iphone", " earn up to", " no fees", " bank account",
)  # fmt: skip


_LISTS = {
    "clinic_strong": CLINIC_STRONG,
    "clinic_weak": CLINIC_WEAK,
    "self_ill": SELF_ILL,
    "self": SELF,
    "relative": RELATIVES,
    "kin": KIN,
    "ill": ILL,
    "traveller": TRAVELLER,
    "press": PRESS,
    "spam": SPAM,
}
_KEY = 4
_ENOUGH = 8_000
_PLACES = 40
_BESIDE = 24


def _index() -> dict[str, list[tuple[str, str]]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for name, phrases in _LISTS.items():
        for phrase in phrases:
            index.setdefault(phrase[:_KEY], []).append((name, phrase))
    return index


_BY_BEGINNING = _index()


def plain(text: str) -> str:
    """Folded text with punctuation as single spaces, between two spaces; the end of a sentence is a bar."""
    folded = unicodedata.normalize("NFKC", text[:_ENOUGH]).casefold().replace("ё", "е")
    sentences = (" ".join(_NOT_WORD.sub(" ", one).split()) for one in _END.split(folded))
    return f" {' | '.join(filter(None, sentences))} "


@dataclass(frozen=True)
class Heard:
    """Where in a text each list has its phrases: one walk over the words, whatever the size of the lists."""

    text: str
    places: dict[str, list[tuple[int, int]]]
    phrases: dict[str, set[str]]

    def count(self, name: str) -> int:
        """How many different phrases of the list the text has."""
        return len(self.phrases.get(name, ()))

    def near(self, name: str, other: str, *, within: int, sentence: bool = False, but: str = "") -> bool:
        """Whether a phrase of one list stands within so many letters of one of another.

        ``sentence``: and no sentence ends between them. A phrase of the third list between or close beside them
        takes the meaning away: "у меня заболела мама" is not about "меня".
        """
        return any(
            abs(end - start) <= within
            and not (sentence and "|" in self.text[min(start, end) : max(start, end)])
            and not self._has(but, min(end, start) - _BESIDE, max(end, start) + _BESIDE)
            for _, end in self.places.get(name, ())
            for start, _ in self.places.get(other, ())
        )

    def _has(self, name: str, low: int, high: int) -> bool:
        return any(low <= start <= high for start, _ in self.places.get(name, ()))


def hear(text: str) -> Heard:
    """Find every phrase of every list in a letter's text."""
    clean = plain(text)
    places: dict[str, list[tuple[int, int]]] = {}
    phrases: dict[str, set[str]] = {}
    at = clean.find(" ")
    while at >= 0:
        for name, phrase in _BY_BEGINNING.get(clean[at : at + _KEY], ()):
            if clean.startswith(phrase, at):
                phrases.setdefault(name, set()).add(phrase)
                _note(places.setdefault(name, []), (at, at + len(phrase.rstrip())))
        at = clean.find(" ", at + 1)
    return Heard(clean, places, phrases)


def _note(places: list[tuple[int, int]], place: tuple[int, int]) -> None:
    if len(places) < _PLACES:  # a letter that repeats one word a thousand times says nothing more by it
        places.append(place)
