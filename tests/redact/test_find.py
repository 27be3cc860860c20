"""What is personal in a call, however it is written or said, and what is not."""

from __future__ import annotations

import pytest

from scriptcheck.redact import Kind, redact, redact_text
from scriptcheck.text.fold import FILLERS
from tests.conftest import call


def masked(*turns: str, **meta: object) -> list[str]:
    """Return the texts of the call of ``turns``, redacted."""
    return [turn.text for turn in redact(call(*turns, **meta)).call.turns]


def reasons(*turns: str) -> list[tuple[str, str]]:
    return [(span.kind, span.reason) for span in redact(call(*turns)).spans]


WHOLE = [
    # Each mark ⟦…⟧ is to be masked, and nothing else.
    ("phone", "我电话是⟦13812345678⟧。"),
    ("phone", "⟦１３８１２３４５６７８⟧"),
    ("phone", "打⟦138⟧ ⟦1234⟧ ⟦5678⟧吧"),
    ("phone", "我的号码⟦168⟧.⟦772⟧.⟦489⟧.⟦28⟧。"),
    ("phone", "打⟦138⟧-⟦1234⟧-⟦5678⟧吧"),
    ("phone", "⟦幺三八一二三四五六七八⟧"),
    ("phone", "⟦幺三八⟧，嗯，⟦一二三四⟧，⟦五六七八⟧"),
    ("phone", "⟦要三八零零一二三四五六⟧"),
    ("phone", "⟦138⟧ ⟦四个零⟧ ⟦1234⟧"),
    ("phone", "⟦壹叁捌壹贰叁肆伍陆柒捌⟧"),
    ("phone", "⟦幺三八⟧⟦三个七⟧⟦八八二四七⟧"),
    ("phone", "⟦139⟧⟦三个8⟧⟦56221⟧"),
    ("phone", "我电话是⟦138⟧.⟦0000⟧.⟦1234⟧"),
    ("phone", "我电话是⟦138⟧/⟦0000⟧/⟦1234⟧"),
    *(
        ("phone", f"我电话是⟦138⟧{mark}⟦0000⟧{mark}⟦1234⟧")
        for mark in ("\u2010", "\u2011", "\u2212", "\ufe63", "|", "｜", "<br>", "&nbsp;")
    ),
    ("phone", "我电话是+⟦86⟧ (⟦0⟧)⟦138⟧ ⟦0000⟧ ⟦1234⟧"),
    ("phone", "⟦洞幺洞六二三四五六拐八⟧"),
    ("phone", "⟦幺三吧零零一二三四五六⟧"),
    ("phone", "⟦一百三十八⟧⟦零零一二三四五六⟧"),
    ("phone", "⟦一百三十八七千四百六十五二一九零⟧"),
    ("phone", "⟦幺三八七千四百六十五二千一百九十⟧"),
    ("phone", "⟦一百三十八⟧，⟦七千四百六十五⟧，⟦二一九零⟧"),
    ("phone", "手机⟦一百三十八⟧，⟦七千四百六十五⟧，⟦两千一百九十⟧"),
    ("phone", "⟦一百八十六零零二八一千两百三十四⟧"),
    ("bank_card", "⟦六千二百二十二⟧ ⟦零二⟧ ⟦一千一百三十四⟧ ⟦五千六百七十八⟧ ⟦九千零一十二⟧"),
    ("phone", "⟦一三八双七二六五四一九⟧"),
    # Radicals, which text out of PDF has for usual characters, and letters in circles.
    ("phone", "⟦⼀三⼋五七⼀九零三四⼆⟧"),
    ("id_card", "⾝份证⟦⼀⼀零⼀零五⼀九九零零三零七⼆⼋⼀⼀⟧"),
    ("name", "我叫⟦⽅⾦⽟⟧"),
    ("order_number", "订单号是⟦ⒽⓇ20240501001⟧"),
    ("phone", "我电话⟦一三八⟧，⟦双七⟧，⟦二六五⟧，⟦四一九⟧"),
    ("phone", "⟦139双8⟧ ⟦654⟧ ⟦321⟧"),
    ("phone", "⟦幺三八⟧，⟦七十二⟧，⟦六十五⟧，⟦四十一⟧，⟦九十⟧"),
    ("phone", "⟦一三八⟧⟦七十二⟧⟦六十五⟧，⟦四十一⟧，⟦九十⟧，对"),
    ("phone", "座机是⟦零五三二⟧，⟦八十八⟧，⟦八十八⟧，⟦十二⟧，⟦三十四⟧"),
    ("phone", "手机尾号是⟦四千一百九⟧，前面⟦一三八七二六五⟧"),
    ("phone", "后四位⟦四一九零⟧，前面是⟦一三八七二六五⟧"),
    ("phone", "电话⟦4190⟧是后四位，中间是⟦7265⟧，前面⟦138⟧"),
    ("phone", "⟦一三八七二六五⟧，不对，⟦七二五六四一九零⟧"),
    ("phone", "⟦138⟧ ⟦7265⟧ 不好意思说错了，是⟦7256⟧ ⟦4190⟧"),
    ("phone", "⟦13872654190⟧，哦不对，最后四位是⟦4191⟧"),
    ("bank_card", "卡号⟦6222021234⟧，错了，重新报，⟦6222021234567890128⟧"),
    ("order_number", "订单号是⟦48392⟧，不对，⟦48393⟧"),
    ("phone", "座机⟦0532⟧-⟦88881234⟧"),
    ("phone", "我手机⟦1381234567⟧"),
    ("id_card", "身份证⟦110101199003074514⟧"),
    ("id_card", "⟦幺幺零幺零幺幺九九零零三零七四五幺四⟧"),
    ("id_card", "⟦32010619761223006X⟧"),
    ("id_card", "⟦三二零幺零六幺九七六幺二二三零零六叉⟧"),
    ("id_card", "身份证号⟦1101011990030745⟧"),
    ("bank_card", "⟦6222021234567890128⟧"),
    ("bank_card", "卡号是⟦6222⟧ ⟦0212⟧ ⟦3456⟧ ⟦7890⟧ ⟦128⟧"),
    ("order_number", "订单号是⟦HR20240501001⟧"),
    ("order_number", "单号⟦483920⟧"),
    ("order_number", "单号⟦2020⟧ ⟦2021⟧"),
    ("order_number", "⟦96218407123⟧"),
    ("email", "发到⟦zhang.san@qq.com⟧吧"),
    ("email", "发到⟦zhangsan＠163．com⟧吧"),
    ("email", "发到⟦ｌｉ＠１６３．ｃｏｍ⟧吧"),
    ("email", "邮箱是⟦一二三四五六艾特qq点com⟧"),
    ("email", "邮箱是⟦zhangsan[at]163[dot]com⟧"),
    ("email", "邮箱是⟦zhangsan at 163 dot com⟧"),
    ("email", "邮箱是⟦zhangsan@例子.com⟧"),
    ("email", "⟦a b c 1 2 3 at q q dot com⟧"),
    ("email", "⟦l i underscore ming at mail dot haier dot com⟧"),
    ("email", "邮箱⟦li杠ming艾特qq点com⟧"),
    ("email", "⟦w，a，n，g，艾特，一六三，点，com⟧"),
    ("plate", "车牌⟦鲁B12345⟧"),
    ("plate", "车牌⟦鲁b 一二三四五⟧"),
    ("plate", "⟦京AD12345⟧"),
    ("plate", "车牌⟦粤Z1234港⟧"),
    ("plate", "车牌⟦苏E，饿狼的E，F九零二一⟧"),
    ("plate", "车牌⟦苏E饿狼的E，F是飞机的F，9021⟧"),
    ("plate", "车牌⟦京B，北京的B，C，中国China的C，1234⟧"),
    ("order_number", "序列号⟦A，苹果的A，77，K，开心的那个K，33M⟧"),
    ("order_number", "序列号⟦A77B，B for boy，33M⟧"),
    ("order_number", "序列号⟦A77，大写的K，33M⟧"),
    ("plate", "车牌⟦使014578⟧"),
    ("plate", "车牌号是⟦使零一四五七八⟧"),
    ("plate", "车牌⟦014578使⟧"),
    ("plate", "车牌⟦领0145⟧"),
    ("plate", "车牌⟦沪A0023领⟧"),
    ("plate", "⟦京A1234警⟧"),
    ("plate", "⟦粤B1234挂⟧"),
    ("plate", "⟦粤B1234学⟧"),
    ("plate", "⟦粤B·D12345⟧"),
    ("plate", "车牌⟦WJ京12345⟧"),
    ("plate", "车牌⟦军A12345⟧"),
    ("order_number", "序列号⟦A77，K，开心的K，33M⟧"),
    ("plate", "车牌⟦粤Z⟧·⟦D234澳⟧"),
    ("email", "邮箱⟦lilei88爱特qq点com⟧"),
    ("email", "邮箱⟦lilei88哎特qq点com⟧"),
    ("email", "邮箱⟦lilei88艾特儿qq点com⟧"),
    ("email", "邮箱⟦lilei88a特qq点com⟧"),
    ("email", "邮箱⟦lilei88爱他qq点com⟧"),
    ("name", "我姓⟦王⟧"),
    ("name", "免贵姓⟦欧阳⟧"),
    ("name", "我叫⟦李小明⟧，你查一下"),
    ("name", "我是⟦张⟧工"),
    ("name", "机主是⟦王建国⟧"),
    ("name", "我叫⟦Jack⟧，你查一下"),
    ("name", "我叫⟦吐尔逊江⟧·⟦买买提⟧"),
    ("name", "我叫⟦阿不都热合曼⟧"),
    ("name", "是我妈的名字⟦刘桂芳⟧"),
    ("name", "请问是机主⟦王丽娟⟧本人吗"),
    ("name", "免贵姓⟦欧阳⟧，⟦欧阳修文⟧"),
    ("name", "我姓⟦王⟧，叫⟦建国⟧。"),
    ("name", "我姓⟦王⟧，单名一个⟦伟⟧"),
    ("name", "My name is ⟦李小明⟧，英文名⟦Tommy⟧"),
    ("name", "my name is ⟦tommy⟧ ⟦wang⟧ and I want a refund"),
    ("name", "I'm ⟦Tommy⟧ ⟦Lee⟧ speaking"),
    ("name", "⟦弓长张⟧"),
    ("name", "我妈叫⟦刘桂芳⟧"),
    ("name", "她叫⟦陈志强⟧"),
    ("name", "法人代表叫⟦陈志强⟧"),
    ("name", "收件人改成⟦陈志强⟧"),
    ("name", "我姓⟦时⟧"),
    ("name", "我姓⟦赫连⟧"),
]


