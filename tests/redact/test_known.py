"""Names and numbers of call data are known by their keys, however deep they lie."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import redact
from scriptcheck.redact.known import known_of


def redacted(meta: dict[str, object], text: str = "周慧敏您好，周女士") -> tuple[str, str]:
    """Return the call data redacted, as one text, and what the agent says."""
    call = redact(Call("c", [Turn("agent", text)], meta)).call
    return str(call.meta), call.turns[0].text


NAME_KEYS = [
    *(
        "客户姓名",
        "客户名称",
        "联系人",
        "收货人",
        "收件人",
        "寄件人",
        "机主",
        "户主",
        "投保人",
        "被保险人",
        "受益人",
    ),
    *(
        "患者",
        "患者姓名",
        "病人姓名",
        "会员姓名",
        "买家姓名",
        "学员",
        "学员姓名",
        "家长",
        "业主",
        "乘客",
        "持卡人",
    ),
    *(
        "紧急联系人2",
        "客户的姓名",
        "姓名",
        "用户名",
        "name",
        "customer_name",
        "customerName",
        "CustomerName",
    ),
    *(
        "patient_name",
        "caller_name",
        "full_name",
        "fullname",
        "member-name",
        "contact_name",
        "contact",
    ),
    *(
        "buyer",
        "receiver",
        "consignee",
        "cardholder",
        "cardholder_name",
        "contact_person",
        "guest_names",
    ),
]


@pytest.mark.parametrize("key", NAME_KEYS)
def test_keys_of_customers_names(key: str) -> None:
    meta, said = redacted({key: "周慧敏"})
    assert meta == str({key: "***"})
    assert said == "***您好，*女士"


@pytest.mark.parametrize(
    "key",
    [
        *(
            "agent_name",
            "agentName",
            "坐席姓名",
            "客服姓名",
            "客户经理姓名",
            "员工姓名",
            "受理人",
            "处理人姓名",
        ),
        *(
            "staff_name",
            "operator_name",
            "公司名称",
            "客户公司名称",
            "产品名称",
            "product_name",
            "file_name",
        ),
        *(
            "filename",
            "customer_service_name",
            "user_agent_name",
            "team_name",
            "渠道",
            "会员",
            "agent",
        ),
    ],
)
def test_keys_of_others(key: str) -> None:
    meta, said = redacted({key: "周慧敏"}, "周慧敏在吗")
    assert (meta, said) == (str({key: "周慧敏"}), "周慧敏在吗")


@pytest.mark.parametrize(
    "meta",
    [
        {"客户信息": {"客户姓名": "周慧敏"}},
        {"客户": {"姓名": "周慧敏"}},
        {"客户": {"名称": "周慧敏"}},
        {"customer": {"name": "周慧敏"}},
        {"customers": [{"name": "周慧敏"}]},
        {"customer_info": {"name": {"full": "周慧敏"}}},
        {"data": {"name": "周慧敏"}},
        {"订单": [{"明细": {"收货人": ["周慧敏"]}}]},
        {"客户姓名": ["周慧敏", "李小军"]},
        {"客户姓名": [{"value": "周慧敏"}]},
        {"客户姓名": "周慧敏 13911112222"},
        {"header": ["工号：8023 客户：周慧敏 13911112222", "客服：李小军"]},
        {"header": ["Customer Name: 周慧敏"]},
        {"header": ["客户姓名\t周慧敏"]},
    ],
)
def test_names_that_lie_deep(meta: dict[str, object]) -> None:
    after, said = redacted(meta)
    assert "周" not in after
    assert said == "***您好，*女士"
    if "header" in meta:
        assert ("客服：李小军" in str(meta)) == ("客服：李小军" in after)


@pytest.mark.parametrize(
    "meta",
    [
        {"agent": {"name": "周慧敏"}},
        {"坐席信息": {"姓名": "周慧敏"}},
        {"product": {"name": "周慧敏"}},
        {"客户": {"product": {"name": "周慧敏"}}},
        {"公司": {"名称": "周慧敏"}},
        {"header": ["客服：周慧敏"]},
    ],
)
def test_names_of_others_that_lie_deep(meta: dict[str, object]) -> None:
    assert redacted(meta, "周慧敏在吗") == (str(meta), "周慧敏在吗")


@pytest.mark.parametrize("value", ["无", "匿名", "是", "先生", "None", "12345", "***"])
def test_values_that_are_no_names(value: str) -> None:
    assert known_of({"客户姓名": value}).names == frozenset()


@pytest.mark.parametrize(
    ("key", "value"), [("乘客", "VIP"), ("buyer", "wholesale"), ("学员", "老学员")]
)
def test_people_whose_key_may_have_something_else(key: str, value: str) -> None:
    assert known_of({key: value}).names == frozenset()


@pytest.mark.parametrize(
    "value",
    [13911112222.0, "13911112222.0", "13911112222.00", "1.3911112222E10", "1.3911112222e+10"],
)
def test_numbers_that_programs_took_for_fractions(value: object) -> None:
    meta, said = redacted({"来电号码": value}, "尾号2222对吧，前三位139")
    assert "2222" not in meta
    assert said == "尾号****对吧，前三位139"


@pytest.mark.parametrize(
    "meta",
    [
        {"phones": ["13911112222"]},
        {"phones": {"home": "13911112222"}},
        {"customer": {"phone": 13911112222}},
        {"客户": [{"电话": ["139 1111 2222"]}]},
        {"header": ["来电号码：13911112222 队列：售后"]},
    ],
)
def test_numbers_that_lie_deep(meta: dict[str, object]) -> None:
    after, said = redacted(meta, "尾号2222对吧")
    assert "2222" not in after
    assert said == "尾号****对吧"


def test_other_numbers_below_a_telephone_are_none() -> None:
    assert known_of({"caller": {"id": "8023001", "ring": 12}}).numbers == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "周慧敏女士",
        "周慧敏 先生",
        "1周慧敏",
        "周慧敏13800001234",
        "Zhou Huimin (周慧敏)",
        "周慧敏（VIP）",
    ],
)
def test_what_stands_around_a_name_does_not_hide_it(name: str) -> None:
    assert redacted({"客户姓名": name})[1] == "***您好，*女士"


def test_a_title_before_a_name_of_call_data() -> None:
    assert (
        redacted({"customer_name": "Ms. Jackson Wang"}, "Jackson Wang您好")[1] == "******* ****您好"
    )


def test_a_blank_before_a_title() -> None:
    assert redacted({}, "周 女士您好")[1] == "* 女士您好"
