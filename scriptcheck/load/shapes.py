"""The shapes of JSON that are known, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.canonical import CANONICAL
from scriptcheck.load.exports.json_turns import JSON_TURNS
from scriptcheck.load.recognisers.aliyun import ALIYUN
from scriptcheck.load.recognisers.aliyun_tickets import ALIYUN_TICKETS
from scriptcheck.load.recognisers.aws_analytics import AWS_ANALYTICS
from scriptcheck.load.recognisers.aws_pca import AWS_PCA
from scriptcheck.load.recognisers.aws_transcribe import AWS_TRANSCRIBE
from scriptcheck.load.recognisers.azure import AZURE
from scriptcheck.load.recognisers.azure_conversation import AZURE_CONVERSATION
from scriptcheck.load.recognisers.funasr import FUNASR
from scriptcheck.load.recognisers.huawei import HUAWEI
from scriptcheck.load.recognisers.iflytek import IFLYTEK
from scriptcheck.load.recognisers.rcrai import RCRAI
from scriptcheck.load.recognisers.tencent import TENCENT
from scriptcheck.load.recognisers.whisper import WHISPER

if TYPE_CHECKING:
    from scriptcheck.load.json_shape import JsonShape

SHAPES: Final[tuple[JsonShape, ...]] = (
    CANONICAL,
    ALIYUN,
    ALIYUN_TICKETS,
    TENCENT,
    IFLYTEK,
    FUNASR,
    WHISPER,
    AWS_TRANSCRIBE,
    AWS_ANALYTICS,
    AWS_PCA,
    AZURE,
    AZURE_CONVERSATION,
    RCRAI,
    HUAWEI,
    JSON_TURNS,
)
