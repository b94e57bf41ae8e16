"""Jobs: documents that are kept until they are checked, by whichever worker of whichever server has time."""
