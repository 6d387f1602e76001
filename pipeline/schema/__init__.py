"""What a source may hold, as models: texts that know their place, and the mappings of YAML made of them.

`load` reads sources into these models; a document kind says with them what its own sources hold.
"""
