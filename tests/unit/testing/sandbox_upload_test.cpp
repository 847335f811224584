#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;
using pagebridge::testing::SandboxAttachment;

namespace {

const std::string reusable_image = R"({"attachment":{"type":"image","payload":{"is_reusable":true}}})";
/// Of "abc".
const std::string abc_sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string field(const std::string& name, const std::string& value) {
  return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}
std::string file(const std::string& content, const std::string& type = "image/png",
                 const std::string& name = "a \\\"b\\\".png") {
  return "--x\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"" + name +
         "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
}
const std::string end = "--x--\r\n";

struct Talk : Stage {
  Talk() {
    REQUIRE(sandbox->write(Psid(ada), "ciao"));
    REQUIRE(sandbox->write(Psid(bob), "hello"));
  }
  HttpResponse post(const std::string& edge, std::string body,
                    std::string type = "multipart/form-data; boundary=x") const {
    return sandbox->handle({"POST",
                            "/v25.0/me/" + edge,
                            {{"Authorization", "Bearer EAAtoken"}, {"Content-Type", std::move(type)}},
                            std::move(body)});
  }
  HttpResponse save(const std::string& members) const {
    return call("POST", "/682498302938465/message_attachments", R"({"message":{"attachment":)" + members + "}}");
  }
  HttpResponse send_saved(const std::string& id, const std::string& psid) const {
    return call("POST", "/me/messages",
                R"({"recipient":{"id":")" + psid +
                    R"("},"message":{"attachment":{"type":"image","payload":{"attachment_id":")" + id + "\"}}}}");
  }
  SandboxMessage last() const { return sandbox->thread(Psid(ada)).back(); }
};

} // namespace

TEST_CASE("an upload is saved, byte for byte", "[sandbox][upload]") {
  const Talk talk;
  const std::string bytes = GENERATE(as<std::string>{}, "abc", "", "\r\n", "\r\n--", "\r\n--xy\r\n--x-", "--x--\r\n",
                                     std::string("\0\xff\r\n--x-\r\n", 10));
  const HttpResponse response = talk.post("message_attachments", field("message", reusable_image) + file(bytes) + end);
  CHECK(response.status == 200);
  const std::string id = text_after(response.body, "attachment_id");
  CHECK(response.body == R"({"attachment_id":")" + id + "\"}");
  CHECK(id.find_first_not_of("0123456789") == std::string::npos);
  REQUIRE(talk.sandbox->attachments().size() == 1);
  const SandboxAttachment saved = talk.sandbox->attachments().front();
  CHECK(saved.id.text() == id);
  CHECK(saved.type == "image");
  CHECK(saved.size == bytes.size());
  CHECK(saved.file_name == "a \"b\".png");
  CHECK(saved.content_type == "image/png");
  CHECK(saved.reusable);
  CHECK((saved.sha256 == abc_sha256) == (bytes == "abc"));
  CHECK(saved.sha256.size() == 64);
  const std::string listed = talk.sandbox->handle({"GET", "/sandbox/attachments", {}, ""}).body;
  CHECK(contains(listed, R"({"attachments":[{"id":")" + id + R"(","type":"image","url":")"));
  CHECK(contains(listed, R"("file_name":"a \"b\".png","content_type":"image\/png","size":)" +
                             std::to_string(bytes.size()) + R"(,"sha256":")" + saved.sha256));

  CHECK(talk.send_saved(id, ada).status == 200);
  CHECK(talk.send_saved(id, bob).status == 200);
  CHECK(talk.last().attachments.at(0).sha256 == saved.sha256);
}

TEST_CASE("multipart may be written in several ways", "[sandbox][upload]") {
  const Talk talk;
  const std::string message = field("message", reusable_image);
  SECTION("a preamble and an epilogue") {
    CHECK(talk.post("message_attachments", "preamble\r\n" + message + file("abc") + "--x--\r\nepilogue").status == 200);
  }
  SECTION("no line break at the end") {
    CHECK(talk.post("message_attachments", message + file("abc") + "--x--").status == 200);
  }
  SECTION("blanks behind the boundary") {
    CHECK(talk.post("message_attachments",
                    message +
                        "--x \t\r\nContent-Disposition:form-data;name=filedata\r\ncontent-TYPE: image/png\r\n\r\nabc"
                        "\r\n--x--")
              .status == 200);
  }
  SECTION("a quoted boundary with odd characters") {
    std::string body = message + file("abc") + end;
    for (std::size_t at = 0; (at = body.find("--x", at)) != std::string::npos; at += 6) body.replace(at, 3, "--a (x");
    CHECK(talk.post("message_attachments", body, "Multipart/Form-Data; charset=utf-8; Boundary=\"a (x\"").status ==
          200);
  }
  REQUIRE(talk.sandbox->attachments().size() == 1);
  CHECK(talk.sandbox->attachments().front().sha256 == abc_sha256);
}

TEST_CASE("malformed multipart is refused", "[sandbox][upload]") {
  const Talk talk;
  const std::string good = field("message", reusable_image) + file("abc");
  const std::string body = GENERATE_REF(
      as<std::string>{}, std::string(), std::string("--x"), good, good + "--x-", good + "--xx--",
      good + file("abc") + end, std::string("--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Disposition: form-data; name=\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Disposition: form-data name=a\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nno colon\r\n\r\nabc\r\n--x--"), std::string("--x\r\n\r\nabc\r\n--x--"),
      std::string("--x\r\nContent-Disposition: form-data; name=a\r\n--x--"),
      "--x\r\nX: " + std::string(9000, 'x') + "\r\nContent-Disposition: form-data; name=a\r\n\r\nabc\r\n--x--");
  CAPTURE(body);
  const HttpRequest request{"POST",
                            "/me/message_attachments",
                            {{"Authorization", "Bearer EAAtoken"}, {"Content-Type", "multipart/form-data; boundary=x"}},
                            body};
  const HttpResponse response = talk.sandbox->handle(request);
  CHECK(is_error(response, 100, 0));
  CHECK(contains(response.body, "neither JSON nor a form"));
  CHECK(talk.sandbox->attachments().empty());
}

TEST_CASE("a multipart body needs a usable boundary, and has at most 32 parts", "[sandbox][upload]") {
  const Talk talk;
  const std::string body = field("message", reusable_image) + file("abc") + end;
  for (const std::string type :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x",
        "multipart/form-data; boundary=y", "multipart/form-data; boundary=\"x \"", "multipart/form-data; boundary=x#",
        "multipart/form-data boundary=x"}) {
    CAPTURE(type);
    CHECK(is_error(talk.post("message_attachments", body, type), 100, 0));
  }
  CHECK(is_error(talk.post("message_attachments", body, "multipart/form-data; boundary=" + std::string(71, 'x')), 100,
                 0));
  std::string many;
  for (int i = 0; i < 30; ++i) many += field("more", "a");
  CHECK(talk.post("message_attachments", many + body).status == 200);
  CHECK(is_error(talk.post("message_attachments", field("more", "a") + many + body), 100, 0));
}

