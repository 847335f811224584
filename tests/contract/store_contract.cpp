#include "contract/store_contract.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "pagebridge/completion.hpp"
#include "support/catch.hpp"

namespace contract {

namespace {

using namespace pagebridge; // NOLINT(google-build-using-namespace): the checks read like prose this way

constexpr milliseconds lease_time{5000};

AppendRow row(std::string lane_key, std::string fact, std::string dedupe_key = {}) {
  return {0, std::move(lane_key), std::move(dedupe_key), std::move(fact)};
}

class Driver {
 public:
  explicit Driver(const MakeStore& make) : under_test_(make()) {}

  std::vector<Appended> append(std::vector<AppendRow> rows) {
    return wait<std::vector<Appended>>([&](auto done) { store().append(std::move(rows), done); }).value();
  }
  Leases lease(const std::string& owner, std::size_t most = 64) {
    Leases leases = wait<Leases>([&](auto done) {
                      store().lease({owner, most, lease_time, working_[owner]}, done);
                    }).value();
    working_[owner] = leases.held;
    return leases;
  }
  /// As if the last answer had never come.
  void forget(const std::string& owner) { working_[owner].clear(); }
  LeasedLane lease_one(const std::string& owner) {
    Leases leases = lease(owner);
    REQUIRE(leases.lanes.size() == 1);
    return leases.lanes.front();
  }
  Result<void> commit(Commit commit) {
    return wait<void>([&](auto done) { store().commit(commit, done); });
  }
  Result<Found> find(Find query) {
    return wait<Found>([&](auto done) { store().find(query, done); });
  }
  std::vector<StoredDeadLetter> dead_letters() {
    return wait<std::vector<StoredDeadLetter>>([&](auto done) { under_test_.dead_letters->list(10, done); }).value();
  }
  void pass(milliseconds time) { under_test_.let_time_pass(time); }

 private:
  Store& store() { return *under_test_.store; }
  StoreUnderTest under_test_;
  std::map<std::string, std::vector<LaneId>> working_;
};

Commit commit_of(const LeasedLane& lane) {
  Commit commit;
  commit.lane = lane.lane;
  commit.epoch = lane.epoch;
  return commit;
}

std::vector<std::string> bytes_of(const std::vector<StoredFact>& facts) {
  std::vector<std::string> bytes;
  for (const StoredFact& fact : facts) bytes.push_back(fact.bytes);
  return bytes;
}

void check_append(const MakeStore& make) {
  SECTION("facts of a lane are numbered from 1 without gaps, each lane for itself") {
    Driver store(make);
    const auto first = store.append({row("a", "a1"), row("b", "b1"), row("a", "a2")});
    const auto second = store.append({row("a", "a3")});
    REQUIRE(first.size() == 3);
    CHECK(first[0].seq == 1);
    CHECK(first[1].seq == 1);
    CHECK(first[2].seq == 2);
    CHECK(second[0].seq == 3);
    CHECK(first[0].lane == second[0].lane);
    CHECK(first[0].lane != first[1].lane);
    CHECK(first[0].lane != 0);
  }
  SECTION("a lane can be named by its number; an unknown number makes no lane") {
    Driver store(make);
    const LaneId lane = store.append({row("a", "a1")})[0].lane;
    const auto appended = store.append({{lane, {}, {}, "a2"}, {lane + 1000, {}, {}, "lost"}});
    CHECK(appended[0].status == Appended::Status::stored);
    CHECK(appended[0].seq == 2);
    CHECK(appended[1].status == Appended::Status::no_lane);
    CHECK(store.lease("one").lanes.size() == 1);
  }
  SECTION("the same dedupe key is stored once, within a call and between calls, and names the first") {
    Driver store(make);
    const auto first = store.append({row("a", "a1", "k"), row("a", "again", "k")});
    const auto second = store.append({row("a", "again", "k"), row("a", "a2", "other")});
    CHECK(first[0].status == Appended::Status::stored);
    CHECK(first[1].status == Appended::Status::duplicate);
    CHECK(second[0].status == Appended::Status::duplicate);
    CHECK(second[0].seq == first[0].seq);
    CHECK_FALSE(second[0].answer);
    CHECK(second[1].status == Appended::Status::stored);
    CHECK(bytes_of(store.lease_one("one").facts) == std::vector<std::string>{"a1", "a2"});
  }
  SECTION("a duplicate of an answered fact gets the answer, also after the fact was stepped and the lease given back") {
    Driver store(make);
    const auto seq = store.append({row("a", "ask", "k")})[0].seq;
    Commit commit = commit_of(store.lease_one("one"));
    commit.stepped_to = seq;
    commit.answers = {{seq, "yes"}};
    commit.release = true;
    REQUIRE(store.commit(commit));
    const auto again = store.append({row("a", "ask", "k")});
    REQUIRE(again[0].answer);
    CHECK(*again[0].answer == "yes");
    CHECK(store.lease("one").lanes.empty());
  }
  SECTION("bytes come back as they were, whatever they are") {
    Driver store(make);
    std::string all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
    store.append({row("lane " + all, all)});
    const LeasedLane lane = store.lease_one("one");
    CHECK(lane.lane_key == "lane " + all);
    CHECK(lane.facts[0].bytes == all);
  }
  SECTION("concurrent appends lose nothing, and number each lane without gaps") {
    Driver store(make);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&store, t] {
        for (int i = 0; i < 50; ++i)
          store.append({row("shared", std::to_string(t)), row("own " + std::to_string(t), std::to_string(i))});
      });
    for (std::thread& thread : threads) thread.join();
    const Leases leases = store.lease("one");
    REQUIRE(leases.lanes.size() == 5);
    for (const LeasedLane& lane : leases.lanes) {
      CHECK(lane.facts.size() == (lane.lane_key == "shared" ? 200U : 50U));
      for (std::size_t i = 0; i < lane.facts.size(); ++i) CHECK(lane.facts[i].seq == i + 1);
    }
  }
}

