'use strict';

// The sandbox's webhooks as a receiver of others sees them: subscribed over the Graph API, signed, in wire form.

const assert = require('node:assert/strict');
const test = require('node:test');

const { readWorld } = require('./control');
const { WebhookReceiver, isSigned, wireFault } = require('./webhook_receiver');

const FIELDS = 'messages,messaging_postbacks,message_reads,feed';
const TEXT = 'Grüße/你好 \u{1F600} <b>50%</b> a@b "quoted" \\ \u2028';

async function graphPost(world, path, token, parameters) {
  const response = await fetch(`${world.origin}/v25.0/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...parameters, access_token: token }),
  });
  return response.json();
}

function subscribe(world, receiver, verifyToken) {
  return graphPost(world, `${world.app.id}/subscriptions`, world.appToken, {
    object: 'page',
    callback_url: receiver.url,
    verify_token: verifyToken,
    fields: FIELDS,
    include_values: 'true',
  });
}

test('the receiver itself', () => {
  const body = Buffer.from('{"a":"\\u00e4\\/"}');
  // The digest was made with `openssl dgst -sha256 -hmac s`.
  const digest = '632356537e68b318013aeafb9a2c5ac5d723c3c8bed16867c9b331bfc18e54b4';
  assert.ok(isSigned(body, `sha256=${digest}`, 's'));
  assert.ok(!isSigned(body, `sha256=${digest}`, 'another'));
  assert.ok(!isSigned(body, digest, 's'));
  assert.ok(!isSigned(body, undefined, 's'));
  assert.ok(!isSigned(Buffer.from('{"a":"ä/"}'), `sha256=${digest}`, 's'));
  assert.equal(wireFault(body), null);
  assert.match(wireFault(Buffer.from('{"a":"ä"}')), /ASCII/);
  assert.match(wireFault(Buffer.from('{"a":"\\u00E4"}')), /upper case/);
  assert.match(wireFault(Buffer.from('{"a":"/"}')), /slash/);
});

test('webhooks', async (t) => {
  const world = readWorld();
  const receiver = await new WebhookReceiver({ appSecret: world.app.secret, verifyToken: 'a token' }).listen();
  t.after(() => receiver.close());
  let psid;

  await t.test('a receiver that does not know the verify token is not subscribed', async () => {
    const answer = await subscribe(world, receiver, 'another token');
    assert.equal(answer.error.code, 2200, JSON.stringify(answer));
    assert.equal(receiver.handshakes, 0);
  });

  await t.test('a receiver that answers the handshake is subscribed', async () => {
    const answer = await subscribe(world, receiver, 'a token');
    assert.equal(String(answer.success), 'true', JSON.stringify(answer));
    assert.equal(receiver.handshakes, 1);
    const installed = await graphPost(world, `${world.page.id}/subscribed_apps`, world.pageToken, {
      subscribed_fields: FIELDS,
    });
    assert.equal(String(installed.success), 'true', JSON.stringify(installed));
  });

  await t.test('a message arrives verified', async () => {
    psid = (await world.control.addPerson({ first_name: 'Ada', last_name: 'Example' })).psid;
    await world.control.write(psid, TEXT);
    const delivery = await receiver.next((event) => event.message?.text === TEXT);
    assert.ok(delivery.verified);
    assert.equal(delivery.wireFault, null);
    assert.match(delivery.contentType, /^application\/json/);
    const envelope = JSON.parse(delivery.body);
    assert.equal(envelope.object, 'page');
    assert.equal(envelope.entry[0].id, world.page.id);
    const [event] = delivery.events;
    assert.equal(event.sender.id, psid);
    assert.equal(event.recipient.id, world.page.id);
    assert.match(event.message.mid, /^m_/);
    assert.equal(typeof event.timestamp, 'number');
  });

  await t.test('a tap and a read receipt arrive verified', async () => {
    await world.control.post(`people/${psid}/taps`, { title: 'Get Started', payload: 'START/1' });
    const tap = await receiver.next((event) => event.postback?.payload === 'START/1');
    assert.equal(tap.events[0].postback.title, 'Get Started');
    await world.control.post(`people/${psid}/read`, {});
    const read = await receiver.next((event) => event.read);
    assert.equal(read.events[0].sender.id, psid);
  });

  await t.test('a comment on a post arrives verified', async () => {
    const { comment_id: commentId, post_id: postId } = await world.control.comment(psid, 'Is this one blue?');
    const { events } = await receiver.next((event) => event.value?.comment_id === commentId);
    assert.equal(events[0].field, 'feed');
    assert.equal(events[0].value.item, 'comment');
    assert.equal(events[0].value.post_id, postId);
    assert.equal(events[0].value.message, 'Is this one blue?');
  });

  await t.test('a delivery that was refused comes again, byte for byte', async () => {
    const isTheOne = (event) => event.message?.text === 'once more';
    receiver.refuse(1);
    await world.control.write(psid, 'once more');
    const refused = await receiver.next(isTheOne);
    assert.equal(refused.status, 500);
    const repeated = await receiver.next(isTheOne, receiver.deliveries.indexOf(refused) + 1);
    assert.equal(repeated.status, 200);
    assert.deepEqual(repeated.body, refused.body);
  });

  await t.test('nothing came unsigned or in another form', () => {
    for (const delivery of receiver.deliveries) {
      assert.ok(delivery.verified, delivery.body.toString());
      assert.equal(delivery.wireFault, null);
    }
  });
});
