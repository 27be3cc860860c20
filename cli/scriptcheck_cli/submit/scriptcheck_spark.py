"""``spark-submit $(scriptcheck-spark --path)``: the command, as a file."""

from scriptcheck_cli.spark_app import run

if __name__ == "__main__":
    run()
