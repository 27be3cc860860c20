"""A folder of Parquet files that a job writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.spark.files import files_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType


class Folder(NamedTuple):
    """A folder, on whatever file system Spark writes to."""

    session: SparkSession
    path: str
    schema: StructType

    def files(self) -> list[str]:
        """Return the Parquet files in it, sorted; none where it is not there."""
        return [
            name for name in files_in(self.session, self.path) or () if name.endswith(".parquet")
        ]

    def read(self, files: Sequence[str]) -> DataFrame:
        """Return what is in ``files``, which are some of its own."""
        if not files:
            return self.session.createDataFrame([], self.schema)
        reader = self.session.read.schema(self.schema).option("basePath", self.path)
        return reader.parquet(*files)

    def require_empty(self) -> None:
        """Raise ``UsageError`` where it has files."""
        if self.files():
            message = Text(f"{self.path} 里已有文件。", f"There are files in {self.path} already.")
            fix = Text(
                "请换一个文件夹，或用 --mode append 或 overwrite。",
                "Choose another folder, or say --mode append or overwrite.",
            )
            raise UsageError(Problem("output-exists", message, fix=fix))
