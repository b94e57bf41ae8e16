"""A batch on a Spark cluster: the rows, the summary and the report of a single machine, by as many as there are.

The one place that imports PySpark, and only once a batch asks for it (`pip install "veritab[server,spark]"`).
"""

from veritab_batch.spark.run import run
from veritab_batch.spark.session import Cluster

__all__ = ["Cluster", "run"]
