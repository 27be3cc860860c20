"""What an attacker got through: plates, addresses, codes and numbers in whatever grouping.

Lines of a dialogue stand apart by ``|``; what is to be masked stands in ⟦⟧.
"""

from __future__ import annotations

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import redact

SPEAKERS = {"A": "agent", "C": "customer"}


def dialogue(text: str) -> list[tuple[str, str]]:
    """Return speakers and what they say; a line without one is the customer's."""
    lines = [line if line[:2] in {"A ", "C "} else f"C {line}" for line in text.split("|")]
    return [(SPEAKERS[line[0]], line[2:]) for line in lines]


def wanted(text: str) -> str:
    """Return ``text`` with the letters and digits in ⟦⟧ as stars."""
    said, inside = "", False
    for char in text:
        if char in "⟦⟧":
            inside = char == "⟦"
        else:
            said += "*" if inside and char.isalnum() else char
    return said


MASKED = [
    ("plate", "车牌⟦沪A 12345⟧"),
    ("plate", "车牌是⟦粤 B·D1234⟧"),
    ("plate", "我的车是⟦京A八八八八八⟧"),
    ("plate", "车牌⟦沪 A 1 2 3 4 5⟧"),
    ("plate", "车牌⟦沪A-1-2-3-4-5⟧"),
    ("plate", "车牌⟦沪A．12345⟧"),
    ("plate", "车牌⟦沪A、12345⟧"),
    ("plate", "车牌⟦沪A・12345⟧"),
    ("plate", "⟦沪⟧|A 嗯|C ⟦A12345⟧"),
    ("plate", "车牌⟦沪A⟧|A 嗯|C ⟦12345⟧"),
    ("plate", "车牌号是⟦沪A⟧|A ⟦沪A⟧|C ⟦123⟧|A 好的|C ⟦45⟧"),
    ("plate", "A 车牌号多少|C ⟦粤B⟧|A 嗯|C ⟦D1⟧|A 嗯您说|C ⟦234⟧"),
    ("plate", "A 请报一下车牌|C ⟦京⟧|A 嗯|C ⟦A⟧|A 嗯|C ⟦八八八⟧|A ⟦888⟧|C ⟦八八⟧"),
    ("plate", "车牌是⟦京A八八，八八八⟧"),
    ("plate", "车牌⟦京A⟧嗯⟦八八⟧那个⟦八八八⟧"),
    ("plate", "车牌⟦京A⟧然后⟦12345⟧"),
    ("plate", "⟦鲁B⟧，⟦8K⟧，⟦392⟧"),
    ("plate", "⟦粤BD12345⟧"),
    ("plate", "车牌⟦沪·A·12345⟧"),
    ("plate", "车牌是⟦沪Ａ１２３４５⟧"),
    ("plate", "⟦苏E⟧，⟦九九K⟧，⟦三二⟧"),
    ("plate", "车牌⟦沪\u200bA\u200b12345⟧"),
    ("email", "邮箱⟦zhang at 163 点 com⟧"),
    ("email", "邮箱⟦张三 艾特 qq 点 com⟧"),
    ("email", "邮箱是⟦张三艾特qq点com⟧"),
    ("email", "发给⟦李小明圈a163点com⟧"),
    ("email", "⟦zhangsan⟧|A 嗯|C ⟦艾特163⟧|A 好的|C ⟦点com⟧"),
    ("email", "A 邮箱地址是什么|C ⟦zhangsan⟧|A ⟦zhangsan⟧|C ⟦at⟧|A 嗯|C ⟦163⟧|A ⟦163⟧|C ⟦点com⟧"),
    ("email", "邮箱⟦zhang⟧|A 嗯|C ⟦圈a qq点com⟧"),
    ("email", "邮箱⟦zhang⟧嗯⟦艾特⟧那个⟦163⟧嗯⟦点com⟧"),
    ("email", "邮箱⟦zhang，圈a，163，点，com⟧"),
    ("email", "邮箱⟦zhang \u200b艾特 qq\u200b点 com⟧"),
    ("email", "邮箱⟦zhang 艾特 q q 点 com⟧"),
    ("email", "邮箱⟦z h a n g⟧|A 好的|C ⟦艾特⟧|C ⟦q q点com⟧"),
    ("email", "我的邮箱⟦123456⟧|A 嗯|C ⟦at qq 点 com⟧"),
    ("email", "邮箱⟦zhang@⟧|A 嗯|C ⟦163.com⟧"),
    ("email", "邮箱⟦zhang 花a 163 点 com⟧"),
    ("email", "邮箱⟦zhang AT 163 DOT COM⟧"),
    ("email", "邮箱⟦zhang 艾特 一二六 点 com⟧"),
    ("email", "邮箱⟦zhang 艾特 网易 点 com⟧"),
    ("email", "邮箱⟦zhang @ 163 。com⟧"),
    ("email", "邮箱⟦wang.li 小老鼠 sina 点 com 点 cn⟧"),
    ("email", "邮箱⟦zhang＠qq。com⟧"),
    ("order_number", "序列号是⟦8K2M99XQ7T3P⟧"),
    ("order_number", "合同编号⟦HT00187⟧"),
    ("order_number", "订单号码⟦73925⟧"),
    ("order_number", "机身编码⟦AB12CD34⟧"),
    ("order_number", "单号⟦SF1234567890123⟧"),
    ("order_number", "工单号⟦GD20881⟧"),
    ("order_number", "工单号是⟦20881⟧"),
    ("order_number", "保单号⟦PA-2023-00871⟧"),
    ("order_number", "车架号⟦LSVAM4187C2184841⟧"),
    ("order_number", "车架号码是⟦LSVAM4187C2184841⟧"),
    ("order_number", "VIN ⟦LSVAM4187C2184841⟧"),
    ("order_number", "设备号⟦A7B9C3D1⟧"),
    ("order_number", "IMEI是⟦356938035643809⟧"),
    ("order_number", "IMEI ⟦35 693803 564380 9⟧"),
    ("order_number", "串号⟦356938035643809⟧"),
    ("order_number", "SN码⟦CN0G8K2M⟧"),
    ("order_number", "S/N：⟦8K2M99XQ7T3P⟧"),
    ("order_number", "机器编码⟦BH8QX0E9R000⟧"),
    ("order_number", "我的序列号⟦8K2M 99XQ 7T3P⟧"),
    ("order_number", "序列号⟦8K2M-99XQ-7T3P⟧"),
    ("order_number", "序列号是⟦8K2M，99XQ，7T3P⟧"),
    ("order_number", "序列号是⟦八K二M九九⟧"),
    ("order_number", "A 序列号是多少|C ⟦8K2M99XQ7T3P⟧|A ⟦8K2M 99XQ 7T3P⟧对吗"),
    ("order_number", "A 序列号报一下|C ⟦8K2M⟧|A 嗯|C ⟦99XQ⟧|A ⟦99XQ⟧|C ⟦7T3P⟧"),
    ("order_number", "合同编号是⟦HT⟧|A 嗯|C ⟦00187⟧"),
    ("order_number", "发动机号⟦B12345C⟧"),
    ("order_number", "受理单号⟦SL9981X⟧"),
    ("order_number", "快递单号⟦YT7788990⟧"),
    ("order_number", "运单号⟦JDX01234567⟧"),
    ("order_number", "批次号⟦L2309A17⟧"),
    ("order_number", "流水号⟦TX99K01⟧"),
    ("order_number", "报修单号⟦BX88112⟧"),
    ("order_number", "客户编号⟦KH00921⟧"),
    ("order_number", "会员卡号⟦VIP88213⟧"),
    ("order_number", "发票号码⟦12345678⟧"),
    ("order_number", "合同号码⟦202309117⟧"),
    ("order_number", "合同号码是⟦8812345⟧"),
    ("order_number", "合同的号码是⟦8812345⟧"),
    ("order_number", "订单号码⟦7392512⟧"),
    ("order_number", "发票号码是⟦0388⟧ ⟦1234⟧"),
    ("order_number", "保单号码⟦8801234567⟧"),
    ("order_number", "快递号码⟦77123456⟧"),
    ("order_number", "工单号码是⟦7712345⟧"),
    ("order_number", "序列号码⟦7712345⟧"),
    ("order_number", "A 您的订单号码是多少|C ⟦7392512⟧"),
    ("order_number", "⟦86 0123 4567 8901 2⟧"),
    ("order_number", "⟦86-0123-4567-8901-2⟧"),
    ("order_number", "⟦86・0123・4567・8901・2⟧"),
    ("order_number", "⟦86 0123 4567 8901⟧"),
    ("phone", "电话号码⟦88812345⟧"),
    ("phone", "联系号码⟦88812345⟧"),
    ("phone", "快递员的号码是⟦88812345⟧"),
    ("phone", "号码是⟦88812345⟧"),
    ("phone", "⟦86 138 0000 1234⟧"),
    ("phone", "电话⟦138・0000・1234⟧"),
    ("phone", "电话⟦138‧0000‧1234⟧"),
    ("phone", "电话⟦138∙0000∙1234⟧"),
    ("phone", "电话⟦138·0000·1234⟧"),
    ("phone", "电话⟦138．0000．1234⟧"),
    ("phone", "电话⟦138\\0000\\1234⟧"),
    ("phone", "电话⟦138⋅0000⋅1234⟧"),
    ("phone", "电话⟦138･0000･1234⟧"),
    ("phone", "⟦1\\3\\8\\0\\0\\0\\0\\1\\2\\3\\4⟧"),
    ("phone", "⟦1\u200b3\u200b8\u200b0\u200b0\u200b0\u200b0\u200b1\u200b2\u200b3\u200b4⟧"),
    ("phone", "⟦１３８・００００・１２３４⟧"),
    ("phone", "⟦138,0000,1234⟧"),
    ("phone", "⟦138;0000;1234⟧"),
    ("phone", "⟦138:0000:1234⟧"),
    ("phone", "⟦138=0000=1234⟧"),
    ("phone", "⟦138'0000'1234⟧"),
    ("phone", "⟦138&0000&1234⟧"),
    ("phone", "⟦138^0000^1234⟧"),
    ("phone", "⟦138`0000`1234⟧"),
    ("phone", "⟦138\u30000000\u30001234⟧"),
    ("phone", "⟦138\t0000\t1234⟧"),
    ("phone", "⟦(138)0000-1234⟧"),
    ("phone", "⟦[138]0000 1234⟧"),
    ("phone", "⟦【138】0000 1234⟧"),
    ("phone", "⟦138《0000》1234⟧"),
    ("phone", "⟦138°0000°1234⟧"),
    ("phone", "⟦13 80 00 01 23 4⟧"),
    ("bank_card", "银行卡号码⟦622202123456⟧"),
    ("bank_card", "⟦6222\\0212\\3456\\7890\\128⟧"),
    ("bank_card", "⟦6222・0212・3456・7890・128⟧"),
    ("id_card", "证件号码⟦1101011990030745⟧"),
]

