"""Which keys of call data hold names of customers, and which those of agents and of things."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final


class Naming(Enum):
    """What a value under a key is."""

    NONE = auto()
    """No customer's name."""
    NAME = auto()
    """A customer's name, whatever it looks like."""
    MAYBE = auto()
    """A customer's name where it looks like one: 乘客, ``buyer``."""


_LONG_KNOWN: Final = "客户|用户|顾客|机主|户主|联系人|来电人|收件人"
"""What is a name without looking like one: company, nickname."""
_PEOPLE: Final = (
    "收货人|寄件人|寄货人|发件人|发货人|取件人|签收人|投保人|被保险人|被保人|参保人|受益人|联络人|来电者|主叫人|呼叫人|报修人|"
    "投诉人|举报人|咨询人|反映人|持卡人|申请人|开户人|登记人|车主|业主|房主|租客|租户|住户|乘客|旅客|游客|客人|入住人|学员|学生|"
    "考生|家长|监护人|患者|病人|就诊人|买家|买方|当事人|借款人|贷款人|担保人|订购人|订货人|下单人|购买人|预订人|预定人|预约人|"
    "委托人|付款人|缴费人|收款人|汇款人|领取人|使用人|所有人|权利人|亲属|家属|配偶|访客|消费者|市民|居民"
)
_MEMBERS: Final = "会员|孩子|子女|老人|粉丝|玩家|读者"
"""People whose key alone says what they are rather than who: 会员: 金卡."""
_STAFF_NOUNS: Final = (
    "坐席|座席|客服|员工|工号|话务|接线|处理人|处理者|质检|班组|班长|组长|主管|经理|顾问|业务员|专员|工程师|师傅|技师|"
    "服务人员|服务员|维修人|安装人|司机|骑手|快递员|配送员|讲师|老师|医生|护士|主播|管理员"
)
_STAFF_GROUP: Final = re.compile(_STAFF_NOUNS)
"""In a key above: 坐席信息 is of staff, 派单信息 and 销售订单 are not."""
_STAFF: Final = re.compile(f"{_STAFF_NOUNS}|经办|受理|销售|操作|审核|派单|创建|更新|提交|录入|负责")
_THING: Final = re.compile(
    "公司|企业|单位|机构|商家|店|产品|商品|品牌|型号|设备|文件|录音|项目|任务|活动|套餐|业务|队列|技能|渠道|部门|等级|级别|类型|类别|分组|标签|来源|状态"
)
_HAN_NAME: Final = re.compile(r"(?:姓名|全名|真名)[0-9一二三]?$")
_HAN_PERSON: Final = re.compile(
    rf"(?:{_LONG_KNOWN}|{_PEOPLE}|{_MEMBERS})的?(?:姓名|名称|名字|全名|名)[0-9一二三]?$"
)
_HAN_LONG_KNOWN: Final = re.compile(rf"(?:{_LONG_KNOWN})[0-9一二三]?$")
_HAN_BARE: Final = re.compile(rf"(?:{_PEOPLE})[0-9一二三]?$")
_HAN_ABOUT: Final = re.compile(f"{_LONG_KNOWN}|{_PEOPLE}|{_MEMBERS}")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EN_PEOPLE: Final = _set(
    "customer client caller callee contact user patient member buyer purchaser receiver "
    "recipient consignee addressee sender shipper cardholder holder passenger traveler "
    "traveller student pupil parent guardian insured policyholder beneficiary applicant owner "
    "tenant resident guest subscriber payer payee consumer complainant visitor borrower "
    "claimant person spouse"
)
_EN_NOT_ALONE: Final = frozenset({"owner", "user", "member", "sender", "holder", "person", "guest"})
"""Who stands alone as a key for an account or for staff."""
_EN_OWN: Final = _set("full first last middle given family real legal sur")
_EN_STAFF: Final = _set(
    "agent staff operator employee representative rep supervisor manager assignee teacher "
    "doctor driver courier rider engineer technician advisor adviser seller salesperson "
    "creator author reviewer host"
)
_EN_THINGS: Final = _set(
    "product file company team queue brand model domain app service project store shop skill "
    "group campaign channel event city bank street school device server table field column "
    "class type category tag level job task rule profile department dept org organization "
    "branch merchant hotel plan package call audio recording script flow node vendor supplier "
    "business center centre system status reason segment list source item goods"
)
_EN_NEUTRAL: Final = _set(
    "data info information profile detail details meta extra basic attributes fields record"
)
_HAN_NEUTRAL: Final = re.compile(r"^(?:基本|详细|其他|通话|附加)?(?:信息|资料|数据|详情|属性)$")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WITHIN: Final = _set("first last middle given family full text value display name 值 内容 姓 名")
"""Keys below a name that has several parts."""


