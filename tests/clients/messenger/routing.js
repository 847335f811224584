'use strict';

const assert = require('node:assert/strict');

const PAGE_INBOX = '263902037430900';

const succeeded = ({ success }) => assert.equal(String(success), 'true');

async function isOwner(w, app) {
  const { appId } = await w.client.getThreadOwner(w.psid);
  assert.equal(String(appId), app);
}

exports.current = {
  getThreadOwner: (w) => isOwner(w, w.app.id),
  getSecondaryReceivers: async (w) => assert.ok(Array.isArray(await w.client.getSecondaryReceivers())),
  passThreadControl: async (w) => succeeded(await w.client.passThreadControl(w.psid, PAGE_INBOX, 'please take over')),
  requestThreadControl: async (w) => succeeded(await w.client.requestThreadControl(w.psid, 'back to the bot?')),
  takeThreadControl: async (w) => {
    succeeded(await w.client.takeThreadControl(w.psid, 'back to the bot'));
    await isOwner(w, w.app.id);
  },
  passThreadControlToPageInbox: async (w) => {
    succeeded(await w.client.passThreadControlToPageInbox(w.psid, 'please take over'));
    await assert.rejects(w.client.sendText(w.psid, 'not mine any more'), /^AxiosError: Messenger API - \d+ /);
  },
};