HARMLESS = [
    "型号是BCD-520WDPX",
    "型号BCD-520W",
    "海尔BCD-520W多少钱",
    "工号123456",
    "打12345",
    "余额12345元",
    "订单金额3999元",
    "订单一共2000元",
    "合同金额12000元",
    "合同签了3年",
    "合同是2023年5月1日签的",
    "发票开了1200块",
    "发票今天3点开",
    "订单昨天下午3点30分下的",
    "运单3天没更新",
    "型号EG10014B39GU1",
    "洗衣机型号XQG100-B14176U1",
    "序列号在哪里看",
    "设备号怎么查",
    "苹果iPhone15ProMax",
    "订单里是iPhone 15 Pro Max 256G",
    "保单A款和B款",
    "合同的版本是V2.0",
    "我在京A上班",
    "at 3 点",
    "我at你",
    "艾特一下客服",
    "你可以at一下qq群",
    "沪A牌照",
    "粤B牌多少钱",
    "京东买的",
    "川A开头的车",
    "小区的粤A座12楼",
    "更新V2.10.3.1",
    "更新V 2，10，3，1",
    "买了4K电视",
    "订单买了2台KFR-35GW",
    "合同里的型号是BCD-520WDPX",
    "设备是H3C路由器",
    "2023\\05\\01买的",
    "3・15晚会",
    "2023・05・01",
    "价格1·5元",
    "分辨率1920x1080",
    "192.168.1.20",
    "192.168.1.20:8080",
    "12:30:45",
    "比分100:98",
    "价格是100、200、300",
    "A 订单号是多少|C 我不知道",
    "A 您的车牌号是多少|C 我没有车",
    "A 邮箱是什么|C 没有邮箱",
    "A 工号8023为您服务",
    "A 我的工号是HR8023",
    "A 工号是A10086",
    "A 员工编号HR20381",
    "A 员工编号20381",
    "A 邮箱是多少|C 我不会发at那个",
    "A 邮箱收到了吗|C 没有|A 再发一次|C ok",
    "A 请问车牌|C 我不知道|A 好的|C 我家在京",
    "A 型号多少|C BCD-520WDPX",
    "错误代码E12",
    "错误代码F0A3B2",
    "故障码E0F12",
    "验证码K8M2Q",
    "A 您的订单号|C 等我10分钟",
    "A 序列号|C 一共3台",
    "A 车牌|C A座12号",
    "A 序列号看到了吗|C ok|A 好的|C 12",
    "序列号ABC",
    "条码是A4大小的",
    "序列号是wifi里面的",
]


@pytest.mark.parametrize(("kind", "text"), MASKED)
def test_it_is_masked_and_nothing_else(kind: str, text: str) -> None:
    lines = dialogue(text)
    plain = [Turn(who, said.replace("⟦", "").replace("⟧", "")) for who, said in lines]  # type: ignore[arg-type]
    redaction = redact(Call("1", plain))
    for (_, said), before, after in zip(lines, plain, redaction.call.turns, strict=True):
        # The marks of an address are masked too.
        seen = (
            "*" if other == "*" and one.isalnum() else one
            for one, other in zip(before.text, after.text, strict=True)
        )
        assert "".join(seen) == wanted(said)
    assert {span.kind for span in redaction.spans} == {kind}
    assert redact(redaction.call).call == redaction.call


@pytest.mark.parametrize("text", HARMLESS)
def test_it_is_left_alone(text: str) -> None:
    turns = [Turn(who, said) for who, said in dialogue(text)]  # type: ignore[arg-type]
    assert redact(Call("1", turns)).spans == ()
