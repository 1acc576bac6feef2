"""Descriptors are moved high, stay what they are, and are not inherited."""

import os
import resource

from lockstep.worker.process.descriptors import make_way, raised


def test_a_raised_descriptor_is_the_same_file_far_from_the_low_ones():
    low, other = os.pipe()
    high = raised(other)
    try:
        os.write(high, b"x")
        assert os.read(low, 1) == b"x"
        assert high >= 200 and not os.get_inheritable(high)
    finally:
        os.close(low)
        os.close(high)


def test_what_the_worker_is_given_is_what_there_was_before():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        assert make_way() == soft
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= soft or soft == resource.RLIM_INFINITY
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