@lru_cache(maxsize=4096)
def naming(path: tuple[str, ...]) -> Naming:
    """Return what stands under the last key of ``path``, which the keys before it lead to."""
    last = path[-1].strip()
    if _is_of_customer(last):
        return Naming.NAME
    if _is_of_staff(last) or any(map(_is_staff_group, path[:-1])):
        return Naming.NONE
    found = _by_key(last)
    if found is not Naming.NONE:
        return found
    if last.casefold() in {"name", "名字"} or (last == "名称" and len(path) > 1):
        return _in_part(path)
    if len(path) > 1 and last.casefold() in _WITHIN:
        return naming(path[:-1])
    return Naming.NONE


def _in_part(path: tuple[str, ...]) -> Naming:
    """Return what a bare ``name`` is, by the key above it."""
    if len(path) == 1:
        return Naming.MAYBE
    above = path[-2]
    if _is_about_person(above):
        return Naming.NAME
    words = set() if _HAN.search(above) else set(_words(above))
    is_neutral = _HAN_NEUTRAL.match(above) or (words and words <= _EN_NEUTRAL)
    return Naming.MAYBE if is_neutral else Naming.NONE


def _by_key(key: str) -> Naming:
    return _by_han_key(key) if _HAN.search(key) else _by_english_key(key)


def _by_han_key(key: str) -> Naming:
    if _HAN_PERSON.search(key) or _HAN_LONG_KNOWN.search(key):
        return Naming.NAME
    if _HAN_NAME.search(key):
        return Naming.NONE if _THING.search(key) else Naming.NAME
    return Naming.MAYBE if _HAN_BARE.search(key) else Naming.NONE


def _by_english_key(key: str) -> Naming:
    words = _words(key)
    if not words or not _EN_THINGS.isdisjoint(words):
        return Naming.NONE
    if words[-1] == "name":
        is_person = any(word in _EN_PEOPLE or word in _EN_OWN for word in words[:-1])
        return Naming.NAME if is_person else Naming.NONE
    if words[-1] == "surname":
        return Naming.NAME
    is_alone = words[-1] in _EN_PEOPLE - _EN_NOT_ALONE or words[-2:] == ["contact", "person"]
    return Naming.MAYBE if is_alone else Naming.NONE


def _is_about_person(key: str) -> bool:
    words = _words(key)
    if _THING.search(key) or not _EN_THINGS.isdisjoint(set(words) - _EN_NEUTRAL):
        return False
    return _HAN_ABOUT.search(key) is not None or not _EN_PEOPLE.isdisjoint(words)


def _is_of_customer(key: str) -> bool:
    """Return whether ``key`` ends with whose name it is, whatever stands before: 受理客户姓名."""
    if _HAN.search(key):
        return (_HAN_PERSON.search(key) or _HAN_LONG_KNOWN.search(key)) is not None
    words = _words(key)
    return words[-1:] == ["name"] and words[-2:-1] != [] and words[-2] in _EN_PEOPLE


def _is_staff_group(key: str) -> bool:
    return _STAFF_GROUP.search(key) is not None or not _EN_STAFF.isdisjoint(_words(key))


def _is_of_staff(key: str) -> bool:
    return _STAFF.search(key) is not None or not _EN_STAFF.isdisjoint(_words(key))


@lru_cache(maxsize=4096)
def _words(key: str) -> list[str]:
    """Return the English words of ``key``: customerName and customer_names are the same."""
    words: list[str] = []
    for match in _WORD.finditer(key):
        word = match[0].lower()
        if word not in _EN_THINGS and word.removesuffix("s") in {*_EN_PEOPLE, "name", *_EN_STAFF}:
            word = word.removesuffix("s")
        person = word.removesuffix("name")
        is_joined = person != word and person in _EN_PEOPLE | _EN_OWN | _EN_STAFF | _EN_THINGS
        words += [person, "name"] if is_joined else [word]
    return words
