// Media that travel from here.
#include <string>

#include "pagebridge/graph/send.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "support/catch.hpp"
#include "unit/graph/multipart_form.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using multipart_form::boundary_of;
using multipart_form::parts_in;

namespace {

const Access access_{Secret("EAAtesttoken"), Secret("emulator-app-secret"), "v25.0", "https://graph.facebook.com"};

MediaUpload picture(std::string bytes = "PNG\r\n--bytes\0more") {
  return {MediaKind::image, "cat.png", "image/png", std::make_shared<const BodyStream>(stream_text(std::move(bytes)))};
}

std::string refused_field(const MediaUpload& media) {
  const Result<void> valid = validate(UploadAttachment{media});
  const Result<void> sendable = validate(SendUpload{Psid("1"), media});
  CHECK(valid.has_value() == sendable.has_value());
  if (valid) return {};
  CHECK(valid.error().code == ErrorCode::invalid_argument);
  CHECK(valid.error().field == sendable.error().field);
  return valid.error().field;
}

BodyStream of_size(std::uint64_t size) {
  BodyStream stream = stream_text("x");
  stream.size = size;
  return stream;
}

} // namespace

TEST_CASE("an upload is a form: who, how, what, and the file", "[graph][upload]") {
  const std::string bytes = std::string("PNG\r\n--\0", 8) + std::string(100'000, '\x89');
  SendUpload call{Psid("42"), picture(bytes), SendAs::human_agent, "pb:1"};
  call.media.is_reusable = true;
  const HttpRequest request = to_http(call, access_);
  CHECK(request.method == "POST");
  CHECK(request.url.rfind("https://graph.facebook.com/v25.0/me/messages?appsecret_proof=", 0) == 0);
  CHECK(single_header(request.headers, "Authorization").value_or("") == "Bearer EAAtesttoken");
  const auto parts = parts_in(request);
  REQUIRE(parts.size() == 5);
  CHECK(parts[0].disposition == "form-data; name=\"recipient\"");
  CHECK(parts[0].content_type.empty());
  CHECK(parts[0].content == R"({"id":"42"})");
  CHECK(parts[1].disposition == "form-data; name=\"messaging_type\"");
  CHECK(parts[1].content == "MESSAGE_TAG");
  CHECK(parts[2].disposition == "form-data; name=\"tag\"");
  CHECK(parts[2].content == "HUMAN_AGENT");
  CHECK(parts[3].disposition == "form-data; name=\"message\"");
  CHECK(parts[3].content == R"({"attachment":{"type":"image","payload":{"is_reusable":true}},"metadata":"pb:1"})");
  CHECK(parts[4].disposition == "form-data; name=\"filedata\"; filename=\"cat.png\"");
  CHECK(parts[4].content_type == "image/png");
  CHECK(parts[4].content == bytes);
}

TEST_CASE("without a tag, metadata, reuse there is none in the form", "[graph][upload]") {
  const auto parts = parts_in(to_http(SendUpload{CommentId("1_2"), picture()}, access_));
  REQUIRE(parts.size() == 4);
  CHECK(parts[0].content == R"({"comment_id":"1_2"})");
  CHECK(parts[1].content == "RESPONSE");
  CHECK(parts[2].content == R"({"attachment":{"type":"image","payload":{}}})");
}

TEST_CASE("saving for later names nobody, and is always reusable", "[graph][upload]") {
  const HttpRequest request = to_http(UploadAttachment{picture("abc")}, access_);
  CHECK(request.url.rfind("https://graph.facebook.com/v25.0/me/message_attachments?", 0) == 0);
  const auto parts = parts_in(request);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].content == R"({"attachment":{"type":"image","payload":{"is_reusable":true}}})");
  CHECK(parts[1].content == "abc");
  const HttpRequest by_url =
      to_http(UploadAttachment{MediaByUrl{MediaKind::audio, "https://x.example/a.mp3"}}, access_);
  CHECK(by_url.url == request.url);
  CHECK_FALSE(by_url.body_stream);
  CHECK(single_header(by_url.headers, "Content-Type").value_or("") == "application/json");
  CHECK(
      by_url.body ==
      R"({"message":{"attachment":{"type":"audio","payload":{"url":"https://x.example/a.mp3","is_reusable":true}}}})");
}

TEST_CASE("the same upload gives the same bytes, and can be sent again", "[graph][upload]") {
  const SendUpload call{Psid("42"), picture()};
  const HttpRequest first = to_http(call, access_);
  const HttpRequest second = to_http(call, access_);
  CHECK(boundary_of(first) == boundary_of(second));
  const std::string bytes = multipart_form::read_stream(*first.body_stream);
  CHECK(bytes == multipart_form::read_stream(*first.body_stream, 1));
  CHECK(bytes == multipart_form::read_stream(*second.body_stream, 7));
}

TEST_CASE("nobody without the token knows the boundary", "[graph][upload]") {
  const SendUpload call{Psid("42"), picture()};
  Access other = access_;
  other.access_token = Secret("another");
  const std::string boundary = boundary_of(to_http(call, access_));
  CHECK(boundary.size() == 43);
  CHECK(boundary != boundary_of(to_http(call, other)));
  CHECK(boundary != boundary_of(to_http(SendUpload{Psid("43"), picture()}, access_)));
  CHECK(boundary != boundary_of(to_http(SendUpload{Psid("42"), picture("longer than the other one")}, access_)));
  SendUpload renamed = call;
  renamed.media.file_name = "dog.png";
  CHECK(boundary != boundary_of(to_http(renamed, access_)));
  CHECK(boundary.find("EAAtesttoken") == std::string::npos);
}

