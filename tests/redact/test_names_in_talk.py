"""Names as they come up in talk: asked for, denied, in pieces, corrected, misheard."""

from __future__ import annotations

import pytest

from scriptcheck.redact import redact
from tests.conftest import call


def shown(*turns: str) -> list[str]:
    return [turn.text for turn in redact(call(*turns)).call.turns]


@pytest.mark.parametrize(
    ("turns", "masked"),
    [
        (["A 您是张伟先生吗", "C 我不是张伟"], ["您是**先生吗", "我不是**"]),
        (["A 请问是张伟吗", "C 张伟是我哥"], ["请问是**吗", "**是我哥"]),
        (["A 登记的名字是何美丽对吗", "C 对"], ["登记的名字是***对吗", "对"]),
        (["A 车主是孟先生", "C 是"], ["车主是*先生", "是"]),
        (["A 您是哪位", "C 王建国"], ["您是哪位", "***"]),
        (
            ["A 您贵姓", "C 姓王", "A 叫什么", "C 建国", "A 王建国先生"],
            ["您贵姓", "姓*", "叫什么", "**", "***先生"],
        ),
        (
            ["A 您的姓名", "C 司马", "A 嗯", "C 相如", "A 司马相如先生"],
            ["您的姓名", "**", "嗯", "**", "****先生"],
        ),
        (["C 我叫李小民", "A 好的", "C 不对，是李晓明"], ["我叫***", "好的", "不对，是***"]),
        (["C 我叫李晓明", "A 李小民先生"], ["我叫***", "***先生"]),
        (["C 我姓和", "A 和先生您好，和气生财"], ["我姓*", "*先生您好，和气生财"]),
    ],
)
def test_names_in_talk(turns: list[str], masked: list[str]) -> None:
    assert shown(*turns) == masked


@pytest.mark.parametrize(
    "said",
    [
        *("他叫我等着", "我叫车走的", "他叫师傅来的", "我妈叫你们上门", "她叫什么来着"),
        *("您是会员吗", "您是安全员吗", "机主是您本人吗", "名字是对的吗", "您是石家庄吗"),
        *("联系人是家人吧", "户主是谁", "不对，是高温档", "不是，是白色的", "应该是金卡"),
        *("那先生您稍等", "和先生一起来的", "然后先生您看", "接通先生电话", "全国联保"),
        "您可以约我们的投顾老师",
        *("姓都写错了", "我姓什么你不知道", "应先生要求", "那么先生您看", "代先生签收"),
    ],
)
def test_what_is_no_name_stays(said: str) -> None:
    assert shown(f"A {said}", f"C {said}") == [said, said]


def test_what_follows_a_surname_is_not_its_given_name() -> None:
    turns = ["A 您贵姓", "C 姓王", "A 好的，什么问题", "C 漏水"]
    assert shown(*turns)[3] == "漏水"
    assert shown("A 您贵姓", "C 姓王", "A 嗯", "C 冰箱")[3] == "冰箱"


SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成"
    "戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干"
    "解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬"
    "全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟"
    "谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘"
    "匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
    "肖仝付覃冼邝麦揭敬芦苟撒尧綦谌佘邸郄荣楼闫酆於代亓蔄缑睢牟蹇撖仉肇么"
)
"""The Hundred Family Surnames, and usual ones that are not among them."""


@pytest.mark.parametrize("surname", list(dict.fromkeys(SURNAMES)))
def test_every_surname(surname: str) -> None:
    assert shown(f"C 我姓{surname}", f"A {surname}先生您好") == ["我姓*", "*先生您好"]
