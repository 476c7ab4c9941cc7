"""Build, grade and explain the course's notebooks. Start at docs/architecture.md."""
