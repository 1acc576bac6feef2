# Values of FORMAT.md in Perl. A scalar does not say whether it is a number or a text, so each value
# is an array [kind, content]: ['int', a number or, where that would not be exact, Math::BigInt], ['str', code points], ['bytes', octets],
# ['float', its 8 bytes], ['list', [values]], ['tag', number, value], ['simple', its byte].
package LockstepValue;
use strict;
use warnings;
no warnings 'recursion';
use Math::BigInt;
use Exporter 'import';
our @EXPORT = qw(decode encode none int_of str_of list_of tuple_of);

my ($TUPLE, $EXPRESSION, $ROLE) = (0x4c01, 0x4c10, 0x4c11);
my ($BIG, $BIG_NEGATIVE, $SHARED, $REFERENCE, $SURROGATES) = (2, 3, 28, 29, 273);

sub none { ['simple', 0xf6] }
sub int_of { ['int', $_[0]] }
sub str_of { ['str', $_[0]] }
sub list_of { ['list', [@_]] }
sub tuple_of { ['tag', $TUPLE, ['list', [@_]]] }

sub take {
    my ($in, $size) = @_;
    die "truncated item\n" if $in->{at} + $size > length $in->{bytes};
    $in->{at} += $size;
    return substr $in->{bytes}, $in->{at} - $size, $size;
}

sub head {
    my ($in) = @_;
    my $first = ord take($in, 1);
    my ($major, $low) = ($first >> 5, $first & 31);
    return ($major, $low) if $low < 24 || $major == 7;
    die "no such head\n" if $low > 27;
    my $size = 1 << ($low - 24);
    return ($major, Math::BigInt->from_bytes(take($in, $size))) if $size == 8;
    return ($major, unpack('N', substr("\0\0\0" . take($in, $size), -4)));
}

# The code points of text that is UTF-8 but for its surrogates.
sub points {
    my ($bytes) = @_;
    my $text = $bytes;
    { no warnings; utf8::decode($text) or die "not UTF-8\n"; }
    return $text;
}

sub value {
    my ($in) = @_;
    my ($major, $number) = head($in);
    return ['int', $number] if $major == 0;
    return ['int', -1 - $number] if $major == 1;
    return ['bytes', take($in, $number)] if $major == 2;
    return ['str', points(take($in, $number))] if $major == 3;
    return into(['list', []], $in, $number) if $major == 4;
    return tagged($in, $number) if $major == 6;
    return ['float', take($in, 8)] if $major == 7 && $number == 27;
    return ['simple', 0xe0 | $number] if $major == 7 && $number >= 20 && $number <= 22;
    die "no such item\n";
}

sub into {
    my ($list, $in, $count) = @_;
    push @{ $list->[1] }, value($in) for 1 .. $count;
    return $list;
}

sub tagged {
    my ($in, $tag) = @_;
    return ['int', Math::BigInt->from_bytes(value($in)->[1])] if $tag == $BIG;
    return ['int', Math::BigInt->from_bytes(value($in)->[1])->binc->bneg] if $tag == $BIG_NEGATIVE;
    return ['str', points(value($in)->[1])] if $tag == $SURROGATES;
    return $in->{shared}[value($in)->[1]] if $tag == $REFERENCE;
    die { declined => 'an expression of Python' } if $tag == $EXPRESSION;
    die "a role in an input\n" if $tag == $ROLE;
    return ['tag', $tag, value($in)] unless $tag == $SHARED;
    # A list may hold itself, so it is known before its elements are.
    my ($label, $start) = (scalar @{ $in->{shared} }, $in->{at});
    push @{ $in->{shared} }, undef;
    my ($major, $number) = head($in);
    return into($in->{shared}[$label] = ['list', []], $in, $number) if $major == 4;
    $in->{at} = $start;
    return $in->{shared}[$label] = value($in);
}

sub decode {
    my ($bytes) = @_;
    my $in = { bytes => $bytes, at => 0, shared => [] };
    my $value = value($in);
    die "bytes behind the item\n" if $in->{at} < length $bytes;
    return $value;
}

sub put_head {
    my ($major, $number) = @_;
    $major <<= 5;
    return pack 'C', $major | $number if $number < 24;
    return pack 'CC', $major | 24, $number if $number < 1 << 8;
    return pack 'Cn', $major | 25, $number if $number < 1 << 16;
    return pack 'CN', $major | 26, $number if $number < 1 << 32;
    return pack('C', $major | 27) . substr("\0" x 8 . Math::BigInt->new("$number")->to_bytes, -8);
}

my $END = Math::BigInt->new(2)->bpow(64);

sub put_int {
    my ($int) = @_;
    my $negative = $int < 0;
    my $magnitude = $negative ? -1 - $int : $int;
    return put_head($negative ? 1 : 0, $magnitude) if !ref $magnitude || $magnitude < $END;
    my $bytes = $magnitude->to_bytes;
    return put_head(6, $negative ? $BIG_NEGATIVE : $BIG) . put_head(2, length $bytes) . $bytes;
}

sub put_str {
    my ($text) = @_;
    my $surrogates = $text =~ /[\x{D800}-\x{DFFF}]/;
    { no warnings; utf8::encode($text); }
    return ($surrogates ? put_head(6, $SURROGATES) . put_head(2, length $text)
                        : put_head(3, length $text)) . $text;
}

sub encode {
    my ($value, %open) = @_;
    my ($kind, $content) = @$value;
    return put_int($content) if $kind eq 'int';
    return put_str($content) if $kind eq 'str';
    return put_head(2, length $content) . $content if $kind eq 'bytes';
    return "\xfb" . $content if $kind eq 'float';
    return pack 'C', $content if $kind eq 'simple';
    return put_head(6, $content) . encode($value->[2], %open) if $kind eq 'tag';
    die { declined => 'a list that holds itself' } if $open{$content}++;
    return join '', put_head(4, scalar @$content), map { encode($_, %open) } @$content;
}

1;
