"""What people say before the name of somebody: 我叫, 法人代表叫, 收件人改成."""

from __future__ import annotations

import re
from typing import Final

PARTIES: Final = (
    "户主|机主|车主|联系人|收件人|收货人|寄件人|发件人|取件人|提货人|投保人|被?保险人|被保人|受益人|"
    "持卡人|开户人|登记人|申请人|报修人|经办人|担保人|借款人|付款人|收款人|乘客|乘机人|乘车人|入住人|旅客|患者|病人|学员|学生"
)
"""Who is named in papers: what follows 是 is the name as a rule."""
ROLES: Final = (
    "业主|房主|屋主|法定代表人|法人代表|法人|负责人|房东|租客|租户|买家|卖家|老板|老板娘|店长|经理|师傅|司机|"
    "对方|同事|朋友|同学|邻居|领导|那?个人"
)
"""Who else may be named, of whom other things are said as well: 老板是南方人."""
RELATIVES: Final = (
    "老公|老婆|爱人|先生|太太|丈夫|妻子|老伴|媳妇|对象|家那位|父亲|母亲|[爸妈]{1,2}|[爷奶]{1,2}|[哥姐弟妹]{1,2}|"
    "[外公婆]{1,2}|岳[父母]|丈母娘|丈人|女婿|儿媳|[叔舅姨姑婶嫂]{1,2}|[儿女]子|女儿|闺女|孙[子女]|外甥女?|侄[子女儿]|孩子|宝宝|家人|家属|亲戚"
)
ALL: Final = f"{PARTIES}|{ROLES}|{RELATIVES}|[他她]"
_CHANGED: Final = "(?:[改换][成为写填]?|变更[成为]|更[改名]为)"
CALLED: Final = re.compile(
    r"(?:我(?:的)?(?:名字|姓名|名)?(?:就)?(?:叫做|叫(?!车(?:[走来去回的了到过接送呢子]|$))|名叫|名字叫|名字是)"
    r"|我(?:又|可|真|就)?不叫"
    rf"|(?:名字|姓名|户名)(?:就)?(?:叫做|叫|是|写|{_CHANGED})(?:的是)?|户名|"
    rf"(?:{PARTIES})(?:就)?(?:姓名|名字)?(?:是|叫|写|填|{_CHANGED})(?:的是|的)?|"
    r"(?:姓名|联系人|机主|户主|收件人)[:：]\s*|本人(?:叫|是)?|[，,。]叫|"
    rf"(?:{ALL})的?(?:名字)?叫|称呼我|叫我|也叫|"
    rf"(?:{RELATIVES}|[他她])的?名字(?:是|叫)?"
    r"|英文名字?(?:就)?(?:叫|是)?"
    r"|(?i:(?<![a-z])(?:my (?:full )?name(?:'s|’s| is)|call me)(?![a-z]))[\s:]*)"
)
"""What a name follows, whatever it is as a word."""
