"""The shapes of JSON that are known, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.canonical.shape import CANONICAL
from scriptcheck.load.readers.chats.chatwoot import CHATWOOT
from scriptcheck.load.readers.chats.freshchat import FRESHCHAT
from scriptcheck.load.readers.chats.intercom import INTERCOM
from scriptcheck.load.readers.chats.livechat import LIVECHAT
from scriptcheck.load.readers.chats.liveperson import LIVEPERSON
from scriptcheck.load.readers.chats.salesforce import SALESFORCE
from scriptcheck.load.readers.chats.slack import SLACK
from scriptcheck.load.readers.chats.tawk import TAWK
from scriptcheck.load.readers.chats.telegram import TELEGRAM
from scriptcheck.load.readers.chats.vcon import vcon
from scriptcheck.load.readers.chats.zendesk import ZENDESK_CHAT, ZENDESK_TICKET
from scriptcheck.load.readers.exports.channel_arrays import CHANNEL_ARRAYS
from scriptcheck.load.readers.exports.json_turns import JSON_TURNS
from scriptcheck.load.readers.exports.label_studio import LABEL_STUDIO
from scriptcheck.load.readers.recognisers.aliyun import ALIYUN
from scriptcheck.load.readers.recognisers.aliyun_tickets import ALIYUN_TICKETS
from scriptcheck.load.readers.recognisers.assemblyai import ASSEMBLYAI
from scriptcheck.load.readers.recognisers.aws_analytics import AWS_ANALYTICS
from scriptcheck.load.readers.recognisers.aws_pca import AWS_PCA
from scriptcheck.load.readers.recognisers.aws_transcribe import AWS_TRANSCRIBE
from scriptcheck.load.readers.recognisers.azure import AZURE
from scriptcheck.load.readers.recognisers.azure_conversation import AZURE_CONVERSATION
from scriptcheck.load.readers.recognisers.baidu import BAIDU
from scriptcheck.load.readers.recognisers.clova import CLOVA
from scriptcheck.load.readers.recognisers.dashscope import DASHSCOPE
from scriptcheck.load.readers.recognisers.deepgram import DEEPGRAM
from scriptcheck.load.readers.recognisers.funasr import FUNASR
from scriptcheck.load.readers.recognisers.genesys import GENESYS
from scriptcheck.load.readers.recognisers.gong import GONG
from scriptcheck.load.readers.recognisers.google import GOOGLE
from scriptcheck.load.readers.recognisers.huawei import HUAWEI
from scriptcheck.load.readers.recognisers.iflytek import IFLYTEK
from scriptcheck.load.readers.recognisers.rcrai import RCRAI
from scriptcheck.load.readers.recognisers.recall import RECALL
from scriptcheck.load.readers.recognisers.revai import REVAI
from scriptcheck.load.readers.recognisers.speechmatics import SPEECHMATICS
from scriptcheck.load.readers.recognisers.tencent import TENCENT
from scriptcheck.load.readers.recognisers.tingwu import TINGWU
from scriptcheck.load.readers.recognisers.tokens import ELEVENLABS, ORACLE, SONIOX
from scriptcheck.load.readers.recognisers.voicebase import VOICEBASE
from scriptcheck.load.readers.recognisers.volcengine import VOLCENGINE
from scriptcheck.load.readers.recognisers.vosk import VOSK
from scriptcheck.load.readers.recognisers.watson import WATSON
from scriptcheck.load.readers.recognisers.whisper import WHISPER

if TYPE_CHECKING:
    from scriptcheck.load.readers.json.shape import JsonShape

CHATS: Final[tuple[JsonShape, ...]] = (
    vcon(lambda: SHAPES),
    INTERCOM,
    LIVECHAT,
    ZENDESK_TICKET,
    ZENDESK_CHAT,
    SALESFORCE,
    FRESHCHAT,
    TAWK,
    CHATWOOT,
    TELEGRAM,
    SLACK,
    LIVEPERSON,
)
"""Exports of chats, which are written, not recognised."""

SHAPES: Final[tuple[JsonShape, ...]] = (
    CANONICAL,
    ALIYUN,
    ALIYUN_TICKETS,
    DASHSCOPE,
    TINGWU,
    VOLCENGINE,
    BAIDU,
    TENCENT,
    IFLYTEK,
    FUNASR,
    CLOVA,
    WHISPER,
    AWS_TRANSCRIBE,
    AWS_ANALYTICS,
    AWS_PCA,
    AZURE,
    AZURE_CONVERSATION,
    RCRAI,
    HUAWEI,
    ASSEMBLYAI,
    DEEPGRAM,
    WATSON,
    SPEECHMATICS,
    GOOGLE,
    REVAI,
    VOICEBASE,
    GENESYS,
    GONG,
    RECALL,
    VOSK,
    ELEVENLABS,
    SONIOX,
    ORACLE,
    *CHATS,
    LABEL_STUDIO,
    CHANNEL_ARRAYS,
    JSON_TURNS,
)