void check_lease(const MakeStore& make) {
  SECTION("a lane has one owner at a time, and only lanes with something to do are leased") {
    Driver store(make);
    store.append({row("a", "a1"), row("b", "b1")});
    const Leases one = store.lease("one", 1);
    const Leases two = store.lease("two");
    REQUIRE(one.lanes.size() == 1);
    REQUIRE(two.lanes.size() == 1);
    CHECK(one.lanes[0].lane != two.lanes[0].lane);
    CHECK(store.lease("three").lanes.empty());
    CHECK(one.held == std::vector<LaneId>{one.lanes[0].lane});
    CHECK_FALSE(one.store_id.empty());
    CHECK(one.store_id == two.store_id);
  }
  SECTION("an owner that keeps asking keeps its lanes, and gets only what is new as news") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane lane = store.lease_one("one");
    Commit commit = commit_of(lane);
    commit.stepped_to = 1;
    commit.effects = {{1, 0, "open"}};
    REQUIRE(store.commit(commit));
    for (int i = 0; i < 5; ++i) {
      store.pass(lease_time - milliseconds(1000));
      const Leases renewed = store.lease("one");
      CHECK(renewed.held == std::vector<LaneId>{lane.lane});
      CHECK(renewed.lanes.empty());
      CHECK(store.lease("two").lanes.empty());
    }
    store.append({row("a", "a2")});
    const LeasedLane news = store.lease_one("one");
    CHECK(news.epoch == lane.epoch);
    CHECK(news.stepped_to == 1);
    CHECK(bytes_of(news.facts) == std::vector<std::string>{"a2"});
  }
  SECTION("when a lease runs out, a second owner takes over with the next epoch and everything that is open") {
    Driver store(make);
    store.append({row("a", "a1"), row("a", "a2")});
    const LeasedLane first = store.lease_one("one");
    Commit commit = commit_of(first);
    commit.stepped_to = 1;
    commit.state = "after a1";
    commit.effects = {{1, 0, "settled"}, {2, 0, "open"}};
    REQUIRE(store.commit(commit));
    commit = commit_of(first);
    commit.settled = {1};
    REQUIRE(store.commit(commit));
    CHECK(store.lease("two").lanes.empty());
    store.pass(lease_time + milliseconds(1000));
    const LeasedLane second = store.lease_one("two");
    CHECK(second.lane == first.lane);
    CHECK(second.epoch == first.epoch + 1);
    CHECK(second.stepped_to == 1);
    CHECK(second.state == "after a1");
    CHECK(bytes_of(second.facts) == std::vector<std::string>{"a2"});
    REQUIRE(second.effects.size() == 1);
    CHECK(second.effects[0].id == 2);
    CHECK(second.effects[0].epoch == first.epoch);
    CHECK(second.effects[0].bytes == "open");
    CHECK(store.lease("one").held.empty());
  }
  SECTION("open effects alone need an owner when the old one is gone") {
    Driver store(make);
    store.append({row("a", "a1")});
    Commit commit = commit_of(store.lease_one("one"));
    commit.stepped_to = 1;
    commit.effects = {{1, 0, "open"}};
    REQUIRE(store.commit(commit));
    store.pass(lease_time + milliseconds(1000));
    CHECK(store.lease_one("two").effects.size() == 1);
  }
  SECTION("a lane that its owner does not know of is given again, with what is open") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane lane = store.lease_one("one");
    Commit commit = commit_of(lane);
    commit.stepped_to = 1;
    commit.effects = {{1, 0, "open"}};
    REQUIRE(store.commit(commit));
    CHECK(store.lease("one").lanes.empty());
    store.forget("one");
    const LeasedLane again = store.lease_one("one");
    CHECK(again.epoch == lane.epoch);
    CHECK(again.effects.size() == 1);
  }
  SECTION("an alarm goes off at its time, once, whoever is there; a new one replaces it") {
    Driver store(make);
    store.append({row("a", "a1")});
    Commit commit = commit_of(store.lease_one("one"));
    commit.stepped_to = 1;
    commit.set_alarm = true;
    commit.wake_in = milliseconds(30000);
    commit.release = true;
    REQUIRE(store.commit(commit));
    const Leases before = store.lease("two");
    CHECK(before.lanes.empty());
    REQUIRE(before.next_due);
    CHECK(*before.next_due > milliseconds(0));
    CHECK(*before.next_due <= milliseconds(30000));
    store.pass(milliseconds(31000));
    const LeasedLane rung = store.lease_one("two");
    CHECK(rung.alarm);
    CHECK(rung.facts.empty());
    commit = commit_of(rung);
    commit.set_alarm = true;
    commit.release = true;
    REQUIRE(store.commit(commit));
    store.pass(milliseconds(60000));
    CHECK(store.lease("two").lanes.empty());
  }
  SECTION("a lane that was given back can be leased at once, under the next epoch") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane first = store.lease_one("one");
    Commit commit = commit_of(first);
    commit.release = true;
    REQUIRE(store.commit(commit));
    const LeasedLane second = store.lease_one("two");
    CHECK(second.epoch == first.epoch + 1);
    CHECK(bytes_of(second.facts) == std::vector<std::string>{"a1"});
  }
}

