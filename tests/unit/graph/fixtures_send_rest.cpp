// Answers, and what the platform takes no longer.
#include "unit/graph/fixtures_send.hpp"

namespace fixtures {

namespace {

const std::string bottender = "bottenderjs+messaging-apis/";
const std::string ker0x = "ker0x+messenger/";
const std::string messenger4j = "messenger4j+messenger4j/";
const std::string restfb = "restfb+restfb/";
const std::string postman = "fbsamples+messenger-platform-samples/";

} // namespace

void add_responses(Part& part) {
  const std::string anna = "1008372609250235";
  const std::string old_mid = "mid.1456970487936:c34767dfe57ee6e339";
  // Recipients that are no PSID are not named in the answer.
  part.checks[bottender + "sendmessage-can-call-messages-api-using-recipient-with-phone-number-response.json"] =
      receipt_of("mid.1489394984387:3dd22de509", "");
  const std::string postman_user = "5275811702471834";
  part.checks[postman + "button-template-response.json"] = receipt_of(
      "m_O8fcodHxfaww7Koo_Ofbd4Acfn2p3T7uiO5jm0L_PMRfDBZhONYKRVUihzXU7jEFouzSL96emJr0nXDR0M2e_w", postman_user);
  part.checks[postman + "generic-template-response.json"] = receipt_of(
      "m_T-gmHvIw_zL1kYBxCB7Ff4Acfn2p3T7uiO5jm0L_PMQ0HPcuaIaEY3RnG2Ke9xTLFnTCd0r6614V-66PBmiN2Q", postman_user);
  part.checks[postman + "media-template-response.json"] = receipt_of(
      "m_uAma1RVB92m2QwtXfq03coAcfn2p3T7uiO5jm0L_PMS47LnbUp72BESMc4motRiWQTQafAsjMzGcv8G7ppj2_Q", postman_user);
  part.checks[postman + "quick-replies-response.json"] = receipt_of(
      "m_YdMe0I_Voymqb55W2OSMfYAcfn2p3T7uiO5jm0L_PMSS3zote3yPZoQ92_iKbsFn9qBy_YX6KJJRbCvQFbav6A", postman_user);
  part.checks[ker0x + "response-send-attachment-to-user.json"] = receipt_of(old_mid, anna, "1745504518999123");
  part.checks[ker0x + "response-send-basic.json"] = receipt_of(old_mid, anna);
  part.checks[restfb + "v2-6-sendresponse.json"] = receipt_of(old_mid, anna);
  part.checks[messenger4j + "shouldhandlesuccessresponse-response.json"] =
      receipt_of("mid.1473372944816:94f72b88c597657974", "USER_ID", "1745504518999123");
  part.checks["meta-docs/saved-asset-send-response.json"] =
      receipt_of("m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM_QPpz5jdCK48PnKAjSdjfipqxqMvK8ma6AC8fplwlqLP_5cgXIbu7I3rBN0P",
                 "1254444444682919", "687799999980546");
  part.checks[ker0x + "response-send-attachment.json"] = attachment_of("1854626884821032");
  part.checks[bottender + "uploadattachment-should-call-messages-api-to-upload-attachment-response.json"] =
      attachment_of("1854626884821032");
}

void add_left_out(Part& part) {
  const std::string airline = "airline templates: not on the page of templates any more (2026-06-30)";
  part.left_out[ker0x + "message-template-airline-checkin.json"] = airline;
  part.left_out[ker0x + "message-template-airline-update.json"] = airline;
  for (const char* kind : {"boardingpasstemplate-should-call-messages-api-with-airline-boardingpa",
                           "itinerarytemplate-should-call-messages-api-with-airline-itinerary-tem",
                           "updatetemplate-should-call-messages-api-with-airline-flight-update-te"})
    part.left_out[bottender + "sendairline" + kind + ".json"] = airline;

  const std::string list = "list and open-graph templates: retired 2019";
  part.left_out[ker0x + "message-template-list.json"] = list;
  part.left_out[ker0x + "message-template-open-graph.json"] = list;
  part.left_out[messenger4j + "shouldsendlisttemplatemessage.json"] = list;

  const std::string share = "the button element_share: retired; a template's `sharable` took its place";
  part.left_out[ker0x + "button-share.json"] = share;
  part.left_out[messenger4j + "shouldsendgenerictemplatemessagewithsharebutton.json"] = share;
  part.left_out[messenger4j + "shouldsendgenerictemplatemessagewithsharebuttonwithsharecontents.json"] = share;
  part.left_out[restfb + "sendapitest-messagetemplategenericbubbleattachment.json"] =
      share + "; item_url: replaced by default_action";
  part.left_out[ker0x + "button-nested.json"] = "nested menus: refused from v8 on";

  const std::string location = "quick replies for a location: retired 2019";
  part.left_out[ker0x + "message-quick-reply.json"] = location;
  part.left_out[messenger4j + "shouldsendtextmessagewithquickreplies.json"] = location;
  part.left_out[restfb + "sendapitest-messagelocationattachment.json"] = "sending a location: retired, inbound only";

  const std::string phone =
      "customer matching by telephone number: closed beta, not on the page of parameters any more";
  part.left_out[restfb + "sendapitest-recipientwithphone.json"] = phone;
  part.left_out[restfb + "sendapitest-recipientwithphoneandname.json"] = phone;
  part.left_out[bottender + "sendmessage-can-call-messages-api-using-recipient-with-phone-number-request.json"] = phone;
  part.left_out[messenger4j + "shouldsendtextmessagewithphonenumberrecipientwithname.json"] = phone;

  const std::string tag = "the tag CONFIRMED_EVENT_UPDATE: retired 2026-04-27";
  part.left_out[bottender + "sendmessage-should-call-messages-api-with-message-tag-type-when-tag-exists-reque.json"] =
      tag;
  part.left_out[bottender + "sendgenerictemplate-can-use-generic-template-with-tag-request.json"] = tag;

  part.left_out["meta-docs/otn-req-request.json"] = "one-time notifications: a beta that new pages do not name";
  part.left_out["meta-docs/marketing-message-generic-request.json"] =
      "Marketing Message API: paid, limited to some regions and providers; its path is not public";
  part.left_out[ker0x + "response-broadcast-broadcast-messages.json"] = "Broadcast API: retired 2020-03-04";
}

} // namespace fixtures
