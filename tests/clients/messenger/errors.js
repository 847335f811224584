'use strict';

const assert = require('node:assert/strict');

const { isSent } = require('./send');

const HOUR = 3600 * 1000;
const RATE = { code: 613, message: '(#613) Calls to this API have exceeded the rate limit.' };

// What the client's own error class makes of a refusal.
async function refused(call, code, subcode) {
  await assert.rejects(call, (error) => {
    assert.equal(error.name, 'AxiosError');
    assert.match(error.message, new RegExp(`^Messenger API - ${code} \\w+ `));
    assert.ok(error.status >= 400, `status ${error.status}`);
    const body = error.response.data.error;
    assert.equal(body.code, code);
    if (subcode !== undefined) assert.equal(body.errorSubcode, subcode);
    assert.ok(body.fbtraceId);
    return true;
  });
}

exports.refused = refused;

exports.errors = {
  'a person that is not there': (w) => refused(w.client.sendText('4611686018427387904', 'Hi'), 100, 2018001),
  'a dead token': (w) => refused(w.clientWith({ accessToken: 'EAAdead' }).sendText(w.psid, 'Hi'), 190),
  'a proof by another secret': async (w) =>
    refused(w.clientWith({ appSecret: '0123456789abcdef0123456789abcdef' }).getPageInfo(), 100),
  'too many calls': async (w) => {
    await w.control.setFaults({ refuse: RATE, sends: 1 });
    await refused(w.client.sendText(w.psid, 'Hi'), 613);
    isSent(w, await w.client.sendText(w.psid, 'Hi again'));
  },
  'an unknown node': (w) => refused(w.client.getPersona('4611686018427387904'), 100),
  'an unknown field': (w) => refused(w.client.getPageInfo({ fields: ['no_such_field'] }), 100),
  'a closed window': async (w) => {
    await w.control.advance(25 * HOUR);
    await refused(w.client.sendText(w.psid, 'Too late'), 10, 2018278);
    isSent(w, await w.client.sendText(w.psid, 'A person answers', { tag: 'HUMAN_AGENT' }));
    await w.control.advance(7 * 24 * HOUR);
    await refused(w.client.sendText(w.psid, 'Much too late', { tag: 'HUMAN_AGENT' }), 10, 2018278);
    await w.control.write(w.psid, 'Hello again');
    isSent(w, await w.client.sendText(w.psid, 'Welcome back'));
  },
};
