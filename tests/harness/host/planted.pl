# str.partition() that does not mind an empty separator.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../../../corpora/ports/perl";
use LockstepPeer;
use LockstepValue;

serve('builtins:str.partition' => sub {
    my ($text, $separator) = ($_[0][1], $_[1][1]);
    my $at = index $text, $separator;
    return tuple_of(str_of($text), str_of(''), str_of('')) if $at < 0;
    return tuple_of(str_of(substr $text, 0, $at), str_of($separator),
                    str_of(substr $text, $at + length $separator));
});
