'use strict';

// The npm package messaging-api-messenger, unmodified, against the sandbox: each method of its client and of its batches
// once. What the platform still has must succeed and mean what it should, what it has retired must be refused, and what
// no source settles may do either, but in the platform's words.

const assert = require('node:assert/strict');
const test = require('node:test');
const { MessengerBatch, MessengerClient } = require('messaging-api-messenger');

const { readWorld } = require('./control');
const { WebhookReceiver } = require('./webhook_receiver');
const batch = require('./messenger/batch');
const { errors, refused } = require('./messenger/errors');

const groups = {
  app: require('./messenger/app'),
  people: require('./messenger/people'),
  send: require('./messenger/send'),
  profile: require('./messenger/profile'),
  routing: require('./messenger/routing'),
};

// The Messenger Profile API takes 10 calls in 10 minutes, and no step of the tests makes more than two.
const PROFILE_PACE_MS = 3 * 60 * 1000;

function makeWorld() {
  const world = readWorld();
  const { origin, app, pageToken, appToken } = world;
  const options = { origin, accessToken: pageToken, appId: app.id, appSecret: app.secret };
  const clientWith = (changes) => new MessengerClient({ ...options, ...changes });
  return {
    ...world,
    MessengerClient,
    options,
    clientWith,
    client: clientWith({}),
    appClient: clientWith({ accessToken: appToken }),
    // The client makes the proof of debugToken from the token it asks about, not from the one it asks with.
    clientWithoutProof: clientWith({ skipAppSecretProof: true }),
  };
}

async function isSettledByPlatform(call) {
  try {
    assert.ok((await call).messageId);
  } catch (error) {
    if (error.code === 'ERR_ASSERTION') throw error;
    assert.match(error.message, /^Messenger API - \d+ \w+ /);
  }
}

async function meetCustomer(w) {
  const { psid, user } = await w.control.addCustomer();
  return Object.assign(w, { psid, user });
}

const world = makeWorld();

test('the tables name each method once', () => {
  const isMethod = (name) => !name.includes(' ');
  const named = Object.values(groups).flatMap((group) =>
    ['current', 'refused', 'legacy', 'foreign'].flatMap((kind) => Object.keys(group[kind] || {}).filter(isMethod)),
  );
  const methods = Object.getOwnPropertyNames(MessengerClient.prototype).filter((name) => name !== 'constructor');
  assert.deepEqual(named.sort(), [...methods, 'connect'].filter((name) => name !== 'sendBatch').sort());
  const operations = [...Object.keys(batch.current), ...Object.keys(batch.legacy)];
  assert.deepEqual(operations.sort(), Object.keys(MessengerBatch).sort());
});

for (const [name, group] of Object.entries(groups)) {
  test(`methods: ${name}`, async (t) => {
    world.receiver = await new WebhookReceiver({ appSecret: world.app.secret, verifyToken: 'a token' }).listen();
    t.after(() => world.receiver.close());
    await meetCustomer(world);
    const step = (title, run) =>
      t.test(title, async () => {
        if (name === 'profile') await world.control.advance(PROFILE_PACE_MS);
        await run();
      });
    for (const [method, call] of Object.entries(group.current)) await step(method, () => call(world));
    for (const [what, { code, subcode, call }] of Object.entries(group.refused || {}))
      await step(`refused: ${what}`, () => refused(call(world), code, subcode));
    for (const [method, call] of Object.entries(group.legacy || {}))
      await step(`unsettled: ${method}`, () => isSettledByPlatform(call(world)));
    for (const [method, call] of Object.entries(group.foreign || {}))
      await step(`no part of the platform: ${method}`, () => assert.rejects(call(world), /Messenger API - \d+ \w+ /));
  });
}

test('batches', async (t) => {
  await meetCustomer(world);
  await batch.prepare(world);
  let answers = [];
  const names = Object.keys(batch.current);
  await t.test('sendBatch', async () => {
    answers = await world.client.sendBatch(names.map((name) => batch.current[name][0](MessengerBatch, world)));
    assert.equal(answers.length, names.length);
  });
  for (const [i, name] of names.entries())
    await t.test(name, () => {
      assert.equal(answers[i].code, 200, JSON.stringify(answers[i]));
      batch.current[name][1](answers[i], world);
    });
  await meetCustomer(world);
  await t.test('unsettled operations', async () => {
    const settled = await world.client.sendBatch(
      Object.values(batch.legacy).map((operation) => operation(MessengerBatch, world)),
    );
    for (const { body } of settled) assert.ok(body.messageId || body.error.code, JSON.stringify(body));
  });
  for (const [name, run] of Object.entries(batch.sendBatch)) await t.test(name, () => run(world));
});

test('errors', async (t) => {
  await meetCustomer(world);
  for (const [name, run] of Object.entries(errors)) await t.test(name, () => run(world));
});
