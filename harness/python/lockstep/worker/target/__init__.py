"""What is known of a target before it is called: its object, signature, sources, members.

At the bottom of all rooms: names of classes and functions are resolved here.
"""
