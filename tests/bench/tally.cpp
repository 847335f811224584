#include "tally.hpp"

namespace bench {
namespace {

using Handler = void (*)(Tally&, const EventView&);

template <Kind Of>
void handle(Tally& tally, const EventView& event) {
  ++tally.events[static_cast<std::size_t>(Of)];
  const std::array<std::uint64_t, field_names.size()> read = {event.attachments,
                                                              event.page.size(),
                                                              event.customer.size(),
                                                              event.mid.size(),
                                                              event.reply_to.size(),
                                                              event.text.size(),
                                                              event.payload.size(),
                                                              event.url.size(),
                                                              static_cast<std::uint64_t>(event.sent_at),
                                                              static_cast<std::uint64_t>(event.at),
                                                              static_cast<std::uint64_t>(event.watermark)};
  for (std::size_t i = 0; i < read.size(); ++i) tally.fields[i] += read[i];
}

constexpr std::array<Handler, kind_names.size()> handlers = {
    handle<Kind::other>,    handle<Kind::text>,     handle<Kind::attachment>, handle<Kind::echo>,
    handle<Kind::postback>, handle<Kind::delivery>, handle<Kind::read>};

} // namespace

void dispatch(Tally& tally, const EventView& event) { handlers[static_cast<std::size_t>(event.kind)](tally, event); }

} // namespace bench
