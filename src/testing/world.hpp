#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/time.hpp"
#include "testing/outbox.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What the Page sends: one of text and attachment.
struct PageMessage {
  std::string text;
  std::string attachment_type;
  std::string attachment_url;
  std::string payload_json;  ///< of a template
  std::string attachment_id; ///< asks for a saved attachment
  bool is_reusable = false;
  std::string metadata;
  std::string raw_json;
};

/// A file that the Page may send again by its id.
struct SavedAttachment {
  std::string type;
  std::string url;
};

struct Person {
  SandboxPerson profile;
  std::vector<SandboxMessage> thread;
  std::optional<Timestamp> last_act; ///< what opens the messaging window; none: they have never written
};

/// The people, their threads and the time stamps. What happens comes back as events for the Outbox.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class World {
 public:
  World(AppId app, PageId page) : app_(std::move(app)), page_(std::move(page)) {}

  Result<void> add(SandboxPerson person);
  Person* find(const Psid& psid);
  [[nodiscard]] const std::map<Psid, Person>& people() const { return people_; }

  WebhookEvent write(Person& person, const Mid& mid, std::string text, Timestamp now);
  WebhookEvent tap(Person& person, const Mid& mid, std::string title, std::string payload, Timestamp now);
  WebhookEvent read(const Person& person, Timestamp now);

  struct Receipts {
    WebhookEvent echo;
    WebhookEvent delivery;
  };
  /// The Page's message arrives in the person's thread.
  Receipts accept(Person& person, const Mid& mid, PageMessage message, Timestamp now);

  void save_attachment(std::string id, SavedAttachment attachment) { saved_[std::move(id)] = std::move(attachment); }
  [[nodiscard]] const SavedAttachment* saved_attachment(const std::string& id) const;

 private:
  Timestamp stamp(Timestamp now);

  AppId app_;
  PageId page_;
  std::map<Psid, Person> people_;
  std::map<std::string, SavedAttachment> saved_;
  Timestamp last_stamp_{};
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
