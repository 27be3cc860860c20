"""Made-up outputs of Azure's services."""

from __future__ import annotations

from tests.load.samples.sample import ANSWER, ASK, BYE, UNNAMED, Sample


def phrase(text: str, ticks: float, length: float, **fields: object) -> dict[str, object]:
    best = [{"confidence": 0.9, "lexical": "x", "display": text}]
    return {"offsetInTicks": ticks, "durationInTicks": length, "nBest": best} | fields


AZURE = [
    Sample(
        "azure",
        "a batch with voices",
        {
            "source": "https://example.com/1.wav",
            "combinedRecognizedPhrases": [],
            "recognizedPhrases": [
                phrase(ASK, 700000.0, 15900000.0, channel=0, speaker=1),
                phrase(ANSWER, 20000000.0, 10000000.0, channel=0, speaker=2),
            ],
        },
        [("U1", ASK, 70, 1660), ("U2", ANSWER, 2000, 3000)],
        {"audio": "https://example.com/1.wav"},
        UNNAMED,
    ),
    Sample(
        "azure",
        "a batch with channels, one after the other",
        {
            "recognizedPhrases": [
                phrase(ASK, 700000.0, 15900000.0, channel=0),
                phrase(BYE, 40000000.0, 10000000.0, channel=0, speaker=1),
                phrase(ANSWER, 20000000.0, 10000000.0, channel=1),
            ]
        },
        [("U0", ASK, 70, 1660), ("U1", ANSWER, 2000, 3000), ("U0-1", BYE, 4000, 5000)],
        {},
        ("out-of-order", *UNNAMED),
    ),
    Sample(
        "azure",
        "durations",
        {
            "recognizedPhrases": [
                {
                    "offset": "PT1M0.5S",
                    "duration": "PT1.25S",
                    "nBest": [
                        {
                            "lexical": "您好",
                            "words": [{"word": "您好", "offset": "PT1M1S", "duration": "PT0.5S"}],
                        }
                    ],
                }
            ]
        },
        [("U", "您好", 60500, 61750)],
        {},
        ("no-speaker",),
    ),
    Sample(
        "azure",
        "fast transcription",
        {
            "durationMilliseconds": 5000,
            "combinedPhrases": [{"text": ASK}],
            "phrases": [
                {
                    "speaker": 1,
                    "offsetMilliseconds": 40,
                    "durationMilliseconds": 1960,
                    "text": ASK,
                    "words": [
                        {"text": "您好", "offsetMilliseconds": 40, "durationMilliseconds": 400}
                    ],
                }
            ],
        },
        [("U1", ASK, 40, 2000)],
        {},
        UNNAMED,
    ),
]


CONVERSATION = {
    "id": "conv-1",
    "language": "zh",
    "conversationItems": [
        {"participantId": "Agent", "text": ASK},
        {"participantId": "Customer", "text": ANSWER},
    ],
}


AZURE_CONVERSATION = [
    Sample(
        "azure-conversation",
        "input",
        {"analysisInput": {"conversations": [CONVERSATION]}},
        [("A", ASK, None, None), ("C", ANSWER, None, None)],
        {},
        (),
        "conv-1",
    ),
    Sample(
        "azure-conversation",
        "roles, numbers and times",
        {
            "id": "conv-2",
            "conversationItems": [
                {
                    "participantId": "p1",
                    "role": "agent",
                    "text": ASK,
                    "conversationItemLevelTiming": {"offset": 0, "duration": 19000000},
                    "wordLevelTimings": [{"word": "您好", "offset": 0, "duration": 4000000}],
                },
                {"participantId": "2", "text": ANSWER},
            ],
        },
        [("A", ASK, 0, 1900), ("U2", ANSWER, None, None)],
        {},
        (*UNNAMED, "times-missing"),
        "conv-2",
    ),
]
