"""Arguments, progress, printing, exit. What the commands do stands in `workflow`."""
