"""What users call and register: ports, mappings between classes, codecs of their classes.

``lockstep`` itself has their public names.
"""
