#include "harness/worker/socket.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace lockstep::worker {
namespace {

constexpr int kBuffer = 1 << 20;

void Enlarge(int socket) {
  // The FORCE form passes the system's cap, where we may.
  if (::setsockopt(socket, SOL_SOCKET, SO_SNDBUFFORCE, &kBuffer, sizeof kBuffer) != 0)
    ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &kBuffer, sizeof kBuffer);
}

bool Again(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

Result<SocketPair> MakeSocketPair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return Error{Error::Kind::kSystem,
                 std::strerror(errno),
                 "socketpair",
                 "raise the limit of open files",
                 {}};
  SocketPair pair{Descriptor(ends[0]), Descriptor(ends[1])};
  const int yes = 1;
  ::setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  for (const int end : ends) Enlarge(end);
  return pair;
}

std::optional<std::size_t> SendSome(int socket, std::span<const std::uint8_t> bytes,
                                    std::span<const int> descriptors) {
  iovec part{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
  alignas(cmsghdr) std::array<char, 256> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(head), descriptors.data(), descriptors.size_bytes());
  }
  const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (Again(errno)) return 0;
  return std::nullopt;
}

Received ReceiveSome(int socket, std::span<std::uint8_t> room) {
  iovec part{room.data(), room.size()};
  alignas(cmsghdr) std::array<char, 256> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = ::recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size == 0) return {Received::What::kClosed};
  if (size < 0) return {Again(errno) ? Received::What::kNothingYet : Received::What::kClosed};
  Received received{Received::What::kBytes, static_cast<std::size_t>(size)};
  for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr;
       head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET) continue;
    if (head->cmsg_type == SCM_CREDENTIALS) {
      ucred sender{};
      std::memcpy(&sender, CMSG_DATA(head), sizeof sender);
      received.sender = sender.pid;
    } else if (head->cmsg_type == SCM_RIGHTS) {  // a gift that nobody asked for
      for (std::size_t at = CMSG_LEN(0); at + sizeof(int) <= head->cmsg_len; at += sizeof(int)) {
        int gift = -1;
        std::memcpy(&gift, reinterpret_cast<const char*>(head) + at, sizeof gift);
        ::close(gift);
      }
    }
  }
  return received;
}

}  // namespace lockstep::worker
