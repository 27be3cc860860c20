"""The profile that a folder gets which has none."""

from __future__ import annotations

from typing import Final

NEW_PROFILE: Final = """# 自己的方案：叠加在默认方案上，规则全部沿用，再加上本文件夹各章里的。
name: own
title: 自有方案
extends: default
"""