TEST_CASE("a file has at most 25 MB", "[sandbox][upload]") {
  const Talk talk;
  const std::string message = field("message", R"({"attachment":{"type":"file","payload":{}}})");
  const std::size_t most = 25U << 20U;
  CHECK(talk.post("message_attachments", message + file(std::string(most, 'a'), "text/plain") + end).status == 200);
  CHECK(is_error(talk.post("message_attachments", message + file(std::string(most + 1, 'a'), "text/plain") + end), 100,
                 2018109));
  CHECK(talk.post("message_attachments", message + file(std::string(32U << 20U, 'a'), "text/plain") + end).status ==
        413);
}

TEST_CASE("a file must fit the attachment's type", "[sandbox][upload]") {
  const Talk talk;
  const auto upload = [&](const std::string& type, const std::string& content_type) {
    return talk.post("message_attachments",
                     field("message", R"({"attachment":{"type":")" + type + R"(","payload":{}}})") +
                         file("abc", content_type) + end);
  };
  CHECK(upload("audio", "audio/mpeg").status == 200);
  CHECK(upload("video", "video/mp4").status == 200);
  CHECK(upload("file", "application/pdf").status == 200);
  CHECK(is_error(upload("audio", "application/octet-stream"), 100, 2018047));
  CHECK(is_error(upload("image", "video/mp4"), 100, 2018047));
  CHECK(is_error(upload("location", "image/png"), 100, 0));
}

