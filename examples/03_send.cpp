// Level 1: make the Send API's requests and read its answers. No threads, no sockets, no state: the host's own HTTP client
// sends them. This program prints what would be sent.

#include <exception>
#include <iostream>
#include <string>
#include <utility>

#include "pagebridge/graph/send.hpp"
#include "pagebridge/message/text_split.hpp"

namespace {

// README begin
pagebridge::OutgoingMessage question() {
  using pagebridge::QuickReply;
  return pagebridge::OutgoingMessage(pagebridge::Text{"Your parcel is on its way. Shall we ring you before we come?"})
      .with(QuickReply::with("Yes, please", "RING"))
      .with(QuickReply::with("No need", "DO_NOT_RING"))
      .with(QuickReply::ask_phone_number());
}

pagebridge::OutgoingMessage offer() {
  pagebridge::GenericTemplate cards;
  cards.elements.push_back({"Straw hat",
                            "For sunny days",
                            "https://shop.example/straw.jpg",
                            pagebridge::UrlButton{{}, "https://shop.example/straw"},
                            {pagebridge::PostbackButton{"Keep one for me", "KEEP:straw"}}});
  return cards;
}

pagebridge::Result<pagebridge::HttpRequest> request_for(pagebridge::OutgoingMessage message,
                                                        const pagebridge::graph::Access& access) {
  const pagebridge::graph::SendMessage call{pagebridge::Psid("24100000000001"), std::move(message)};
  if (auto valid = validate(call); !valid) return valid.error(); // names the field, and what it must be
  return to_http(call, access);
}
// README end

bool print(const pagebridge::Result<pagebridge::HttpRequest>& request) {
  if (!request) {
    std::cerr << request.error().field << ": " << request.error().message << '\n';
    return false;
  }
  std::cout << request->method << ' ' << pagebridge::path_of(request->url) << '\n' << request->body << "\n\n";
  return true;
}

int run() {
  const pagebridge::graph::Access access{pagebridge::Secret("the Page Access Token"), pagebridge::Secret()};
  if (!print(request_for(question(), access)) || !print(request_for(offer(), access))) return 1;

  // A text of any length, in parts that fit.
  std::string story;
  for (int i = 1; i <= 200; ++i) story += "This is sentence " + std::to_string(i) + ". ";
  const auto parts = pagebridge::split_text(story);
  std::cout << story.size() << " characters go in " << parts.size() << " messages; the second begins \""
            << parts.at(1).substr(0, 20) << "\"\n";

  // What the platform would refuse is refused here, with the place where it is wrong.
  const auto refused = request_for(pagebridge::ButtonTemplate{"Nothing to tap", {}}, access);
  if (refused) return 1;
  std::cout << "refused: " << refused.error().field << ' ' << refused.error().message << '\n';

  // What came back, whoever sent it.
  const auto receipt =
      pagebridge::graph::read_send_answer({200, {}, R"({"recipient_id":"24100000000001","message_id":"m_1"})"});
  if (!receipt) return 1;
  std::cout << "accepted as " << receipt->mid.text() << '\n';
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
