"""`python -m mobility_xlsx` is the command line."""

from mobility_xlsx.cli import main

if __name__ == "__main__":
    main()
