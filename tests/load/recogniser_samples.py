"""All made-up outputs of recognisers and turns in JSON."""

from __future__ import annotations

from tests.load.samples.alibaba import ALIYUN, TICKETS
from tests.load.samples.amazon import AWS_ANALYTICS, AWS_PCA, AWS_TRANSCRIBE
from tests.load.samples.azure import AZURE, AZURE_CONVERSATION
from tests.load.samples.channels import CHANNELS
from tests.load.samples.chats import CHATS
from tests.load.samples.clouds import CLOUDS
from tests.load.samples.clouds_abroad import CLOUDS_ABROAD
from tests.load.samples.iflytek import IFLYTEK
from tests.load.samples.json_turns import JSON_TURNS
from tests.load.samples.local import FUNASR, WHISPER
from tests.load.samples.odd_turns import ODD_TURNS
from tests.load.samples.others import HUAWEI, RCRAI
from tests.load.samples.senders import NOTES, SENDERS
from tests.load.samples.services import SERVICES
from tests.load.samples.tencent import TENCENT
from tests.load.samples.tokens import CLOVA, LABEL_STUDIO, ORACLE
from tests.load.samples.voices import VOICES
from tests.load.samples.wrapped import WRAPPED

SAMPLES = [
    *ALIYUN,
    *TICKETS,
    *TENCENT,
    *IFLYTEK,
    *FUNASR,
    *WHISPER,
    *AWS_TRANSCRIBE,
    *AWS_ANALYTICS,
    *AWS_PCA,
    *AZURE,
    *AZURE_CONVERSATION,
    *RCRAI,
    *HUAWEI,
    *CLOUDS,
    *CLOUDS_ABROAD,
    *VOICES,
    *CHATS,
    *ODD_TURNS,
    *WRAPPED,
    *CLOVA,
    *ORACLE,
    *LABEL_STUDIO,
    *SENDERS,
    *NOTES,
    *CHANNELS,
    *SERVICES,
    *JSON_TURNS,
]