@pytest.mark.parametrize(("kind", "text"), WHOLE)
def test_what_a_customer_says_of_himself(kind: str, text: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    redaction = redact(call(f"C {plain}"))
    (turn,) = redaction.call.turns
    assert len(turn.text) == len(plain)
    inside, wanted = False, ""
    for letter in text:
        if letter in "⟦⟧":
            inside = letter == "⟦"
        else:
            is_hidden = letter.isalnum() or letter in "ⒽⓇ" or "⼀" <= letter <= "⿕"
            wanted += "*" if inside and (is_hidden or kind == "email") else letter
    assert turn.text == wanted
    assert {span.kind for span in redaction.spans} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "十全十美 8800 元套餐",
        "一共三千八百五十块",
        "余额12345678元",
        "每月一百六十七块八",
        "一千两百三十八七百块",
        "一百三十八，七千四百六十五，两千一百九十",
        "价格是一百三十八，七千四百六十五，二一九零",
        "一百三十八七千四百六十五二一九零元",
        "第一百三十八，七千四百六十五，二一九零",
        "2024年5月1日下午3点半",
        "2024-05-01买的",
        "20240501安装",
        "2020 2021 2022 2023每年都交了",
        "我爱他一万年",
        "买了哎特别贵",
        "我使014578这个码登不上",
        "我的A，开心的A款，好看",
        "买了A，B，C三款，红色的A，大的B",
        "从2019到2024，2020 2021 2022都交了",
        "10:30到11:30之间",
        "等了一二十分钟",
        "一共打了七八次",
        "型号BCD-216WDPX",
        "洗衣机XQG100-B016",
        "iPhone 15的",
        "请打10010",
        "热线400-699-9999",
        "4006999999",
        "95588",
        "我要打12315投诉",
        "报警110",
        "工号8023",
        "工号10086023",
        "验证码482913",
        "邮编266101",
        "3号楼2单元501",
        "我想查一下话费",
        "双11那天买的，花了双12的价",
        "2023双11买的，单号还没有",
        "前面3280，后面3500",
        "我要3000，不是8500",
        "2023年买的，不对，是2024年",
        "一百五十八，不对，一百八十五",
        "工号8023，不对，是8032",
        "型号是BCD216，不对，是BCD218",
        "二十，三十，四十，五十都行",
        "十台，十二台，八十台，十五台，六十台",
        "大概七十二三十五左右",
        "I am sorry",
        "call me later",
        "call me back later",
        "This is not good",
        "meet at home, dot the i",
        "我叫师傅过来安装",
        "我叫他们来",
        "我是高兴的",
        "我是老用户了",
        "我姓什么你不知道吗",
        "谢谢女士",
        "订单先生",
        "这位先生",
        "电话138****5678",
        "卡号6222************128",
    ],
)
@pytest.mark.parametrize("speaker", ["A", "C"])
def test_what_is_not_personal_stays(speaker: str, text: str) -> None:
    assert masked(f"{speaker} {text}") == [text]


