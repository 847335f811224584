'use strict';

const assert = require('node:assert/strict');
const { MessengerBatch } = require('messaging-api-messenger');

const { makeLabel } = require('./people');
const { refused } = require('./errors');
const samples = require('./samples');

const INBOX = '263902037430900';
const MENU = [{ type: 'postback', title: 'My orders', payload: 'ORDERS' }];

function isSent({ body }, w) {
  assert.equal(body.recipientId, w.psid);
  assert.match(body.messageId, /^m_/);
}

const isAction = ({ body }, w) => assert.equal(body.recipientId, w.psid);
const succeeded = ({ body }) => assert.equal(String(body.success), 'true');
const done = ({ body }) => assert.equal(body.result, 'success');

// Name -> the operation, and what its answer means. In this order, and all in one batch.
exports.current = {
  sendRequest: [(b, w) => b.sendRequest({ recipient: { id: w.psid }, message: { text: 'Hi' } }), isSent],
  sendMessage: [(b, w) => b.sendMessage(w.psid, { text: 'Grüße & 50% / 你好' }), isSent],
  sendText: [(b, w) => b.sendText(w.psid, 'Which?', { quickReplies: samples.quickReplies }), isSent],
  sendAttachment: [
    (b, w) => b.sendAttachment(w.psid, { type: 'image', payload: { url: samples.url('a.png') } }),
    isSent,
  ],
  sendAudio: [(b, w) => b.sendAudio(w.psid, samples.url('voice.mp3')), isSent],
  sendImage: [(b, w) => b.sendImage(w.psid, samples.url('picture.png')), isSent],
  sendVideo: [(b, w) => b.sendVideo(w.psid, samples.url('clip.mp4')), isSent],
  sendFile: [(b, w) => b.sendFile(w.psid, samples.url('offer.pdf')), isSent],
  sendTemplate: [
    (b, w) => b.sendTemplate(w.psid, { templateType: 'button', text: 'How?', buttons: samples.buttons }),
    isSent,
  ],
  sendButtonTemplate: [(b, w) => b.sendButtonTemplate(w.psid, 'How?', samples.buttons), isSent],
  sendGenericTemplate: [(b, w) => b.sendGenericTemplate(w.psid, samples.elements), isSent],
  sendReceiptTemplate: [
    (b, w) => b.sendReceiptTemplate(w.psid, { ...samples.receipt, orderNumber: '12345678903' }),
    isSent,
  ],
  sendMediaTemplate: [
    (b, w) => b.sendMediaTemplate(w.psid, [{ mediaType: 'image', attachmentId: w.savedImage }]),
    isSent,
  ],
  sendSenderAction: [(b, w) => b.sendSenderAction(w.psid, 'typing_on'), isAction],
  typingOn: [(b, w) => b.typingOn(w.psid), isAction],
  typingOff: [(b, w) => b.typingOff(w.psid), isAction],
  markSeen: [(b, w) => b.markSeen(w.psid), isAction],
  getUserProfile: [
    (b, w) => b.getUserProfile(w.psid, { accessToken: w.pageToken }),
    ({ body }) => assert.equal(body.firstName, 'Ada'),
  ],
  setUserPersistentMenu: [(b, w) => b.setUserPersistentMenu(w.psid, MENU), done],
  getUserPersistentMenu: [
    (b, w) => b.getUserPersistentMenu(w.psid),
    ({ body }) => assert.equal(body.data[0].userLevelPersistentMenu[0].callToActions[0].payload, 'ORDERS'),
  ],
  deleteUserPersistentMenu: [(b, w) => b.deleteUserPersistentMenu(w.psid), done],
  associateLabel: [(b, w) => b.associateLabel(w.psid, w.label), succeeded],
  getAssociatedLabels: [
    (b, w) => b.getAssociatedLabels(w.psid),
    ({ body }, w) => assert.deepEqual(body.data.map(({ id }) => id), [w.label]),
  ],
  dissociateLabel: [(b, w) => b.dissociateLabel(w.psid, w.label), succeeded],
  getThreadOwner: [
    (b, w) => b.getThreadOwner(w.psid),
    ({ body }, w) => assert.equal(String(body.appId), w.app.id),
  ],
  passThreadControl: [(b, w) => b.passThreadControl(w.psid, INBOX, 'please take over'), succeeded],
  requestThreadControl: [(b, w) => b.requestThreadControl(w.psid, 'back?'), succeeded],
  takeThreadControl: [(b, w) => b.takeThreadControl(w.psid, 'back'), succeeded],
  passThreadControlToPageInbox: [(b, w) => b.passThreadControlToPageInbox(w.psid, 'please take over'), succeeded],
};

exports.legacy = {
  sendOneTimeNotifReqTemplate: (b, w) => b.sendOneTimeNotifReqTemplate(w.psid, samples.oneTimeNotification),
  sendAirlineBoardingPassTemplate: (b, w) => b.sendAirlineBoardingPassTemplate(w.psid, samples.boardingPass),
  sendAirlineCheckinTemplate: (b, w) => b.sendAirlineCheckinTemplate(w.psid, samples.checkin),
  sendAirlineItineraryTemplate: (b, w) => b.sendAirlineItineraryTemplate(w.psid, samples.itinerary),
  sendAirlineUpdateTemplate: (b, w) => b.sendAirlineUpdateTemplate(w.psid, samples.flightUpdate),
};

exports.prepare = async (w) => {
  w.label = await makeLabel(w);
  await w.client.setGetStarted('START');
  w.savedImage = (await w.client.uploadImage(samples.url('picture.png'), { isReusable: true })).attachmentId;
};

const send = (w, operations) => w.client.sendBatch(operations);

exports.sendBatch = {
  'one wrong operation does not cost its neighbours': async (w) => {
    const texts = [
      MessengerBatch.sendText(w.psid, 'one'),
      MessengerBatch.sendText('4611686018427387904', 'two'),
      MessengerBatch.sendText(w.psid, 'three'),
    ];
    const answers = await send(w, texts);
    assert.deepEqual(answers.map(({ code }) => code), [200, 400, 200]);
    assert.equal(answers[1].body.error.code, 100);
    assert.equal(answers[1].body.error.errorSubcode, 2018001);
  },
  'an operation uses what another one made': async (w) => {
    const made = { name: 'made', omitResponseOnSuccess: false };
    const [label, associated] = await send(w, [
      { method: 'POST', relativeUrl: 'me/custom_labels', body: { pageLabelName: 'from a batch' }, ...made },
      MessengerBatch.associateLabel(w.psid, '{result=made:$.id}', { dependsOn: 'made' }),
    ]);
    assert.equal(label.code, 200);
    assert.equal(associated.code, 200, JSON.stringify(associated));
    const { data } = await w.client.getAssociatedLabels(w.psid, { fields: ['id'] });
    assert.ok(data.some(({ id }) => id === label.body.id));
  },
  'headers can be left out': async (w) => {
    const operation = [MessengerBatch.getUserProfile(w.psid)];
    const [withHeaders] = await w.client.sendBatch(operation);
    assert.ok(withHeaders.headers.some(({ name }) => name.toLowerCase() === 'content-type'));
    const [without] = await w.client.sendBatch(operation, { includeHeaders: false });
    assert.equal(without.headers, undefined);
  },
  'a batch without a valid token is refused': (w) =>
    refused(w.clientWith({ accessToken: 'EAAdead' }).sendBatch([MessengerBatch.getUserProfile(w.psid)]), 190),
};
