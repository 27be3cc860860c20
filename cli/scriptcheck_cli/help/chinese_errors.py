"""What the command line says of mistakes in its use, in Chinese.

The keys are the English texts of Typer; ``{name}`` stands for what the code fills in.
"""

from __future__ import annotations

from typing import Final

ERRORS: Final = {
    "No such option: {name} (Possible options: {others})": "没有选项 {name}。是不是 {others}？",
    "No such option: {name}": "没有选项 {name}。",
    "No such command '{name}'. Did you mean {others}?": "没有命令 {name}。是不是 {others}？",
    "No such command '{name}'.": "没有命令 {name}。",
    "Missing command.": "没有写命令。",
    "Missing argument '{name}'.": "缺少参数 {name}。",
    "Missing option '{name}'.": "缺少选项 {name}。",
    "Option '{name}' requires an argument.": "选项 {name} 后面要写值。",
    "Option '{name}' does not take a value.": "选项 {name} 后面不写值。",
    "Got unexpected extra argument(s) ({names})": "多出了参数 {names}。",
    "Invalid value for '{name}': Value error, {value} is not one of {others}.": (
        "{name} 没有 {value} 这个值，可写：{others}。"
    ),
    "Invalid value for {name}: Value error, {value} is not one of {others}.": (
        "{name} 没有 {value} 这个值，可写：{others}。"
    ),
    "Invalid value for {name}: Input should be a valid integer, {rest}": "{name} 要写整数。",
    "Invalid value for {name}: Input should be a valid number, {rest}": "{name} 要写数。",
    "Invalid value for {name}: Input should be greater than or equal to {least}": (
        "{name} 不能小于 {least}。"
    ),
    "Invalid value for {name}: Input should be less than or equal to {most}": (
        "{name} 不能大于 {most}。"
    ),
    "Invalid value for {name}: Input should be greater than {least}": "{name} 要大于 {least}。",
    "Invalid value for {name}: Input should be less than {most}": "{name} 要小于 {most}。",
    "Invalid value for {name}: {rest}": "{name} 的值不对：{rest}。",
}
"""Usage errors of Typer; of several that fit, the first counts."""