@pytest.mark.parametrize(
    "turns",
    [
        ("C 我的电话是幺三八", "A 嗯", "C 一二三四", "A 好的您说", "C 五六七八", "A 嗯"),
        ("C 我电话是1788537", "A 好的您继续", "C 110", "A 您说", "C 2", "A 好"),
        ("A 电话多少", *(part for digit in "13812345678" for part in (f"C {digit}", "A 嗯"))),
        ("A 身份证号", "C 1101", "A 嗯", "C 0119900307", "A 好", "C 4514", "A 好"),
        ("C 卡号是六二二二", "A 嗯", "C 零二幺二", "A 对", "C 3456", "A 嗯", "C 7890128"),
        ("A 身份证号码", "C 五幺零幺零四", "A 嗯", "C 幺九九零零三零七", "A 嗯", "C 五二幺幺"),
        ("A 身份证号码", "C 510104", "A 嗯", "C 199003075211"),
        ("A 身份证号码", "C 510", "A 嗯", "C 104", "A 嗯", "C 19900307", "A 嗯", "C 521X"),
        ("A 身份证号码", "C 51010419900307", "A 嗯", "C 521", "A 好", "C X", "A 好"),
        ("A 订单号呢", "C 4839", "A 嗯", "C 20", "A 嗯", "C 771", "A 好"),
    ],
)
def test_numbers_over_several_turns(turns: tuple[str, ...]) -> None:
    for before, after in zip(turns, masked(*turns), strict=True):
        if before.startswith("C"):
            assert not any(
                letter.isdigit() or letter in "零幺一二三四五六七八九" for letter in after
            )
        else:
            assert before[2:] == after


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (
            ("C 13872654190", "A 尾号4190对吗", "C 不对，最后四位是4191", "A 4191是吧"),
            ["***********", "尾号****对吗", "不对，最后四位是****", "****是吧"],
        ),
        (
            ("C 1387265", "A 嗯", "C 不对，7256", "A 嗯", "C 4190"),
            ["*******", "嗯", "不对，****", "嗯", "****"],
        ),
        (
            ("A 身份证", "C 110101199003", "A 嗯", "C 不对，不是03，是199004", "A 嗯", "C 074514"),
            ["身份证", "*" * 12, "嗯", "不对，不是**，是******", "嗯", "******"],
        ),
        (
            ("A 电话多少", "C 幺三八", "A 嗯", "C 七十二，六十五", "A 嗯", "C 四十一，九十"),
            ["电话多少", "***", "嗯", "***，***", "嗯", "***，**"],
        ),
        (
            ("C 电话后面是4190", "A 前面呢", "C 前面是138，中间7265"),
            ["电话后面是****", "前面呢", "前面是***，中间****"],
        ),
        (
            ("C 13872654190", "A 好", "C 不对，是三百二十块"),
            ["***********", "好", "不对，是三百二十块"],
        ),
        (("C 13872654190，二十四小时都行",), ["***********，二十四小时都行"]),
        (("A 几位", "C 十", "A 电话", "C 13872654190"), ["几位", "十", "电话", "***********"]),
    ],
)
def test_numbers_corrected_or_given_in_parts(turns: tuple[str, ...], wanted: list[str]) -> None:
    assert masked(*turns) == wanted


