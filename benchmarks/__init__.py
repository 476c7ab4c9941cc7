"""What grading takes, measured: `make bench` writes docs/performance.md; over_the_floor.py is the developers' tool."""
