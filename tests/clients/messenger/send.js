'use strict';

const assert = require('node:assert/strict');
const { Messenger } = require('messaging-api-messenger');

const samples = require('./samples');

const PNG = { filename: 'picture.png', contentType: 'image/png' };
const MP3 = { filename: 'voice.mp3', contentType: 'audio/mpeg' };
const MP4 = { filename: 'clip.mp4', contentType: 'video/mp4' };
const PDF = { filename: 'offer.pdf', contentType: 'application/pdf' };
const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

function isSent(w, answer) {
  assert.equal(answer.recipientId, w.psid);
  assert.match(answer.messageId, /^m_/);
}

function isAction(w, answer) {
  assert.equal(answer.recipientId, w.psid);
  assert.equal(answer.messageId, undefined);
}

// By URL, as an upload, and again by the id of one that was sent as reusable.
async function sendInEachForm(w, send, name, file) {
  isSent(w, await send(w.psid, samples.url(name)));
  isSent(w, await send(w.psid, bytes, file));
  const saved = await send(w.psid, { url: samples.url(name), isReusable: true });
  isSent(w, saved);
  assert.match(saved.attachmentId, /^\d+$/);
  isSent(w, await send(w.psid, { attachmentId: saved.attachmentId }));
}

async function uploadInEachForm(w, upload, name, file) {
  const byUrl = await upload(samples.url(name), { isReusable: true });
  const byBytes = await upload(bytes, { ...file, isReusable: true });
  assert.match(byUrl.attachmentId, /^\d+$/);
  assert.match(byBytes.attachmentId, /^\d+$/);
  assert.notEqual(byUrl.attachmentId, byBytes.attachmentId);
}

exports.isSent = isSent;

exports.current = {
  sendRawBody: async (w) => isSent(w, await w.client.sendRawBody({ recipient: { id: w.psid }, message: { text: 'Hi' } })),
  sendMessage: async (w) => {
    isSent(w, await w.client.sendMessage(w.psid, { text: 'Hi' }, { messagingType: 'RESPONSE' }));
    const { comment_id: commentId } = await w.control.comment(w.psid, 'Is this one blue?');
    assert.match((await w.client.sendMessage({ commentId }, { text: 'It is' })).messageId, /^m_/);
  },
  sendMessageFormData: async (w) =>
    isSent(w, await w.client.sendMessageFormData(w.psid, Messenger.createFileFormData(bytes, PDF))),
  sendAttachment: async (w) =>
    isSent(w, await w.client.sendAttachment(w.psid, { type: 'image', payload: { url: samples.url('a.png') } })),
  sendText: async (w) => {
    isSent(w, await w.client.sendText(w.psid, 'Grüße / 你好 \u{1F600}'));
    isSent(w, await w.client.sendText(w.psid, 'Which colour?', { quickReplies: samples.quickReplies }));
    isSent(w, await w.client.sendText(w.psid, 'Quietly', { notificationType: 'NO_PUSH' }));
    const persona = await w.client.createPersona({ name: 'Support', profilePictureUrl: samples.url('support.png') });
    isSent(w, await w.client.sendText(w.psid, 'I am here now', { personaId: persona.id }));
  },
  sendAudio: (w) => sendInEachForm(w, w.client.sendAudio.bind(w.client), 'voice.mp3', MP3),
  sendImage: (w) => sendInEachForm(w, w.client.sendImage.bind(w.client), 'picture.png', PNG),
  sendVideo: (w) => sendInEachForm(w, w.client.sendVideo.bind(w.client), 'clip.mp4', MP4),
  sendFile: (w) => sendInEachForm(w, w.client.sendFile.bind(w.client), 'offer.pdf', PDF),
  sendTemplate: async (w) => {
    const payload = { templateType: 'button', text: 'How can we help?', buttons: samples.buttons };
    isSent(w, await w.client.sendTemplate(w.psid, payload));
  },
  sendButtonTemplate: async (w) =>
    isSent(w, await w.client.sendButtonTemplate(w.psid, 'How can we help?', samples.buttons)),
  sendGenericTemplate: async (w) =>
    isSent(w, await w.client.sendGenericTemplate(w.psid, samples.elements, { imageAspectRatio: 'square' })),
  sendReceiptTemplate: async (w) => isSent(w, await w.client.sendReceiptTemplate(w.psid, samples.receipt)),
  sendMediaTemplate: async (w) => {
    const { attachmentId } = await w.client.uploadImage(bytes, { ...PNG, isReusable: true });
    const buttons = samples.buttons.slice(0, 1);
    isSent(w, await w.client.sendMediaTemplate(w.psid, [{ mediaType: 'image', attachmentId, buttons }]));
  },
  sendSenderAction: async (w) => isAction(w, await w.client.sendSenderAction(w.psid, 'typing_on')),
  markSeen: async (w) => isAction(w, await w.client.markSeen(w.psid)),
  typingOn: async (w) => isAction(w, await w.client.typingOn(w.psid)),
  typingOff: async (w) => isAction(w, await w.client.typingOff(w.psid)),
  uploadAttachment: (w) => uploadInEachForm(w, (...rest) => w.client.uploadAttachment('image', ...rest), 'a.png', PNG),
  uploadAudio: (w) => uploadInEachForm(w, w.client.uploadAudio.bind(w.client), 'voice.mp3', MP3),
  uploadImage: (w) => uploadInEachForm(w, w.client.uploadImage.bind(w.client), 'picture.png', PNG),
  uploadVideo: (w) => uploadInEachForm(w, w.client.uploadVideo.bind(w.client), 'clip.mp4', MP4),
  uploadFile: (w) => uploadInEachForm(w, w.client.uploadFile.bind(w.client), 'offer.pdf', PDF),
};

