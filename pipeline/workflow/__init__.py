"""Runs the stages in order: what each command does, apart from arguments and printing."""