def test_what_cannot_be_seen_hides_nothing() -> None:
    assert masked("C 138\u200b0000\u20601234") == ["***\u200b****\u2060****"]
    assert masked("C a\u200b@\ufeffqq.com") == ["*" * 10]


def test_a_number_in_three_pieces_counts_once() -> None:
    spoken = call("A 电话多少", "C 幺三八", "A 嗯", "C 一二三四", "A 嗯", "C 五六七八")
    assert redact(spoken).counts == {Kind.PHONE: 1}
    assert len(redact(spoken).spans) == 3


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("怎么称呼", "Jack"),
        ("怎么称呼您家人", "吐尔逊江·买买提"),
        ("收件人是谁", "赵敏"),
        ("您的姓名", "kevin"),
    ],
)
def test_answers_that_are_names(asked: str, answer: str) -> None:
    after = masked(f"A {asked}", f"C {answer}")[1]
    assert not any(map(str.isalpha, after))


@pytest.mark.parametrize(
    ("asked", "answer"), [("怎么称呼", "OK"), ("您贵姓", "不用了谢谢"), ("收件人是谁", "就我自己")]
)
def test_answers_that_are_no_names(asked: str, answer: str) -> None:
    assert masked(f"A {asked}", f"C {answer}")[1] == answer


def test_what_the_agent_says_back_is_masked_too() -> None:
    assert masked(
        "C 我的电话是13812345678",
        "A 一三八，一二三四，五六七八，对吗",
        "A 一三八一二三四五六七九，对吗",
        "A 尾号5678",
        "A 1234是吧",
    )[1:] == ["***，****，****，对吗", "***********，对吗", "尾号****", "****是吧"]


