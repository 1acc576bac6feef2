# Functions of Python's standard library in Perl.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Math::BigInt;
use LockstepPeer;
use LockstepValue;

sub truth { $_[0][1] == 0xf5 }

# Of ints: equal ones cannot be told apart, so which sort it is does not show.
sub sorted {
    my ($iterable, $named) = @_;
    my @items = sort { $a->[1] <=> $b->[1] } @{ $iterable->[1] };
    @items = reverse @items if $named && $named->{reverse} && truth($named->{reverse});
    return list_of(@items);
}

sub gcd { int_of(Math::BigInt::bgcd(map { Math::BigInt->new("$_->[1]")->babs } @_)) }

sub bisect_right {
    my ($list, $x) = @_;
    my @items = @{ $list->[1] };
    my ($low, $high) = (0, scalar @items);
    while ($low < $high) {
        my $middle = int(($low + $high) / 2);
        if ($x->[1] < $items[$middle][1]) { $high = $middle } else { $low = $middle + 1 }
    }
    return int_of($low);
}

sub partition {
    my ($text, $separator) = ($_[0][1], $_[1][1]);
    raise('ValueError', 'empty separator') if $separator eq '';
    my $at = index $text, $separator;
    return tuple_of(str_of($text), str_of(''), str_of('')) if $at < 0;
    return tuple_of(str_of(substr $text, 0, $at), str_of($separator),
                    str_of(substr $text, $at + length $separator));
}

sub item {
    my ($list, $index) = ($_[0][1], $_[1][1]);
    my $size = scalar @$list;
    raise('IndexError', 'list index out of range') if $index >= $size || $index < -$size;
    return $list->[$index];
}

sub fabs {
    my ($bits) = $_[0][1];
    return ['float', ($bits & "\x7f") . substr($bits, 1)] if length $bits == 8;
}

serve(
    'builtins:sorted' => \&sorted,
    'math:gcd' => \&gcd,
    'bisect:bisect_right' => \&bisect_right,
    'builtins:str.partition' => \&partition,
    'operator:getitem' => \&item,
    'math:fabs' => \&fabs,
);