void check_commit(const MakeStore& make) {
  SECTION("a commit under an old epoch is refused and changes nothing") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane old = store.lease_one("one");
    store.pass(lease_time + milliseconds(1000));
    const LeasedLane now = store.lease_one("two");
    Commit late = commit_of(old);
    late.stepped_to = 1;
    late.state = "of the zombie";
    late.messages = {{"m", {}, std::nullopt, "of the zombie"}};
    late.effects = {{7, 0, "of the zombie"}};
    late.dead_letters = {{0, {}, "of the zombie", {}, {}}};
    const auto refused = store.commit(late);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::fenced);
    CHECK(store.find({old.lane, {"m"}, std::nullopt}).value().messages.empty());
    CHECK(store.dead_letters().empty());
    store.pass(lease_time + milliseconds(1000));
    const LeasedLane next = store.lease_one("three");
    CHECK(next.epoch == now.epoch + 1);
    CHECK(next.stepped_to == 0);
    CHECK(next.state.empty());
    CHECK(next.effects.empty());
  }
  SECTION("a commit after giving the lease back is refused") {
    Driver store(make);
    store.append({row("a", "a1")});
    Commit commit = commit_of(store.lease_one("one"));
    commit.release = true;
    REQUIRE(store.commit(commit));
    commit.release = false;
    commit.stepped_to = 1;
    const auto refused = store.commit(commit);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::fenced);
  }
  SECTION("committing the same thing twice changes nothing: a commit whose answer got lost is repeated") {
    Driver store(make);
    store.append({row("a", "a1"), row("a", "a2")});
    Commit commit = commit_of(store.lease_one("one"));
    commit.stepped_to = 1;
    commit.state = "s";
    commit.messages = {{"m", {"k"}, 5, "message"}};
    commit.effects = {{1, 0, "effect"}};
    REQUIRE(store.commit(commit));
    REQUIRE(store.commit(commit));
    store.pass(lease_time + milliseconds(1000));
    const LeasedLane lane = store.lease_one("two");
    CHECK(bytes_of(lane.facts) == std::vector<std::string>{"a2"});
    CHECK(lane.effects.size() == 1);
    CHECK(store.find({lane.lane, {"k"}, std::nullopt}).value().messages.size() == 1);
  }
  SECTION("dead letters are kept with their lane, the newest first") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane lane = store.lease_one("one");
    Commit commit = commit_of(lane);
    commit.dead_letters = {{0, {}, "first", from_unix_ms(1), "x"}, {0, {}, "second", from_unix_ms(2), "y"}};
    REQUIRE(store.commit(commit));
    const auto letters = store.dead_letters();
    REQUIRE(letters.size() == 2);
    CHECK(letters[0].reason == "second");
    CHECK(letters[1].reason == "first");
    CHECK(letters[1].bytes == "x");
    CHECK(to_unix_ms(letters[1].at) == 1);
    CHECK(letters[0].lane == lane.lane);
    CHECK(letters[0].lane_key == "a");
  }
}

