"""Advertising, told by its phrases. Conservative: a sick traveller taken for spam is far worse than spam read.

One word about a policy, a doctor or a hospital clears a letter. Otherwise it takes a telling phrase and company.
"""

import re

_TELLING = re.compile(
    r"казино|casino|ставк\w+ на спорт|букмекер|free spins|фриспин|виагр\w*|viagra|cialis|сиалис"
    r"|продвижени\w+ (?:вашего )?сайт\w*|раскрутк\w+ (?:вашего )?сайт\w*|seo[ -](?:продвижени\w+|services"
    r"|audit|optimi[sz]ation)"
    r"|в топ[ -]?\d* (?:яндекс\w*|google|поиск\w*)|(?:first|top) page of google|backlinks"
    r"|баз\w+ (?:данных )?(?:клиентов|e-?mail|телефонов|предприятий|компаний)|массов\w+ рассылк\w+"
    r"|e-?mail[ -]рассылк\w+"
    r"|bulk e-?mail|lead generation|за[ий]м\w* (?:без|онлайн|под|до)|кредит\w* (?:без отказа|без справок"
    r"|онлайн|наличными)"
    r"|вам одобрен\w*|списани\w+ долгов|банкротств\w+ физ\w*|payday loan|loan offer|pre-?approved loan"
    r"|биткоин\w*|bitcoin|криптовалют\w*|crypto (?:invest\w*|trading|wallet)|пассивн\w+ доход\w*|passive income"
    r"|заработ\w+ (?:в интернете|без вложений|на дому)|работа на дому|make money online|forex|форекс"
    r"|you(?:'ve| have)? (?:been selected|won\b)|lottery|вы выиграли|вы стали победителем|розыгрыш\w* призов"
    r"|million (?:us )?(?:dollars|usd|euros?)|next of kin|inheritance fund|наследств\w+ на сумму"
    r"|replica watches|реплик\w+ часов|дешёвые диплом\w+|диплом\w+ (?:вуза|о высшем)|купить диплом",
    re.I,
)
_USUAL = re.compile(
    r"скидк\w+ (?:до )?\d{1,2} ?%|распродаж\w+|только сегодня|только до конца недели|успей\w* (?:купить"
    r"|заказать)|акция действует"
    r"|выгодн\w+ предложени\w+|специальн\w+ предложени\w+|коммерческ\w+ предложени\w+|limited[ -]time"
    r"|special (?:offer|promotion)"
    r"|act now|buy now|order now|shop now|100 ?% (?:free|guarantee\w*)|risk[ -]free|click here|жмите сюда"
    r"|перейдите по ссылке"
    r"|приглашаем (?:вас )?на (?:бесплатный )?(?:семинар|вебинар|тренинг|конференцию|выставку)|(?:join"
    r"|free) (?:our )?webinar"
    r"|отписаться|unsubscribe|чтобы не получать|opt[ -]out|бесплатн\w+ (?:консультаци\w+|доставк\w+)|оптом"
    r"|прайс[ -]лист\w*",
    re.I,
)
_OURS = re.compile(
    r"полис|застрахован|страхов\w+ случа|госпитал|больниц|клиник|температур|врач|болит|больн\w+ лист"
    r"|policy (?:no|number|#)|insured"
    r"|hospital|clinic|doctor|treatment|guarantee of payment|гарантийн",
    re.I,
)
_LOOKED_AT, _ENOUGH, _WEIGHT = 6_000, 3, 2


def reads_like_advertising(text: str, *, bulk: bool) -> bool:
    """Two telling phrases, or one and something that usually goes with it, and nothing of our trade."""
    sample = text[:_LOOKED_AT].lower()
    telling = len(set(_TELLING.findall(sample)))
    if not telling:
        return False
    usual = len(set(_USUAL.findall(sample)))
    return telling * _WEIGHT + usual + bulk >= _ENOUGH and not _OURS.search(sample)
