#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/time.hpp"

/// The seam to durable storage. A store keeps bytes that it never reads; the desk room writes and understands them. All
/// facts of one customer of one service form a *lane*: strictly ordered, and owned by one node at a time through a lease
/// with an epoch. tests/contract holds the checks that every store must pass.
PAGEBRIDGE_BEGIN_NAMESPACE

/// A store's own number of a lane, from 1; never used twice.
using LaneId = std::uint64_t;

/// One fact to append. Its lane is named by `lane` if that is not 0, else by `lane_key`, which makes the lane if need be.
struct AppendRow {
  LaneId lane = 0;
  std::string lane_key;
  std::string dedupe_key; ///< the same key is appended once (kept for 7 days at least); empty: no check
  std::string fact;
};

/// What became of one row.
struct Appended {
  enum class Status { stored, duplicate, no_lane };
  Status status = Status::stored;
  LaneId lane = 0;
  std::uint64_t seq = 0;             ///< in its lane, from 1, without gaps; of a duplicate: the first one's
  std::optional<std::string> answer; ///< of a duplicate that has been stepped and answered
};

struct StoredFact {
  std::uint64_t seq = 0;
  std::string bytes;
};
/// Work to be done outside the store. Open until it is settled.
struct StoredEffect {
  std::uint64_t id = 0;    ///< in its lane
  std::uint64_t epoch = 0; ///< of the commit that wrote it last; filled in by the store
  std::string bytes;
};
struct StoredMessage {
  std::string id;
  std::vector<std::string> keys;       ///< other names that `find` knows it by
  std::optional<std::int64_t> open_at; ///< set while a watermark may still concern it
  std::string bytes;
};
struct StoredAnswer {
  std::uint64_t seq = 0;
  std::string bytes;
};
/// Something that could not be understood, or that the desk rejected: kept for people.
struct StoredDeadLetter {
  LaneId lane = 0;      ///< filled in by the store
  std::string lane_key; ///< filled in by the store
  std::string reason;
  Timestamp at{};
  std::string bytes; ///< the event's own JSON
};

struct LeaseRequest {
  std::string owner; ///< unique for each start of a process
  std::size_t most = 64;
  milliseconds duration{5000};
  std::vector<LaneId> working; ///< the lanes that the owner knows it has; others of its own are news to it
};

/// A lane that needs its owner: facts not stepped yet, an alarm that has gone off, or (for a new owner) open effects.
struct LeasedLane {
  LaneId lane = 0;
  std::string lane_key;
  std::uint64_t epoch = 0; ///< grows by one each time the lane is taken over
  std::uint64_t stepped_to = 0;
  std::string state;
  std::vector<StoredFact> facts; ///< in order, the ones after `stepped_to`; perhaps not all at once
  std::vector<StoredEffect> effects;
  bool alarm = false; ///< its wake time has come
};

struct Leases {
  std::string store_id;
  std::vector<LeasedLane> lanes;
  std::vector<LaneId> held;             ///< all lanes that the owner holds now, also those without news
  std::optional<milliseconds> next_due; ///< when a lane will need an owner that needs none now
};

struct Commit {
  LaneId lane = 0;
  std::uint64_t epoch = 0;
  std::optional<std::uint64_t> stepped_to; ///< facts up to it are done
  std::optional<std::string> state;
  std::vector<StoredMessage> messages; ///< new or changed
  std::vector<StoredEffect> effects;   ///< new or changed
  std::vector<std::uint64_t> settled;  ///< ids of effects that are done
  std::vector<StoredAnswer> answers;
  std::vector<StoredDeadLetter> dead_letters;
  bool set_alarm = false;              ///< whether `wake_in` replaces the lane's one alarm
  std::optional<milliseconds> wake_in; ///< empty: no alarm
  bool release = false;                ///< give the lease back
};

struct Find {
  LaneId lane = 0;
  std::vector<std::string> keys;          ///< ids or other names
  std::optional<std::int64_t> open_until; ///< and all that are open at or before it
};
struct Found {
  std::string lane_key;
  std::vector<StoredMessage> messages; ///< each once, in no order
};

/// Threads: called from many threads at once; each `done` runs exactly once, on any thread, also inside the call.
/// Errors: `store_unavailable` if it cannot be made durable or read now (the caller tries again); see each call for more.
/// Lifetime: shared; it outlives the bridge's use of it.
class PAGEBRIDGE_EXPORT Store {
 public:
  virtual ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// All rows or none, durable before the answer. A duplicate within `rows` counts as one, too.
  virtual void append(std::vector<AppendRow> rows, Completion<std::vector<Appended>> done) = 0;

  /// Extends what `owner` still holds, takes over up to `most` lanes that need an owner and have none (or one whose lease
  /// ran out), and returns those together with held ones that have news. A lane that the owner holds but does not name in
  /// `working` is returned, too: the answer that gave it away has got lost.
  virtual void lease(LeaseRequest request, Completion<Leases> done) = 0;

  /// All of it or nothing. Error `fenced` if the lane's epoch is not `commit.epoch` any more.
  virtual void commit(Commit commit, Completion<void> done) = 0;

  /// Error `not_found` if there is no such lane.
  virtual void find(Find query, Completion<Found> done) = 0;

 protected:
  Store() = default;
};

/// What people ask a store; kept apart from what the bridge needs. Threads and lifetime as for Store.
class PAGEBRIDGE_EXPORT DeadLetters {
 public:
  virtual ~DeadLetters();
  DeadLetters(const DeadLetters&) = delete;
  DeadLetters& operator=(const DeadLetters&) = delete;

  /// Up to `most` dead letters, the newest first.
  virtual void list(std::size_t most, Completion<std::vector<StoredDeadLetter>> done) = 0;

 protected:
  DeadLetters() = default;
};

PAGEBRIDGE_END_NAMESPACE
