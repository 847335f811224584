'use strict';

const assert = require('node:assert/strict');

const MENU = [
  { type: 'postback', title: 'My orders', payload: 'ORDERS' },
  { type: 'web_url', title: 'Our shop', url: 'https://www.example.com/' },
];
const ICE_BREAKERS = [
  { question: 'Where is my order?', payload: 'ORDERS' },
  { question: 'When are you open?', payload: 'HOURS' },
];
const DOMAIN = 'https://www.example.com';
const LINKING = 'https://www.example.com/link';

const done = ({ result }) => assert.equal(result, 'success');

function isMenu([menu]) {
  assert.equal(menu.locale, 'default');
  assert.equal(menu.composerInputDisabled, false);
  assert.deepEqual(
    menu.callToActions.map(({ title }) => title),
    MENU.map(({ title }) => title),
  );
}

exports.current = {
  setMessengerProfile: async (w) =>
    done(await w.client.setMessengerProfile({ greeting: [{ locale: 'default', text: 'Good day' }] })),
  getMessengerProfile: async (w) => {
    const profile = await w.client.getMessengerProfile(['greeting', 'get_started']);
    assert.deepEqual(profile, [{ greeting: [{ locale: 'default', text: 'Good day' }] }]);
  },
  deleteMessengerProfile: async (w) => {
    done(await w.client.deleteMessengerProfile(['greeting']));
    assert.deepEqual(await w.client.getMessengerProfile(['greeting']), []);
  },
  setGetStarted: async (w) => done(await w.client.setGetStarted('START')),
  getGetStarted: async (w) => assert.deepEqual(await w.client.getGetStarted(), { payload: 'START' }),
  setPersistentMenu: async (w) => done(await w.client.setPersistentMenu(MENU)),
  getPersistentMenu: async (w) => isMenu(await w.client.getPersistentMenu()),
  setUserPersistentMenu: async (w) => done(await w.client.setUserPersistentMenu(w.psid, MENU)),
  getUserPersistentMenu: async (w) => isMenu(await w.client.getUserPersistentMenu(w.psid)),
  deleteUserPersistentMenu: async (w) => {
    done(await w.client.deleteUserPersistentMenu(w.psid));
    assert.ok(!(await w.client.getUserPersistentMenu(w.psid))?.length);
  },
  deletePersistentMenu: async (w) => {
    done(await w.client.deletePersistentMenu());
    assert.equal(await w.client.getPersistentMenu(), null);
  },
  deleteGetStarted: async (w) => {
    done(await w.client.deleteGetStarted());
    assert.equal(await w.client.getGetStarted(), null);
  },
  setGreeting: async (w) => done(await w.client.setGreeting('Hello {{user_first_name}}!')),
  getGreeting: async (w) =>
    assert.deepEqual(await w.client.getGreeting(), [{ locale: 'default', text: 'Hello {{user_first_name}}!' }]),
  deleteGreeting: async (w) => {
    done(await w.client.deleteGreeting());
    assert.equal(await w.client.getGreeting(), null);
  },
  setIceBreakers: async (w) => done(await w.client.setIceBreakers(ICE_BREAKERS)),
  getIceBreakers: async (w) => {
    const text = JSON.stringify(await w.client.getIceBreakers());
    for (const { question } of ICE_BREAKERS) assert.ok(text.includes(question), text);
  },
  deleteIceBreakers: async (w) => {
    done(await w.client.deleteIceBreakers());
    assert.equal(await w.client.getIceBreakers(), null);
  },
  setWhitelistedDomains: async (w) => done(await w.client.setWhitelistedDomains([DOMAIN])),
  getWhitelistedDomains: async (w) => {
    const [domain] = await w.client.getWhitelistedDomains();
    assert.ok(domain.startsWith(DOMAIN), domain);
  },
  deleteWhitelistedDomains: async (w) => {
    done(await w.client.deleteWhitelistedDomains());
    assert.equal(await w.client.getWhitelistedDomains(), null);
  },
  setAccountLinkingURL: async (w) => done(await w.client.setAccountLinkingURL(LINKING)),
  getAccountLinkingURL: async (w) => assert.equal(await w.client.getAccountLinkingURL(), LINKING),
  deleteAccountLinkingURL: async (w) => {
    done(await w.client.deleteAccountLinkingURL());
    assert.equal(await w.client.getAccountLinkingURL(), null);
  },
};

exports.refused = {
  'setPersistentMenu without Get Started': { code: 100, call: (w) => w.client.setPersistentMenu(MENU) },
};
