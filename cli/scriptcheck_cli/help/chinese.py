"""What the command line says of itself, in Chinese.

The keys are the English texts of the commands; ``{name}`` stands for what the code fills in. A test
holds that every help text is here, and that nothing else is.
"""

from __future__ import annotations

from typing import Final

from scriptcheck_cli.help.chinese_lexicon import LEXICON_HELP

HELP: Final = {
    # scriptcheck
    "Checks Chinese call transcripts against a service script, and proves every finding.": (
        "对照服务规范检查中文通话转写，每一条都有依据。"
    ),
    "Print the version.": "显示版本。",
    "Show this message and exit.": "显示本说明。",
    # 几条命令共用的
    "Files or folders; - for standard input.": "文件或文件夹；- 是标准输入。",
    "A profile: a name, a file, or a folder of your own.": "方案：名称、文件，或自己的文件夹。",
    "Words of a variable, such as company=海尔,海尔客服中心.": (
        "变量的词，例如 company=海尔,海尔客服中心。"
    ),
    "Language of reports and messages: {langs}.": "报告和提示的语言：{langs}。",
    "Only these rules: ids, globs or prefixes, with commas.": (
        "只看这些规则：编号、通配或前缀，用逗号分开。"
    ),
    "Leave these rules out.": "不看这些规则。",
    "Leave out rules less severe than this.": "不看比这轻的规则。",
    "The reports.jsonl that 'check' wrote, or its folder.": (
        "check 写出的 reports.jsonl，或它所在的文件夹。"
    ),
    "What was said in the calls; else transcripts.jsonl beside the reports.": (
        "通话内容；不写则用报告旁边的 transcripts.jsonl。"
    ),
    "No progress and no summary.": "不显示进度和汇总。",
    "No summary.": "不显示汇总。",
    "Mask personal data in what is written, keeping lengths.": (
        "写出的一切都隐去个人信息，字数不变。"
    ),
    "Mask these alone: {kinds}.": "只隐去这几种：{kinds}。",
    "Folder to write to.": "写到哪个文件夹。",
    "Print JSON.": "输出 JSON。",
    "Overwrite what is there.": "已有的就覆盖。",
    # 怎样读转写
    "Format of all transcripts, not recognised but named; see scriptcheck formats.": (
        "全部转写的格式，不自动识别；有哪些见 scriptcheck formats。"
    ),
    "Columns of tables, as in text=对话明细.": "表格的列，例如 text=对话明细。",
    "Who is who, as in 0=agent,1=customer; roles are {roles}.": (
        "说话人各是谁，例如 0=agent,1=customer；角色有 {roles}。"
    ),
    "Call data by call id: CSV, Excel, JSON or Parquet.": (
        "按通话编号给出的通话数据：CSV、Excel、JSON 或 Parquet。"
    ),
    "Columns of that file, as in call_id=录音编号.": "那个文件的列，例如 call_id=录音编号。",
    "Call data in file names, as in {pattern}.": "文件名里的通话数据，例如 {pattern}。",
    "Whether labels such as 0 and 1 get roles by what is said.": (
        "0、1 这样的标签要不要按说的话判断角色。"
    ),
    "How sure, {least} to 1, inferred roles must be; else speakers stay unknown.": (
        "角色判断的把握至少多大，{least} 到 1；不够就算说话人未知。"
    ),
    "In folders, take these files.": "文件夹里只取这些文件。",
    "In folders, pass over these files.": "文件夹里略过这些文件。",
    "Encoding, where it is not recognised.": "认不出时用的编码。",
    # check
    (
        "Check transcripts and report on each call. Exit code: 0 clean, 1 violations, 2 a mistake"
        " in usage or lexicon, 3 unreadable inputs."
    ): (
        "检查转写，每通电话出一份报告。\n\n退出码：0 没有违规，1 有违规，2 用法或词库有误，"
        "3 有输入读不了。"
    ),
    "Folder for the reports.": "报告写到哪个文件夹。",
    (
        "What to write to DIR besides reports.jsonl, with commas: {formats} or a plug-in's. Without"
        " DIR: {screens}."
    ): (
        "除 reports.jsonl 外往 DIR 里写什么，用逗号分开：{formats}，或插件的格式。"
        "没有 DIR 时：{screens}。"
    ),
    "Reports in full, or without what the lexicon says, which 'report' fills in again.": (
        "报告写全，或省去词库里有的文字（report 会补全）。"
    ),
    "Severity from which on the exit code is 1.": "到哪个程度，退出码就是 1。",
    "How many workers check; by default one a core.": "几个进程一起检查，默认一核一个。",
    "Set a call aside that takes a worker longer; {seconds} by default, 0 for no limit.": (
        "一通电话查得比这久就搁下；默认 {seconds}，0 为不限。"
    ),
    "Go on with the run in DIR that was stopped.": "接着做 DIR 里中断的那次。",
    "Check what an earlier run could not, as its errors.jsonl says.": (
        "检查上次没能检查的，以它的 errors.jsonl 为准。"
    ),
    "Show every rule after the calls, not the ten first.": "通话之后列出全部规则，不只前十条。",
    # agree
    (
        "Measure how far reviewers agree on rules and cues: κ, AC1 and α with intervals. Exit"
        " code: 0 measured, 2 a mistake in usage, or a file that is broken or cannot be read."
    ): (
        "量复核人之间的一致程度，按规则和话术：κ、AC1、α 及区间。\n\n退出码：0 量好了，"
        "2 用法有误，或者文件损坏、读不了。"
    ),
    "Files of labels, one for each rater.": "标注文件，一人一个。",
    "Add the program as a rater, by its reports.": "把程序也算作一人，以它的报告为准。",
    "Write a CSV of where they differ.": "把看法不同之处写成 CSV。",
    "Other draws for the intervals.": "区间换一批抽样。",
    "How many draws.": "抽多少次。",
    # cases
    (
        "Judge the rules on cases over all calls of each case, one case a line. Exit code: 0 clean,"
        " 1 violations, 2 a mistake in usage, lexicon or reports, 3 no reports read."
    ): (
        "合起每个工单的所有电话，判断工单规则，一单一行。\n\n退出码：0 没有违规，1 有违规，"
        "2 用法、词库或报告有误，3 没有读到报告。"
    ),
    "Files reports.jsonl that 'check' wrote.": "check 写出的 reports.jsonl。",
    "File to write; else a pipe.": "写到哪个文件；不写则送到管道。",
    "Until when all calls are known, ISO 8601; by default the latest call's start.": (
        "到何时为止电话是齐的，ISO 8601 格式；默认为最晚一通的开始时间。"
    ),
    # convert
    (
        "Write transcripts as canonical JSON Lines, one call a line. Exit code: 0 done, 2 a mistake"
        " in usage, 3 some inputs could not be read."
    ): (
        "把转写写成规范的 JSON Lines，一通一行。\n\n退出码：0 写好了，2 用法有误，3 有输入读不了。"
    ),
    # diff
    (
        "Show which verdicts differ between two checks of the same calls, and what made them"
        " change. Exit code: 0 compared, 1 more changed than --max-changed allows, 2 a mistake in"
        " usage or lexicon, a broken file, or no call to hold --max-changed to, 3 unreadable"
        " transcripts."
    ): (
        "比较同一批电话的两次检查：哪些结论变了，因为什么。\n\n退出码：0 比好了，1 变得比"
        " --max-changed 允许的多，2 用法或词库有误，文件损坏，或者没有通话可比，3 有转写读不了。"
    ),
    "Reports or their folder; with --calls, a profile.": "报告或其文件夹；有 --calls 时是方案。",
    "The same, to compare with OLD.": "同上，与 OLD 相比。",
    "Transcripts to check by both profiles.": "用两个方案检查的转写。",
    "Folder for diff.json, changes.csv and a page to review.": (
        "diff.json、changes.csv 和复核用的网页写到哪个文件夹。"
    ),
    "Exit with 1 where verdicts change on more calls: a number, or as in 2%.": (
        "结论有变的通数超过它，就以 1 退出：一个数，或写成 2%。"
    ),
    "Changed verdicts on the page.": "网页上放多少处变化。",
    "Draws other ones for the page.": "网页换一批。",
    "Changes printed at most; 0 for all.": "最多显示多少处变化；0 为全部。",
    # explain
    (
        "Show why each rule passed, failed, did not apply or could not be judged. Exit code: 0"
        " explained, 2 a mistake in usage or lexicon, 3 the transcript could not be read."
    ): (
        "说明每条规则为什么通过、违规、不适用或无法判断。\n\n退出码：0 说明了，2 用法或词库有误，"
        "3 转写读不了。"
    ),
    "A transcript; FILE#ID where it holds several calls; or a reports.jsonl.": (
        "一份转写；有几通的写 FILE#ID；或 reports.jsonl。"
    ),
    "Install completion for the current shell.": "给现在用的 shell 装上补全。",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示补全用的脚本，供自己安装或修改。"
    ),
    "Explain these rules: an id, glob or prefix; may be given several times.": (
        "只说明这些规则：编号、通配或点号前的部分；可以写几次。"
    ),
    "Only rules with these verdicts: {verdicts}.": "只要结论是这些的规则：{verdicts}。",
    "Which call, where there are several.": "有几通时，是哪一通。",
    # formats
    (
        "List the formats of transcripts: a table on a terminal, tab-separated lines in a pipe."
        " Exit code: 0, or 2 where a format that another package brings cannot be used."
    ): (
        "列出能读的转写格式：终端上是表格，管道里是以制表符分列的行。\n\n退出码：0；"
        "别的软件包带来的格式不能用时为 2。"
    ),
    "As a JSON array.": "写成 JSON 数组。",
    # plugins
    (
        "List what other packages add: a table on a terminal, tab-separated lines in a pipe."
        " Exit code: 0, or 2 where some of it cannot be used."
    ): (
        "列出别的软件包带来的格式、规则形式等：终端上是表格，管道里是以制表符分列的行。\n\n退出码：0；"
        "其中有不能用的为 2。"
    ),
    # eval
    (
        "Score a lexicon on calls labelled by hand: precision, recall and F1 with intervals. Exit"
        " code: 0 scored, 2 a mistake in usage, labels or lexicon, 3 unreadable inputs."
    ): (
        "用人工标注的电话给词库打分：精确率、召回率、F1 及区间。\n\n退出码：0 打好了，"
        "2 用法、标注或词库有误，3 有输入读不了。"
    ),
    "Labels: one call a line, in JSON.": "标注：一通一行的 JSON。",
    "Transcripts; else calls.jsonl by GOLD.": "转写；不写则用 GOLD 旁边的 calls.jsonl。",
    "Score these calls alone.": "只评这些电话。",
    "Score the calls listed in FILE alone.": "只评 FILE 里列出的电话。",
    "Leave out these calls.": "不评这些电话。",
    "Leave out the calls listed in FILE.": "不评 FILE 里列出的电话。",
    "Violations that were listened for, though GOLD may have none.": (
        "标注时留意过的违规，哪怕 GOLD 里一处也没有。"
    ),
    "Also score N parts of the calls.": "另把电话分成 N 份各评一次。",
    "List each miss and false alarm with what was said.": "逐条列出漏报和误报，连同说的话。",
    "Show changes since an earlier --json.": "与先前的 --json 相比有什么变化。",
    # init
    "Write a profile of your own, to lie over the default one or another.": (
        "写一个自己的方案，叠加在默认方案或别的方案上。"
    ),
    "Names of the company, with commas between.": "公司的名称，用逗号分开。",
    "The profile to begin with, such as bank or general.": "以哪个方案为底，例如 bank、general。",
    # report
    (
        "Write reports again in any format, without checking. The profile gives pages the titles of"
        " cues, and rules in both languages; and the sections of a scorecard their titles and"
        " floors. Exit code: 0 done, 2 a mistake in usage, or a file that is broken or cannot be"
        " read."
    ): (
        "不再检查，把报告另写成任一格式。\n\n网页上话术的名称、两种语言的规则、评分卡各部分的名称和"
        "底线来自方案。\n\n"
        "退出码：0 写好了，2 用法有误，或者文件损坏、读不了。"
    ),
    "Folder to write to; else that of the reports.": "写到哪个文件夹；不写则写到报告所在处。",
    "What to write, with commas: {formats}; or {screens}, which are shown.": (
        "写什么，用逗号分开：{formats}；或 {screens}，直接显示。"
    ),
    "Labels of reviewers: also write what holds after review; may be repeated.": (
        "复核标注：另写出复核之后的结果；可以写几次。"
    ),
    "Show the coaching sheet of this agent instead, or write it to the folder.": (
        "改为显示这位客服的辅导单；写了 -o 就写到文件夹。"
    ),
    "How many workers; by default one a core.": "几个进程，默认一核一个。",
    # sample
    (
        "Draw calls for people to listen to, and write a page of them for each reviewer. Exit code:"
        " 0 drawn, 2 a mistake in usage, or a file that is broken or cannot be read."
    ): (
        "抽出要人听的电话，给每位复核人写一页。\n\n退出码：0 抽好了，2 用法有误，"
        "或者文件损坏、读不了。"
    ),
    "Folder for sample.csv and the pages.": "sample.csv 和网页写到哪个文件夹。",
    "Draw that many of each: {kinds}.": "每个各抽多少：按 {kinds}。",
    "How many calls of each.": "各抽多少通。",
    "Or: how many per cent of each.": "或者：各抽百分之几。",
    "Per cent of the sample for each of: {strata}; the rest is random.": (
        "样本里各占百分之几：{strata}；其余随机。"
    ),
    "Points that near_pass reaches.": "near_pass 离合格线几分以内。",
    "Who listens, with commas between.": "由谁来听，用逗号分开。",
    "Per cent that two reviewers get, unknowing.": "百分之几由两人各听一遍，互不知情。",
    "Draws others.": "换一批。",
    "A sample.csv whose calls remain drawn.": "先前的 sample.csv，里面的电话照旧抽中。",
    # schema
    "Print a JSON Schema.": "输出 JSON Schema。",
    "Of what; docs/cli.md lists them.": "要哪一种；docs/cli.zh-CN.md 里有。",
    **LEXICON_HELP,
    # trend
    "The folders or reports.jsonl of runs of 'check'.": (
        "各次 check 的文件夹，或其中的 reports.jsonl。"
    ),
    "Folder for page and workbook.": "网页和工作簿写到哪个文件夹。",
    "What a point stands for.": "一个点代表多久。",
    "From when, as in 2026-03-02.": "从哪天起，例如 2026-03-02。",
    "Until when, that day included.": "到哪天止，含当天。",
    (
        "Show how agents, teams and rules do over time, with control limits, as page and workbook."
        " Exit code: 0 written, 2 a mistake in usage, or a file that is broken or cannot be read."
    ): (
        "看客服、班组和规则随时间的变化，带控制限，写成网页和工作簿。\n\n退出码：0 写好了，"
        "2 用法有误，或者文件损坏、读不了。"
    ),
    # scriptcheck-spark
    (
        "Check the calls of many files on a Spark cluster. Exit code: 0 clean, 1 violations, 2 a"
        " mistake in usage or lexicon, 3 calls not checked."
    ): (
        "在 Spark 集群上检查许多文件里的电话。\n\n退出码：0 没有违规，1 有违规，2 用法或词库有误，"
        "3 有电话没能检查。"
    ),
    "A setting of Spark.": "Spark 的设置。",
    "Among how many tasks the calls are divided.": "电话分给多少个任务。",
    "Columns to take over.": "要照搬的列。",
    "Files or folders of Parquet or JSON Lines.": "Parquet 或 JSON Lines 的文件或文件夹。",
    "Folder for reports and cases.": "报告和工单写到哪个文件夹。",
    "Of all files, where their names do not show it.": "文件名看不出格式时，所有文件的格式。",
    "Print the file to give to spark-submit.": "显示要交给 spark-submit 的文件。",
    "The cluster, without spark-submit.": "不用 spark-submit 时的集群。",
    "The column with the day of the call.": "哪一列是通话日期。",
    "What becomes of reports that are in DIR already.": "DIR 里已有的报告怎么办。",
    "Whether the rules on cases are judged.": "要不要判断工单规则。",
}
"""Help texts of commands, arguments and options."""
