"""Rules of Alibaba Cloud's Smart Conversation Analysis (智能对话分析) as its API has them."""

from scriptcheck.exchange.sca.import_rules import ImportedRules, Remark, import_rules

__all__ = ["ImportedRules", "Remark", "import_rules"]
