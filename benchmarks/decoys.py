"""What only looks like personal data, to plant in made-up calls, and plain talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


class Builder(Protocol):
    """A call in the making."""

    def decoy(self, what: str, speaker: str, text: str) -> None:
        """Add a turn, in which what looks like personal data stands in ``⟦⟧``."""


def _decoy(what: str, speaker: str, *texts: str) -> Callable[[Builder, random.Random], None]:
    def scene(builder: Builder, rng: random.Random) -> None:
        text = rng.choice(texts)
        amount = rng.randint(100, 99999)
        builder.decoy(what, speaker, text.replace("#", str(amount)))

    return scene


DECOYS: Final = (
    _decoy(
        "amount",
        "customer",
        "⟦#元⟧",
        "你们扣了我⟦#块钱⟧",
        "一共⟦三千八百五十块⟧",
        "余额⟦12345678元⟧",
        "每月⟦一百六十七块八⟧",
    ),
    _decoy(
        "date",
        "customer",
        "⟦2024年5月1日⟧买的",
        "⟦二零二四年三月十五号⟧",
        "⟦20240501⟧安装的",
        "⟦2024-05-01⟧下的单",
        "⟦五月一号⟧",
    ),
    _decoy(
        "time",
        "agent",
        "⟦下午3点半⟧上门",
        "⟦10:30⟧到⟦11:30⟧",
        "⟦八点到十二点⟧之间",
        "⟦24小时⟧内联系您",
    ),
    _decoy(
        "plan",
        "agent",
        "⟦十全十美 8800⟧套餐",
        "⟦5G畅享129⟧套餐",
        "⟦冰激凌199⟧",
        "送您⟦30GB⟧流量和⟦500分钟⟧",
    ),
    _decoy(
        "hotline",
        "agent",
        "您拨打⟦10010⟧",
        "热线是⟦400-699-9999⟧",
        "⟦4006999999⟧转人工",
        "⟦95588⟧",
        "可以打⟦12315⟧",
        "报警打⟦110⟧",
        "⟦幺零零八六⟧",
        "⟦四零零八幺幺幺幺幺幺⟧",
    ),
    _decoy(
        "model",
        "customer",
        "型号⟦BCD-216WDPX⟧",
        "是⟦XQG100-B016⟧洗衣机",
        "⟦KFR-35GW⟧",
        "⟦iPhone 15⟧的",
    ),
    _decoy(
        "staff",
        "agent",
        "工号⟦8023⟧为您服务",
        "我的工号是⟦10086023⟧",
        "⟦8023号⟧客服",
        "我叫⟦王丽⟧，工号⟦8023⟧",
        "我是客服⟦小丽⟧",
    ),
    _decoy(
        "word",
        "customer",
        "我叫⟦师傅⟧过来的",
        "我叫⟦他们⟧来",
        "我是⟦老用户⟧了",
        "我是⟦高兴⟧不起来",
        "就是⟦马上⟧要用",
        "我姓⟦什么⟧你不知道吗",
        "⟦谢谢⟧女士",
        "我是⟦方便⟧的",
        "我叫⟦安装⟧的来",
    ),
    _decoy(
        "count",
        "customer",
        "⟦三个⟧月了打了⟦七八次⟧",
        "等了⟦一二十分钟⟧",
        "⟦一三五⟧我在家",
        "家里⟦六口⟧人",
        "⟦三三两两⟧",
        "说了⟦一万遍⟧",
    ),
    _decoy(
        "third",
        "agent",
        "⟦先生⟧您好",
        "⟦女士⟧请稍等",
        "这位⟦先生⟧",
        "那位⟦女士⟧",
        "好的⟦先生⟧",
        "订单⟦先生⟧已提交",
    ),
    _decoy(
        "short",
        "customer",
        "尾号⟦4321⟧的",
        "验证码⟦482913⟧",
        "邮编⟦266101⟧",
        "⟦3号楼2单元501⟧",
        "⟦一一二⟧",
    ),
)

CHAT: Final = tuple(
    _decoy("chat", speaker, text)
    for speaker, text in (
        ("agent", "请您稍等，我帮您查询一下"),
        ("customer", "好的，那你快一点，我这边着急用"),
        ("agent", "非常抱歉给您带来不便，我马上为您登记"),
        ("customer", "上次来的师傅说下周就能修好，结果到现在也没人联系我"),
        ("agent", "您方便明天下午在家吗，我们安排工程师上门"),
        ("customer", "我这个宽带天天掉线，网速特别慢，都不知道怎么用"),
        ("agent", "好的已经为您反馈到相关部门，四十八小时之内会有专员跟您联系"),
        ("customer", "行吧那我再等等看，谢谢你啊"),
    )
)