TEST_CASE("a file's name and type cannot end their header", "[graph][upload]") {
  MediaUpload media = picture("abc");
  media.file_name = "a\"; x=\"\r\nX-Evil: 1\r\n\r\n\\\x7f\xc3\xa8.png";
  media.content_type = "image/png\r\nX-Evil: 1";
  const HttpRequest request = to_http(UploadAttachment{media}, access_);
  const auto parts = parts_in(request);
  REQUIRE(parts.size() == 2);
  CHECK(parts[1].disposition ==
        "form-data; name=\"filedata\"; "
        "filename=\"a%22; x=%22%0D%0AX-Evil: 1%0D%0A%0D%0A%5C%7F\xc3\xa8.png\"");
  CHECK(parts[1].content_type == "application/octet-stream");
  CHECK(parts[1].content == "abc");
  CHECK(multipart_form::read_stream(*request.body_stream).find("\r\nX-Evil") == std::string::npos);
}

TEST_CASE("even an upload of nothing is a whole form", "[graph][upload]") {
  const auto parts = parts_in(to_http(SendUpload{}, access_));
  REQUIRE(parts.size() == 4);
  CHECK(parts[3].disposition == "form-data; name=\"filedata\"; filename=\"image\"");
  CHECK(parts[3].content.empty());
}

TEST_CASE("an upload has a name, a type, and content of up to 25 MB", "[graph][upload]") {
  CHECK(refused_field(picture()).empty());
  for (const char* name : {"", "a/b.png", "a\\b.png", "a\nb", "a\x7f", "\xff"}) {
    MediaUpload media = picture();
    media.file_name = name;
    CHECK(refused_field(media) == "media.file_name");
  }
  for (const char* type : {"", "image", "image/", "/png", "image/png x", "image/png\r\n", "im age/png", "image/png;\n",
                           "image/p\xc3\xa8"}) {
    MediaUpload media = picture();
    media.content_type = type;
    CHECK(refused_field(media) == "media.content_type");
  }
  MediaUpload text = picture();
  text.kind = MediaKind::file;
  text.content_type = "text/plain; charset=utf-8";
  text.file_name =
      "Stra\xc3\x9f"
      "e \"1\".txt";
  CHECK(refused_field(text).empty());

  MediaUpload media = picture();
  media.content = std::make_shared<const BodyStream>(of_size(platform::upload_bytes));
  CHECK(refused_field(media).empty());
  media.content = std::make_shared<const BodyStream>(of_size(platform::upload_bytes + 1));
  CHECK(refused_field(media) == "media.content");
  media.content = std::make_shared<const BodyStream>(of_size(0));
  CHECK(refused_field(media) == "media.content");
  media.content = std::make_shared<const BodyStream>();
  CHECK(refused_field(media) == "media.content");
  media.content = nullptr;
  CHECK(refused_field(media) == "media.content");
}

TEST_CASE("audio must be of an audio type", "[graph][upload]") {
  MediaUpload media = picture();
  media.kind = MediaKind::audio;
  CHECK(refused_field(media) == "media.content_type");
  media.content_type = "audio/mpeg";
  CHECK(refused_field(media).empty());
}

TEST_CASE("an upload's recipient and rule are checked, too", "[graph][upload]") {
  CHECK(validate(SendUpload{Psid(), picture()}).error().field == "recipient");
  CHECK(validate(SendUpload{Psid("1"), picture(), SendAs::utility}).error().field == "as");
  CHECK(validate(SendUpload{Psid("1"), picture(), SendAs::customer_feedback}).error().field == "as");
  CHECK(validate(SendUpload{Psid("1"), picture(), SendAs::response, "\xff"}).error().field == "metadata");
  CHECK(validate(UploadAttachment{MediaByUrl{MediaKind::image, "http://x.example"}}).error().field == "media.url");
}

TEST_CASE("an upload's answer is the id that it is saved under", "[graph][upload]") {
  const auto id = [](int status, std::string body) {
    return from_http(UploadAttachment{}, HttpResponse{status, {}, std::move(body)});
  };
  CHECK(id(200, R"({"attachment_id":"1854626884821032"})").value() == AttachmentId("1854626884821032"));
  CHECK(id(200, R"({"attachment_id":1854626884821032})").value() == AttachmentId("1854626884821032"));
  CHECK(id(200, "{}").error().code == ErrorCode::bad_response);
  CHECK(id(200, "{}").error().fate == SendFate::unknown);
  CHECK(id(400, R"({"error":{"message":"x","code":100,"error_subcode":2018047}})").error().graph->subcode == 2018047);
}

TEST_CASE("a sent upload's answer is a message's", "[graph][upload]") {
  const auto receipt = from_http(
      SendUpload{}, HttpResponse{200, {}, R"({"recipient_id":"1","message_id":"m_1","attachment_id":"5566"})"});
  REQUIRE(receipt);
  CHECK(receipt->mid == Mid("m_1"));
  CHECK(receipt->attachment == AttachmentId("5566"));
  CHECK(from_http(SendUpload{}, HttpResponse{200, {}, "{}"}).error().fate == SendFate::unknown);
}
