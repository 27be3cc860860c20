"""The closed classes of words that the context tests are written in, and how far they look."""

from __future__ import annotations

from typing import Final

REACH: Final = 120
"""Characters before and after a candidate that can still bear on it: a turn may be as long as a
book."""


def word_set(words: str) -> frozenset[str]:
    """Return the words that stand in ``words`` with spaces between."""
    return frozenset(words.split())


AGENT: Final = word_set(
    "我 我们 咱 咱们 俺 我这 我这边 我们这边 咱们这边 我这里 我这儿 这边 我方 客服 人工 本人"
)
"""The agent's own side."""

OWN_SIDE: Final = word_set("系统 后台 公司 领导 主管 经理 上级 上面 总部 规定 政策 合同 制度 流程")
"""What an agent refuses in the name of: 系统提示办不了 is a refusal, no quotation."""

FORMER: Final = tuple(
    sorted(word_set("上一 上次 之前 前面 那 另一 其他 其它 别的 刚才 昨天 您 你"))
)
"""What makes of 客服 somebody else than who is speaking."""

ROLES: Final = frozenset(("客服", "人工"))

CUSTOMER: Final = frozenset(("您", "你", "您们", "你们"))

BESIDE_PRONOUN: Final = word_set(
    "这边 那边 这里 那里 这儿 那儿 家 家里 自己 本人 个人 当时 之前 现在 目前"
)
"""What may follow a pronoun without a new noun: 您那边 is still 您."""

THIRD: Final = word_set(
    "他 她 他们 她们 人家 别人 大家 有人 对方 客户 用户 顾客 乘客 旅客 家长 学生 患者 "
    "病人 老人 孩子 小孩 朋友 爱人 家人 家里人 老公 老婆 父母 爸爸 妈妈 邻居 骑手 快递员 "
    "司机 商家 卖家 买家 物业 房东 租客 业主 保安 中介 员工 同学 亲戚 人 的人 新手 会员 "
    "车主 持卡人 机主 店家 快递 银行 学校"
)
"""Persons who are neither the agent nor the customer, nor of the agent's own house."""

DEVICE_VERBS: Final = word_set(
    "接听 接打 开机 启动 上网 制冷 制热 充电 显示 联网 脱水 排水 加热 运行 转动 开启 响"
)
"""What a device does: 没办法接听 is said of a telephone."""

AGENT_VERBS: Final = word_set(
    "办 办理 退 退款 退费 换 取消 修 维修 改 修改 变更 处理 受理 开通 减免 安排 解决 开 "
    "享受 补 申请"
)
"""What is done for the customer: 您现在办不了 refuses, 您登录不了 does not."""

PREPOSITIONS: Final = word_set(
    "跟 给 和 对 向 帮 为 替 把 被 同 与 于 从 在 往 用 由于 因为 按 按照 依 据 根据"
)

CAUSATIVES: Final = word_set("让 叫 劝 要求 建议")

SPEECH_VERBS: Final = word_set(
    "说 讲 表示 反映 反馈 提到 说到 讲到 答复 回复 回答 回 告诉 告知 骂 提示 写 写着 称 "
    "声称 转告 通知 说是 说过 讲过 回话 听说"
)
SPEECH_NOUNS: Final = word_set("意思 说法 原话 回复 答复 回答 解释 提示 短信 通知")
ASKERS: Final = word_set("谁 哪位 哪个 哪家 哪")
"""谁跟您说的办不了: whoever it was, he is quoted."""

ADVERB_JOINS: Final = word_set("也 又 还 就 都 而且 所以 并且 同时 才")
"""What begins a clause that goes on about the subject of the one before."""

CONNECTIVES: Final = word_set(
    "但是 但 不过 可是 所以 因为 然后 那么 而且 或者 如果 要是 假如 假设 倘若 万一 一旦 "
    "除非 否则 不然 要不然 要不 即使 就算 哪怕 只是 由于 以免 免得 省得 反正 毕竟 其实 "
    "另外 还有"
)
"""A clause begins before each."""

FINAL_PARTICLES: Final = word_set("吗 呢 吧 嘛 呗 啦 呀 哦 哈 啊 喔 哟 么")
"""A clause ends after each."""

RESTARTS: Final = AGENT | CUSTOMER | word_set("请 麻烦 他 她 他们 师傅 那 这")
"""A clause begins before each of them that follows a 了 or 的."""

CONDITIONS: Final = word_set("如果 要是 若 若是 假如 假设 倘若 万一 一旦 只要 如 假使 要 是否") - {
    "要",
    "如",
    "是否",
}
LATER_CONDITIONS: Final = frozenset(("一旦", "万一", "倘若"))
"""Those of what has not come to pass."""

CONCESSIONS: Final = word_set("即使 就算 哪怕 即便 就是说") - {"就是说"}
ALTERNATIVES: Final = word_set(
    "否则 不然 要不然 以免 免得 省得 除非 避免 防止 以防 担心 害怕 怕 生怕"
)
"""What stands after one of them is supposed, whatever stands between."""

AFTERWARDS: Final = word_set("以后 之后 后 过后 到时候 到时 届时 下次 下回 将 将会")
CONSEQUENCES: Final = word_set("就 将 将会 便 则 那 那就 就会 也")
"""What begins the clause that says what follows."""

PRESENT: Final = word_set("现在 已经 目前 因为 由于 刚才 都已 早就")
"""What says that the condition holds already."""

WISHES: Final = word_set("要 想 想要 问 需要 非要 非 打算 希望 咨询 说 是")
"""如果您要退，办不了: what the customer wants is no supposition."""

TAGS: Final = word_set("吗 是吗 是吧 对吧 对吗 对不对 是不是 没有 没")
CHECKS: Final = word_set("知道 明白 懂 理解 清楚 听懂 行 可以 好 成 满意 同意")
"""办不了您知道吗 asserts that it cannot be done."""

QUESTIONS: Final = word_set(
    "什么 啥 哪 哪里 哪儿 哪个 哪位 哪家 哪一天 哪天 几 几点 多少 怎么 怎么样 怎样 如何 "
    "为什么 为何 为啥 谁 是否 是不是 能不能 会不会 有没有 可不可以 方便"
)

PROMISES: Final = word_set("保证 承诺 担保 预测 预知 透露 泄露 确保 决定 控制 左右 保障 做主 答应")
"""What an agent may not or cannot do for anybody."""

AUTHORITIES: Final = (
    "央行|人民银行|人行|征信|法院|公安|监管|银监|证监|药监|教育部门|教育局|考试院|海关|税务|塔台|医保局|民政局|工商局|"
    "法律(?:规定|保护|要求)|法规|[看听由归是][^，。我咱]{1,8}(?:决定|管理|评定|裁定|审核|审批|那边定)|隐私|个人信息|保密|涉密|加密|国家(?:规定|政策|标准|法律)|系统自动审|自动审批|人工(?:干预|无法)|摇号|"
    "随机(?:分配|抽|生成|派)?|天意|不可抗力"
)
"""Who or what decides where an agent cannot; a regular expression."""

IN_VAIN: Final = ("也没用", "都没用", "也白搭", "都白搭", "也是白")
"""What says that nothing somebody does will help."""