void check_find(const MakeStore& make) {
  SECTION("messages are found by id, by any of their other names, and by an open time, each once") {
    Driver store(make);
    store.append({row("a", "a1"), row("b", "b1")});
    const Leases leases = store.lease("one");
    for (const LeasedLane& lane : leases.lanes) {
      Commit commit = commit_of(lane);
      commit.messages = {{"m1", {"mid:1", "other"}, 100, "one of " + lane.lane_key},
                         {"m2", {}, 200, "two"},
                         {"m3", {}, std::nullopt, "three"}};
      REQUIRE(store.commit(commit));
    }
    const LaneId lane = leases.lanes[0].lane;
    const auto found = [&](std::vector<std::string> keys, std::optional<std::int64_t> until) {
      std::vector<std::string> ids;
      for (const StoredMessage& message : store.find({lane, std::move(keys), until}).value().messages)
        ids.push_back(message.id);
      std::sort(ids.begin(), ids.end());
      return ids;
    };
    CHECK(found({"m1"}, std::nullopt) == std::vector<std::string>{"m1"});
    CHECK(found({"mid:1", "other", "m1"}, std::nullopt) == std::vector<std::string>{"m1"});
    CHECK(found({"nobody"}, std::nullopt).empty());
    CHECK(found({}, 99).empty());
    CHECK(found({}, 100) == std::vector<std::string>{"m1"});
    CHECK(found({"m3"}, 200) == std::vector<std::string>{"m1", "m2", "m3"});
    const Found one = store.find({lane, {"m1"}, std::nullopt}).value();
    CHECK(one.lane_key == leases.lanes[0].lane_key);
    CHECK(one.messages[0].bytes == "one of " + leases.lanes[0].lane_key);
    CHECK(one.messages[0].open_at == std::optional<std::int64_t>(100));
  }
  SECTION("a changed message is found as it is now") {
    Driver store(make);
    store.append({row("a", "a1")});
    const LeasedLane lane = store.lease_one("one");
    Commit commit = commit_of(lane);
    commit.messages = {{"m", {}, 100, "before"}};
    REQUIRE(store.commit(commit));
    commit.messages = {{"m", {"mid:9"}, std::nullopt, "after"}};
    REQUIRE(store.commit(commit));
    CHECK(store.find({lane.lane, {}, 1000}).value().messages.empty());
    const auto found = store.find({lane.lane, {"mid:9"}, std::nullopt}).value();
    REQUIRE(found.messages.size() == 1);
    CHECK(found.messages[0].bytes == "after");
  }
  SECTION("an unknown lane is not found") {
    Driver store(make);
    const auto found = store.find({4711, {}, std::nullopt});
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::not_found);
  }
}

} // namespace

void check_store(const MakeStore& make) {
  check_append(make);
  check_lease(make);
  check_commit(make);
  check_find(make);
}

} // namespace contract