def test_what_a_word_nearby_says_of_a_number() -> None:
    assert reasons("C 卡号622202123456789013") == [(Kind.BANK_CARD, "prefix")]
    assert reasons("C 卡号1222021234567890") == [(Kind.BANK_CARD, "context")]
    assert reasons("A 身份证号是多少", "C 11010119900307") == [(Kind.ID_CARD, "context")]
    assert reasons("C 110101199003074514") == [(Kind.ID_CARD, "checksum")]
    assert reasons("C 110101199003074515") == [(Kind.ID_CARD, "shape")]
    assert reasons("C 96218407123") == [(Kind.ORDER_NUMBER, "long")]


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (("A 您贵姓", "C 王", "A 王先生您好"), ["您贵姓", "*", "*先生您好"]),
        (("A 怎么称呼您", "C 王先生"), ["怎么称呼您", "*先生"]),
        (("A 请问您的姓名", "C 嗯王建国。"), ["请问您的姓名", "嗯***。"]),
        (("C 免贵姓欧阳", "A 全名呢", "C 欧阳修文"), ["免贵姓**", "全名呢", "****"]),
        (("C 我姓王，王八蛋", "A 好"), ["我姓*，王八蛋", "好"]),
        (("C 我姓高，高兴", "A 好"), ["我姓*，高兴", "好"]),
        (("C 我姓王，叫师傅来", "A 好"), ["我姓*，叫师傅来", "好"]),
        (("C 我姓李", "A 李女士请稍等", "A 李工您好"), ["我姓*", "*女士请稍等", "*工您好"]),
        (("A 张师傅明天上门", "C 好"), ["张师傅明天上门", "好"]),
        (
            ("A 贵姓", "C 李晓明，大小的小，明天的明", "A 李小明是吧"),
            ["贵姓", "***，****，****", "***是吧"],
        ),
        (("A 我叫王丽，工号8023", "C 好"), ["我叫王丽，工号8023", "好"]),
        (("A 我姓王", "C 好"), ["我姓王", "好"]),
        (("A 王先生您好", "C 你好"), ["*先生您好", "你好"]),
        (("A 王小明先生您好", "C 你好"), ["***先生您好", "你好"]),
    ],
)
def test_names(turns: tuple[str, ...], wanted: list[str]) -> None:
    assert masked(*turns) == wanted


def test_call_data_say_whom_a_call_is_with() -> None:
    assert masked("A 赵六您好，您是尾号5678吗", 客户姓名="赵六", 主叫号码="13812345678") == [
        "**您好，您是尾号****吗"
    ]


def test_kinds_are_chosen() -> None:
    text = "我叫李小明，电话13812345678，邮箱a1@qq.com"
    spoken = call(f"C {text}")
    assert redact(spoken, [Kind.EMAIL]).call.turns[0].text == (
        "我叫李小明，电话13812345678，邮箱*********"
    )
    assert redact(spoken, [Kind.NAME, Kind.PHONE]).counts == {Kind.PHONE: 1, Kind.NAME: 1}
    assert redact(spoken, []).call == spoken


def test_a_text_that_is_no_turn() -> None:
    assert redact_text("电话13812345678的客户") == "电话***********的客户"
    assert redact_text("没有") == "没有"


def test_fillers_within_a_number_stay() -> None:
    assert "嗯" in FILLERS
    assert masked("C 幺三八嗯一二三四呃五六七八") == ["***嗯****呃****"]


def test_a_word_of_latin_letters_goes_on_with_no_code() -> None:
    assert masked("C 单号JD186809075067", "C iPhone 15的")[1] == "iPhone 15的"
    assert masked("C 单号JD1868", "C 09075067")[1] == "********"
