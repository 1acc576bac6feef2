"""XXH3-128 in Python against digests made by the reference implementation."""

import pytest
from client import codec

PATTERN = bytes((i * 167 + (i >> 3) * 13 + 7) & 255 for i in range(5000))
KNOWN = {
    0: "99aa06d3014798d86001c324468d497f",
    1: "495b62073ef70ca44c5cca45d0f4811f",
    2: "b53f02b2ba6ca51c01c9a004b4575d2b",
    3: "021a348d148edbabeaad2b1bc8fcc7c0",
    4: "d7d59e14db068d141de55debec5a7e49",
    7: "52b1c9c2d93d27622870bb128c0a040c",
    8: "8627727b418c2d579b9c3bea0de12331",
    9: "470322e857aa9fb9a64c25d3bc381b5d",
    15: "e292a75cc82675a1d7824362adba3fe9",
    16: "11419cc40573af70927fca47c37079ba",
    17: "c940cb1eefd176b964645dfaa92d796d",
    31: "f696d3401deb09c17cea0120ac83800e",
    32: "af620887ba610f4fbd4d4b0bbf741946",
    33: "38da03b6edc61e0cb7cdae3af33e487d",
    64: "08d375ac705b7c24f8588407b2e80131",
    65: "578acf4a83429925c4e4cf3fd73b1734",
    96: "2721a6a7fdfb5eb34d421b2e1c2c6788",
    97: "35a924d05c495d9aa49eea4b72b82a84",
    128: "6a50633731b784119ee76806f6b32e81",
    129: "a4c3796730aff640406269e91ebdb404",
    160: "6c0a066016c9f4bd7b407c4d49e77ed9",
    161: "b3dd0d2790407ab01fee57897d068feb",
    239: "501f3713629a79193f096ff2cd74f5c1",
    240: "e03480deb15b3fef0254c94d760257cd",
    241: "1df4dcde3144a1d77424eacf8f88e975",
    256: "82657c0bb16914af88f5f6b338626db6",
    257: "eb1e72a1da7ee6b200008ea8271503b8",
    511: "3300ba3cd157914794f0429920c68046",
    512: "666492fd559adc6e57611a56ad50fc81",
    1024: "bf9280530d4e778920f0889c3fadeab2",
    1025: "f577035e047f577b967d6f2b382bc462",
    1099: "c624a8aab87f688973b750c652967f41",
    1137: "a90b52036145794b6f0ce18ba2f1d75e",
    1581: "16a78212c1ea2cf154825b064ff685b3",
    2025: "e85581cf77b2b4de86d29c45abb2afe2",
    2469: "13e701464e1e5a060a1822b989daf879",
    2913: "9dfdb8a62bc58de217e5ed03221a756c",
}


@pytest.mark.parametrize("size", sorted(KNOWN))
def test_digests_are_those_of_the_reference(size):
    assert codec().digest(PATTERN[:size]).hex() == KNOWN[size]
