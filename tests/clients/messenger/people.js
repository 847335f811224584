'use strict';

const assert = require('node:assert/strict');

const LABEL_FIELDS = { fields: ['id', 'page_label_name'] };
const PERSONA = { name: 'Support', profilePictureUrl: 'https://www.example.com/support.png' };

const succeeded = ({ success }) => assert.equal(String(success), 'true');
const ids = ({ data }) => data.map(({ id }) => id);

// The client's own createLabel sends `name`, which no version takes any more; its batches send what they are told.
async function makeLabel(w) {
  const [made] = await w.client.sendBatch([
    { method: 'POST', relativeUrl: 'me/custom_labels', body: { pageLabelName: 'regular customer' } },
  ]);
  assert.equal(made.code, 200, JSON.stringify(made));
  return made.body.id;
}

exports.makeLabel = makeLabel;

exports.current = {
  getUserProfile: async (w) => {
    const profile = await w.client.getUserProfile(w.psid);
    assert.equal(profile.id, w.psid);
    assert.equal(profile.firstName, 'Ada');
    assert.equal(profile.lastName, 'Example');
    assert.equal(profile.name, 'Ada Example');
  },
  getUserField: async (w) => {
    const { psid: userId, app } = w;
    const query = { field: 'ids_for_apps', userId, appSecret: app.secret, app: app.id };
    const { data } = await w.appClient.getUserField(query);
    assert.equal(String(data[0].app.id), app.id);
  },
  getIdsForApps: async (w) => {
    const { data } = await w.appClient.getIdsForApps({ userId: w.psid, appSecret: w.app.secret, app: w.app.id });
    w.appScopedId = data[0].id;
    assert.notEqual(w.appScopedId, w.psid);
  },
  getIdsForPages: async (w) => {
    const query = { userId: w.appScopedId, appSecret: w.app.secret, page: w.page.id };
    assert.deepEqual(ids(await w.appClient.getIdsForPages(query)), [w.psid]);
  },
  associateLabel: async (w) => {
    w.label = await makeLabel(w);
    succeeded(await w.client.associateLabel(w.psid, w.label));
  },
  getAssociatedLabels: async (w) => {
    const labels = await w.client.getAssociatedLabels(w.psid, LABEL_FIELDS);
    assert.deepEqual(labels.data, [{ id: w.label, pageLabelName: 'regular customer' }]);
  },
  getLabelDetails: async (w) => {
    const label = await w.client.getLabelDetails(w.label, LABEL_FIELDS);
    assert.deepEqual(label, { id: w.label, pageLabelName: 'regular customer' });
  },
  getLabelList: async (w) => assert.ok(ids(await w.client.getLabelList(LABEL_FIELDS)).includes(w.label)),
  dissociateLabel: async (w) => {
    succeeded(await w.client.dissociateLabel(w.psid, w.label));
    assert.deepEqual(ids(await w.client.getAssociatedLabels(w.psid, LABEL_FIELDS)), []);
  },
  deleteLabel: async (w) => {
    succeeded(await w.client.deleteLabel(w.label));
    assert.ok(!ids(await w.client.getLabelList(LABEL_FIELDS)).includes(w.label));
  },
  createPersona: async (w) => {
    w.persona = (await w.client.createPersona(PERSONA)).id;
    assert.match(w.persona, /^\d+$/);
  },
  getPersona: async (w) => assert.deepEqual(await w.client.getPersona(w.persona), { ...PERSONA, id: w.persona }),
  getPersonas: async (w) => assert.ok(ids(await w.client.getPersonas()).includes(w.persona)),
  getAllPersonas: async (w) => {
    const more = [];
    for (let i = 0; i < 30; i += 1) more.push(w.client.createPersona({ ...PERSONA, name: `Support ${i}` }));
    const made = (await Promise.all(more)).map(({ id }) => id);
    const all = ids({ data: await w.client.getAllPersonas() });
    assert.equal(new Set(all).size, all.length);
    for (const id of [w.persona, ...made]) assert.ok(all.includes(id), id);
  },
  deletePersona: async (w) => {
    succeeded(await w.client.deletePersona(w.persona));
    await assert.rejects(w.client.getPersona(w.persona), /^AxiosError: Messenger API - 100 /);
  },
};

exports.refused = {
  createLabel: { code: 100, call: (w) => w.client.createLabel('regular customer') },
  'getLabelDetails with the old field': {
    code: 100,
    call: async (w) => w.client.getLabelDetails(await makeLabel(w)),
  },
};