TEST_CASE("an attachment can be saved from a URL", "[sandbox][upload]") {
  const Talk talk;
  const HttpResponse saved =
      talk.save(R"({"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}})");
  CHECK(saved.status == 200);
  CHECK(talk.send_saved(text_after(saved.body, "attachment_id"), ada).status == 200);
  CHECK(talk.last().attachment_url == "https://m.example/a");
  CHECK(talk.sandbox->attachments().front().sha256.empty());

  CHECK(is_error(talk.save(R"({"type":"image","payload":{"url":"ftp://x"}})"), 100, 2018008));
  CHECK(is_error(talk.save(R"({"type":"image","payload":{}})"), 100, 2018008));
  CHECK(is_error(talk.save(R"({"type":"image"})"), 100, 0));
  CHECK(is_error(talk.save(R"({"type":"template","payload":{}})"), 100, 0));
  CHECK(is_error(talk.save(R"({"type":"image","payload":{"attachment_id":"7"}})"), 100, 0));
  CHECK(is_error(talk.save("7"), 100, 0));
  CHECK(is_error(talk.call("GET", "/me/message_attachments"), 100, 33));
  CHECK(is_error(talk.call("POST", "/" + ada + "/message_attachments", "{}"), 100, 33));
  CHECK(talk.sandbox->attachments().size() == 1);
}

TEST_CASE("a saved attachment lives 90 days", "[sandbox][upload]") {
  Talk talk;
  const std::string id =
      text_after(talk.save(R"({"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}})").body,
                 "attachment_id");
  talk.clock->advance(std::chrono::hours(90 * 24));
  REQUIRE(talk.sandbox->write(Psid(ada), "still here"));
  CHECK(talk.send_saved(id, ada).status == 200);
  talk.clock->advance(milliseconds(1));
  CHECK(is_error(talk.send_saved(id, ada), 100, 2018074));
}

TEST_CASE("an attachment that is not reusable goes to one person only", "[sandbox][upload]") {
  const Talk talk;
  const std::string id =
      text_after(talk.save(R"({"type":"image","payload":{"url":"https://m.example/a"}})").body, "attachment_id");
  CHECK(talk.send_saved(id, ada).status == 200);
  CHECK(talk.send_saved(id, ada).status == 200);
  CHECK(is_error(talk.send_saved(id, bob), 100, 2018074));
}

TEST_CASE("a message can bring its file", "[sandbox][upload]") {
  const Talk talk;
  const std::string recipient = field("recipient", R"({"id":")" + ada + "\"}");
  const bool reusable = GENERATE(true, false);
  const std::string message =
      R"({"attachment":{"type":"image","payload":{"is_reusable":)" + std::string(reusable ? "true" : "false") + "}}}";
  const HttpResponse response = talk.post("messages", recipient + field("message", message) + file("abc") + end);
  CHECK(response.status == 200);
  CHECK(contains(response.body, "attachment_id") == reusable);
  CHECK(talk.last().attachment_type == "image");
  CHECK(talk.last().attachments.at(0).sha256 == abc_sha256);
  REQUIRE(talk.sandbox->attachments().size() == 1);
  const std::string id = talk.sandbox->attachments()[0].id.text();
  CHECK(talk.send_saved(id, ada).status == (reusable ? 200 : 400));
}

TEST_CASE("a file belongs to one attachment that says nothing else of where it is", "[sandbox][upload]") {
  const Talk talk;
  const std::string message =
      GENERATE(as<std::string>{}, R"({"text":"a"})",
               R"({"attachment":{"type":"image","payload":{"url":"https://m.example/a"}}})",
               R"({"attachment":{"type":"image","payload":{"attachment_id":"1"}}})",
               R"({"attachment":{"type":"template","payload":{"template_type":"coupon","title":"t"}}})",
               R"({"attachments":[{"type":"image","payload":{}}]})", R"({"sticker_id":1})");
  CHECK(is_error(talk.post("messages", field("recipient", R"({"id":")" + ada + "\"}") + field("message", message) +
                                           file("abc") + end),
                 100, 0));
  CHECK(talk.sandbox->attachments().empty());
}