exports.legacy = {
  sendOneTimeNotifReqTemplate: (w) => w.client.sendOneTimeNotifReqTemplate(w.psid, samples.oneTimeNotification),
  sendAirlineBoardingPassTemplate: (w) => w.client.sendAirlineBoardingPassTemplate(w.psid, samples.boardingPass),
  sendAirlineCheckinTemplate: (w) => w.client.sendAirlineCheckinTemplate(w.psid, samples.checkin),
  sendAirlineItineraryTemplate: (w) => w.client.sendAirlineItineraryTemplate(w.psid, samples.itinerary),
  sendAirlineUpdateTemplate: (w) => w.client.sendAirlineUpdateTemplate(w.psid, samples.flightUpdate),
};

function sendTagged(tag) {
  return { code: 100, call: (w) => w.client.sendText(w.psid, 'Your order has changed', { tag }) };
}

exports.refused = {
  'tag ACCOUNT_UPDATE': sendTagged('ACCOUNT_UPDATE'),
  'tag CONFIRMED_EVENT_UPDATE': sendTagged('CONFIRMED_EVENT_UPDATE'),
  'tag POST_PURCHASE_UPDATE': sendTagged('POST_PURCHASE_UPDATE'),
  'tag SHIPPING_UPDATE': sendTagged('SHIPPING_UPDATE'),
  'template list': {
    code: 100,
    call: (w) => w.client.sendTemplate(w.psid, { templateType: 'list', elements: samples.elements }),
  },
  'template open_graph': {
    code: 100,
    call: (w) => w.client.sendTemplate(w.psid, { templateType: 'open_graph', elements: [{ url: samples.url('song') }] }),
  },
  'quick reply location': {
    code: 100,
    call: (w) => w.client.sendText(w.psid, 'Where are you?', { quickReplies: [{ contentType: 'location' }] }),
  },
  'both kinds at once': {
    code: 100,
    subcode: 2018014,
    call: (w) => w.client.sendRawBody({ recipient: { id: w.psid }, message: { text: 'Hi' }, senderAction: 'typing_on' }),
  },
};
