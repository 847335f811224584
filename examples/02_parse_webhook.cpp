// Level 1: prove that a webhook body is Meta's and read its events. No threads, no sockets, no state: for hosts that do
// everything else themselves.

#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <variant>

#include "pagebridge/webhook/parse.hpp"
#include "pagebridge/webhook/verified_body.hpp"

namespace {

// README begin
struct Show {
  void operator()(const pagebridge::MessageReceived& message) const {
    std::cout << "the customer wrote: " << message.content.text << '\n';
  }
  void operator()(const pagebridge::MessageRead&) const { std::cout << "the customer read\n"; }
  template <class Other>
  void operator()(const Other&) const {} // whatever else there is now, or in a newer version
};

pagebridge::Result<void> receive(const pagebridge::WebhookVerifier& verifier, std::string body,
                                 std::string_view header) {
  auto verified = verifier.verify(std::move(body), header); // the value of X-Hub-Signature-256; empty if it is missing
  if (!verified) return verified.error();                   // answer 403 and say no more
  for (const pagebridge::Event& event : parse(*verified).events) std::visit(Show(), event.body);
  return {};
}
// README end

int run() {
  const pagebridge::Secret app_secret("0123456789abcdef0123456789abcdef");
  const auto verifier = pagebridge::WebhookVerifier::create({app_secret});
  if (!verifier) return 1;

  const std::string body =
      R"({"object":"page","entry":[{"id":"987654321","time":1770000000100,"messaging":[)"
      R"({"sender":{"id":"24100000000001"},"recipient":{"id":"987654321"},"timestamp":1770000000000,)"
      R"("message":{"mid":"m_1","text":"Is the caff\u00e8 open?"}},)"
      R"({"sender":{"id":"24100000000001"},"recipient":{"id":"987654321"},"timestamp":1770000000050,)"
      R"("something_new":{"colour":"blue"}}]}]})";
  const auto received = receive(*verifier, body, signature_256(body, app_secret));
  if (!received) return 1;

  // One byte more, and it is not what Meta signed.
  const auto forged = receive(*verifier, body + " ", signature_256(body, app_secret));
  if (forged) return 1;
  std::cout << "refused: " << to_string(forged.error().code) << '\n';
  return 0;
}

} // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
