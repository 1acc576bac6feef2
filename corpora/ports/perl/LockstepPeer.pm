# A peer of Lockstep in Perl: PROTOCOL.md, "A peer".
package LockstepPeer;
use strict;
use warnings;
use Compress::Raw::Zlib ();
use IO::Handle;
use LockstepValue;
use Exporter 'import';
our @EXPORT = qw(raise serve);

my ($READY, $CASES, $ANSWERS, $END) = (48, 49, 50, 36);
my ($RETURNED, $RAISED, $DECLINED) = (0, 1, 3);
my $session = pack 'Q<', $ENV{LOCKSTEP_SESSION} // 0;
my ($received, $sent) = (0, 0);
my $socket;

# What Python would raise: raise('ValueError', 'not in list').
sub raise {
    my ($class, $message) = @_;
    die { class => "builtins:$class", message => str_of($message), args => list_of(str_of($message)) };
}

# Exactly that many bytes; undef where the harness is gone.
sub get {
    my ($size) = @_;
    my $bytes = '';
    while (length $bytes < $size) {
        my $got = sysread $socket, $bytes, $size - length $bytes, length $bytes;
        return undef unless $got;
    }
    return $bytes;
}

sub receive {
    my $head = get(24) // return;
    my ($magic, $type, $its_session, $sequence, $length) = unpack 'a4 L< a8 L< L<', $head;
    my $payload = get($length) // return;
    my ($crc, $end) = unpack 'L< a4', get(8) // return;
    die "a broken frame\n"
        unless $magic eq 'LSF1' && $end eq '1FSL' && $its_session eq $session && $sequence == ++$received
        && $crc == Compress::Raw::Zlib::crc32(substr($head, 4) . $payload);
    return ($type, $payload);
}

sub put {
    my ($type, $payload) = @_;
    my $body = pack('L< a8 L< L<', $type, $session, ++$sent, length $payload) . $payload;
    my $frame = 'LSF1' . $body . pack('L<', Compress::Raw::Zlib::crc32($body)) . '1FSL';
    for (my $at = 0; $at < length $frame;) {
        $at += syswrite($socket, $frame, length($frame) - $at, $at) // die "the harness is gone\n";
    }
}

# The two operations by which an implementation is tested.
my %TESTS = (
    'lockstep:echo' => sub { $_[0] },
    'lockstep:raise' => sub { die { class => $_[0][1], message => $_[1], args => $_[2] } },
);

sub failure {
    my ($error) = @_;
    return ($DECLINED, encode(str_of($error->{declined}))) if ref $error && $error->{declined};
    $error = { class => 'perl:Died', message => str_of("$error"), args => list_of() } unless ref $error;
    return ($RAISED, encode(list_of(str_of($error->{class}), $error->{message}, $error->{args})));
}

sub answer {
    my ($function, $encoded) = @_;
    my ($head, $item, $after) = ($RETURNED, '', '');
    eval {
        my ($operation, $args, $named) = @{ decode($encoded)->[1][0][1] };
        my $run = $operation->[1] eq '' ? $function : $TESTS{ $operation->[1] };
        my @named = @{ $named->[1] };
        my %named = map { $named[2 * $_][1] => $named[2 * $_ + 1] } 0 .. @named / 2 - 1;
        my $arguments = sub { encode(list_of(@{ $args->[1] }, map { $named[2 * $_ + 1] } 0 .. @named / 2 - 1)) };
        ($head, $item) = eval { (0, encode($run->(@{ $args->[1] }, keys %named ? \%named : ()))) };
        ($head, $item) = failure($@) if $@;
        $after = $arguments->() if $head != $DECLINED;
        1;
    } or do { ($head, $item) = failure($@) };
    return pack 'C L</a* L</a*', $head, $item, $after;
}

# `functions`: by the name of native, what stands for it; it is given the arguments' values, and a
# hash of the named ones behind them where there are any.
sub serve {
    my (%functions) = @_;
    open $socket, '+<&=', $ENV{LOCKSTEP_FD} or die "no socket: $!\n";
    binmode $socket;
    my $native = $ENV{LOCKSTEP_NATIVE} // '';
    my $function = $functions{$native};
    die "nothing here stands for $native\n" if $native && !$function;
    put($READY, encode(['tag', 0x4c02, list_of(
        str_of('protocol'), int_of(1), str_of('name'), str_of('perl'),
        str_of('version'), str_of(sprintf '%vd', $^V), str_of('arguments'), ['simple', 0xf5])]));
    while (my ($type, $payload) = receive()) {
        last if $type == $END;
        next unless $type == $CASES;
        my ($ticket, @cases) = unpack 'L< L</(L</a*)', $payload;
        put($ANSWERS, pack('L< L<', $ticket, scalar @cases) . join '', map { answer($function, $_) } @cases);
    }
}

1;
