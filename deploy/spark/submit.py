"""What spark-submit runs: `spark-submit … submit.py INPUT… OUTPUT [OPTION…]` is `veritab batch … --engine spark`."""

import sys

from veritab_client.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["batch", "--engine", "spark"]
    main()
