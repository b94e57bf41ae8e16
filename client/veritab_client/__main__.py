"""The command line as `python -m veritab_client`."""

from veritab_client.cli import main

main()
