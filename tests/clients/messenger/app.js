'use strict';

const assert = require('node:assert/strict');

const FIELDS = ['messages', 'messaging_postbacks', 'message_deliveries', 'message_reads'];
const NLP = { nlpEnabled: true, model: 'ENGLISH', nBest: 3, verbose: true };
const DAY = 24 * 3600;

const succeeded = ({ success }) => assert.equal(String(success), 'true');

function isMetric(row, name) {
  assert.equal(row.name, name);
  assert.ok(row.period);
  assert.ok(Array.isArray(row.values));
}

function lastDays() {
  const now = Math.floor(Date.now() / 1000);
  return { since: now - 7 * DAY, until: now - DAY };
}

exports.current = {
  connect: async (w) => {
    const page = await w.MessengerClient.connect(w.options).getPageInfo();
    assert.equal(page.id, w.page.id);
  },
  getPageInfo: async (w) => {
    const page = await w.client.getPageInfo({ fields: ['id', 'name'] });
    assert.deepEqual(page, { id: w.page.id, name: w.page.name });
  },
  debugToken: async (w) => {
    const token = await w.clientWithoutProof.debugToken();
    assert.equal(String(token.appId), w.app.id);
    assert.equal(token.type, 'PAGE');
    assert.equal(token.isValid, true);
    assert.equal(typeof token.expiresAt, 'number');
    assert.ok(token.scopes.includes('pages_messaging'));
  },
  createSubscription: async (w) => {
    const { url, verifyToken } = w.receiver;
    succeeded(await w.client.createSubscription({ callbackUrl: url, verifyToken, fields: FIELDS, includeValues: true }));
    assert.equal(w.receiver.handshakes, 1);
  },
  getSubscriptions: async (w) => {
    const [subscription] = await w.client.getSubscriptions();
    assert.equal(subscription.callbackUrl, w.receiver.url);
    assert.deepEqual(subscription.fields.map(({ name }) => name).sort(), [...FIELDS].sort());
  },
  getPageSubscription: async (w) => {
    const subscription = await w.client.getPageSubscription();
    assert.equal(subscription.object, 'page');
    assert.equal(subscription.active, true);
  },
  getMessagingFeatureReview: async (w) => {
    assert.ok(Array.isArray(await w.client.getMessagingFeatureReview()));
  },
  getInsights: async (w) => {
    const name = 'page_messages_total_messaging_connections';
    const [row] = await w.client.getInsights([name], { ...lastDays(), period: 'day' });
    isMetric(row, name);
  },
  getBlockedConversations: async (w) =>
    isMetric(await w.client.getBlockedConversations(lastDays()), 'page_messages_blocked_conversations_unique'),
  getReportedConversations: async (w) =>
    isMetric(await w.client.getReportedConversations(lastDays()), 'page_messages_reported_conversations_unique'),
  getTotalMessagingConnections: async (w) =>
    isMetric(await w.client.getTotalMessagingConnections(lastDays()), 'page_messages_total_messaging_connections'),
  getNewConversations: async (w) =>
    isMetric(await w.client.getNewConversations(lastDays()), 'page_messages_new_conversations_unique'),
  setNLPConfigs: async (w) => succeeded(await w.client.setNLPConfigs(NLP)),
  enableNLP: async (w) => succeeded(await w.client.enableNLP()),
  disableNLP: async (w) => succeeded(await w.client.disableNLP()),
};

exports.refused = {
  'getInsights of a retired metric': {
    code: 100,
    call: (w) => w.client.getInsights(['page_messages_active_threads_unique'], lastDays()),
  },
};

exports.foreign = {
  logCustomEvents: (w) =>
    w.client.logCustomEvents({
      appId: w.app.id,
      pageId: w.page.id,
      pageScopedUserId: w.psid,
      events: [{ _eventName: 'fb_mobile_purchase', _valueToSum: 55.22, _fb_currency: 'EUR' }],
    }),
};
