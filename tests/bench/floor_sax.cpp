#include "floor_sax.hpp"

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "json/rapidjson.hpp"

namespace bench {
namespace {

namespace rj = pagebridge_rapidjson;

/// A member's name, as far as the corpus has it.
enum class Name : std::uint8_t {
  none,
  unknown,
  object,
  entry,
  id,
  time,
  messaging,
  sender,
  recipient,
  timestamp,
  message,
  is_echo,
  mid,
  text,
  attachments,
  url,
  payload,
  reply_to,
  postback,
  title,
  delivery,
  mids,
  read,
  watermark
};

/// Compares with a length that the compiler knows, which makes it one or two instructions.
template <std::size_t Size>
Name choose(const char* name, const char (&word)[Size], Name yes, Name no = Name::unknown) {
  return std::memcmp(name, word, Size - 1) == 0 ? yes : no;
}

Name name_of(const char* name, std::size_t size) {
  switch (size) {
    case 2: return choose(name, "id", Name::id);
    case 3: return choose(name, "mid", Name::mid, choose(name, "url", Name::url));
    case 4:
      return choose(
          name, "text", Name::text,
          choose(name, "time", Name::time, choose(name, "mids", Name::mids, choose(name, "read", Name::read))));
    case 5: return choose(name, "entry", Name::entry, choose(name, "title", Name::title));
    case 6: return choose(name, "sender", Name::sender, choose(name, "object", Name::object));
    case 7:
      return choose(name, "message", Name::message,
                    choose(name, "payload", Name::payload, choose(name, "is_echo", Name::is_echo)));
    case 8:
      return choose(name, "postback", Name::postback,
                    choose(name, "delivery", Name::delivery, choose(name, "reply_to", Name::reply_to)));
    case 9:
      return choose(name, "timestamp", Name::timestamp,
                    choose(name, "recipient", Name::recipient,
                           choose(name, "messaging", Name::messaging, choose(name, "watermark", Name::watermark))));
    case 11: return choose(name, "attachments", Name::attachments);
    default: return Name::unknown;
  }
}

/// What RapidJSON calls.
class Handler {
 public:
  explicit Handler(Tally& tally) : tally_(tally) { events_.reserve(64); }

  void start() {
    depth_ = 0;
    name_ = Name::none;
    is_page_ = false;
    page_ = {};
    sent_at_ = 0;
    events_.clear();
  }
  [[nodiscard]] bool is_page() const { return is_page_; }

  bool Null() { return true; }
  bool Bool(bool value) {
    if (name_ == Name::is_echo) is_echo_ = value;
    return true;
  }
  bool Int(int value) { return number(value); }
  bool Uint(unsigned value) { return number(value); }
  bool Int64(std::int64_t value) { return number(value); }
  bool Uint64(std::uint64_t value) { return number(static_cast<std::int64_t>(value)); }
  bool Double(double /*value*/) { return true; }
  bool RawNumber(const char* /*text*/, rj::SizeType /*size*/, bool /*copy*/) { return true; }

  bool Key(const char* text, rj::SizeType size, bool /*copy*/) {
    name_ = name_of(text, size);
    return true;
  }

  bool String(const char* text, rj::SizeType size, bool /*copy*/) {
    const std::string_view value(text, size);
    switch (name_) {
      case Name::object: is_page_ = value == "page"; break;
      case Name::id: id(value); break;
      case Name::mid: (within() == Name::reply_to ? event_.reply_to : event_.mid) = value; break;
      case Name::mids: event_.mid = value; break;
      case Name::text:
      case Name::title: event_.text = value; break;
      case Name::payload: event_.payload = value; break;
      case Name::url: event_.url = value; break;
      default: break;
    }
    return true;
  }

  bool StartObject() {
    if (depth_ == open_.size()) return false;
    open_[depth_++] = name_;
    switch (name_) {
      case Name::messaging:
        event_ = EventView();
        recipient_ = {};
        is_echo_ = false;
        break;
      case Name::message: event_.kind = Kind::text; break;
      case Name::attachments: ++event_.attachments; break;
      case Name::postback: event_.kind = Kind::postback; break;
      case Name::delivery: event_.kind = Kind::delivery; break;
      case Name::read: event_.kind = Kind::read; break;
      default: break;
    }
    return true;
  }

  bool EndObject(rj::SizeType /*members*/) {
    // The elements of an array keep the name of the array.
    name_ = open_[--depth_];
    if (name_ == Name::messaging) end_event();
    if (name_ == Name::entry) end_entry();
    return true;
  }
  bool StartArray() { return true; }
  bool EndArray(rj::SizeType /*elements*/) { return true; }

 private:
  [[nodiscard]] Name within() const { return depth_ == 0 ? Name::none : open_[depth_ - 1]; }

  void id(std::string_view value) {
    if (within() == Name::sender) {
      event_.customer = value;
    } else if (within() == Name::recipient) {
      recipient_ = value;
    } else if (within() == Name::entry) {
      page_ = value;
    }
  }

  bool number(std::int64_t value) {
    if (name_ == Name::timestamp) {
      event_.at = value;
    } else if (name_ == Name::watermark) {
      event_.watermark = value;
    } else if (name_ == Name::time) {
      sent_at_ = value;
    }
    return true;
  }

  void end_event() {
    if (event_.attachments > 0) event_.kind = Kind::attachment;
    if (is_echo_) {
      event_.kind = Kind::echo;
      event_.customer = recipient_;
    }
    events_.push_back(event_);
  }

  /// Only at its end are an entry's own id and time certain.
  void end_entry() {
    for (EventView& event : events_) {
      event.page = page_;
      event.sent_at = sent_at_;
      dispatch(tally_, event);
    }
    events_.clear();
  }

  Tally& tally_;
  std::vector<EventView> events_; ///< of the entry that is being read
  EventView event_;
  std::string_view recipient_;
  bool is_echo_ = false;
  std::string_view page_;
  std::int64_t sent_at_ = 0;
  bool is_page_ = false;
  std::array<Name, 32> open_{}; ///< the names of the objects that are open
  std::size_t depth_ = 0;
  Name name_ = Name::none;
};

} // namespace

class FloorSax::Impl {
 public:
  explicit Impl(Tally& tally) : handler_(tally) {}

  bool read(std::string_view body) {
    // A NUL ends RapidJSON's stream; the other bytes let its SIMD read whole blocks without leaving the copy.
    copy_.assign(body);
    copy_.append(32, '\0');
    rj::InsituStringStream stream(copy_.data());
    handler_.start();
    return !reader_.Parse<rj::kParseInsituFlag>(stream, handler_).IsError() && handler_.is_page();
  }

 private:
  std::string copy_;
  rj::Reader reader_;
  Handler handler_;
};

FloorSax::FloorSax(Tally& tally) : impl_(std::make_unique<Impl>(tally)) {}
FloorSax::~FloorSax() = default;

bool FloorSax::read(std::string_view body) { return impl_->read(body); }

} // namespace bench
