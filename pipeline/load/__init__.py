"""Files → raw values and blocks, each with its line and column: what was typed, before anything is looked up."""
