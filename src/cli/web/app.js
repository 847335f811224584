// The page on which somebody plays a customer: talks to the sandbox's control requests. Texts go in as text only.

import {element, turn} from './thread.js';

const byId = (id) => document.getElementById(id);
let shownPeople = '';
let shownThread = '';
let readUpTo = '';
let edited = null; // the message that the composer changes

// The control token comes with the link that the program prints, and leaves the address bar at once.
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!given) return;
  sessionStorage.setItem('control_token', given);
  history.replaceState(null, '', location.pathname);
}

async function call(path, body) {
  const headers = {Authorization: `Bearer ${sessionStorage.getItem('control_token') || ''}`};
  const answer = await fetch(`/sandbox/${path}`, body ? {
    method: 'POST',
    headers: {...headers, 'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  } : {headers});
  const value = await answer.json();
  byId('token-form').hidden = answer.status !== 401;
  if (!answer.ok) throw new Error([value.error.field, value.error.message].filter(Boolean).join(': '));
  return value;
}

const personPath = () => `people/${encodeURIComponent(byId('person').value)}`;
const nameOf = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ') || `person ${person.psid.slice(-6)}`;

function showState(state) {
  byId('page-name').textContent = `${state.page.name}: the customer's side`;
  const {under_way: underWay, accepted, given_up: givenUp} = state.webhooks;
  const connection = {
    none: 'No webhook is connected.',
    pending: 'The webhook is being verified…',
    failed: `The webhook was not verified: ${state.webhook.reason}.`,
    verified: 'The webhook is connected.',
  }[state.webhook.state];
  byId('webhook').textContent = `${connection} Webhooks: ${accepted} accepted, ${underWay} under way, ${givenUp} given up.`;
}

function showPeople(people) {
  const text = JSON.stringify(people);
  if (text === shownPeople) return;
  shownPeople = text;
  const current = byId('person').value;
  byId('person').replaceChildren(...people.map((person) => {
    const option = element('option', '', nameOf(person));
    option.value = person.psid;
    return option;
  }));
  if (people.some((person) => person.psid === current)) byId('person').value = current;
  if (people.length === 0) byId('new-person').open = true;
}

const messagePath = (message) => `${personPath()}/messages/${encodeURIComponent(message.mid)}`;

// What the customer does with what stands in the conversation.
const act = {
  tap: (title, payload) => attempt(() => call(`${personPath()}/taps`, {title, payload})),
  choose: (text, payload) => attempt(() => call(`${personPath()}/messages`, {text, quick_reply: payload})),
  react: (message, emoji) => attempt(() => call(`${messagePath(message)}/react`, {emoji})),
  unreact: (message) => attempt(() => call(`${messagePath(message)}/unreact`, {})),
  unsend: (message) => attempt(() => call(`${messagePath(message)}/unsend`, {})),
  edit: (message) => editMessage(message),
};

// The composer changes `message`; without one it writes new ones.
function editMessage(message) {
  edited = message;
  byId('send').textContent = edited ? 'Save' : 'Send';
  byId('cancel').hidden = !edited;
  byId('text').value = edited ? edited.text : '';
  byId('text').focus();
}

async function readIfSeen(messages) {
  const last = messages.filter((message) => message.from === 'page').pop();
  if (!last || last.mid === readUpTo || document.hidden || !byId('auto-read').checked) return;
  readUpTo = last.mid;
  await call(`${personPath()}/read`, {});
}

async function showThread() {
  if (!byId('person').value) return byId('thread').replaceChildren();
  const {messages} = await call(`${personPath()}/thread`);
  const text = byId('person').value + JSON.stringify(messages);
  if (text !== shownThread) {
    shownThread = text;
    byId('thread').replaceChildren(...messages.map((message) => turn(message, act)));
    byId('thread').scrollTop = byId('thread').scrollHeight;
  }
  return readIfSeen(messages);
}

async function refresh() {
  showState(await call('state'));
  showPeople((await call('people')).people);
  await showThread();
}

async function poll() {
  await refresh().catch((error) => { byId('webhook').textContent = `No connection to the sandbox: ${error.message}`; });
  setTimeout(poll, document.hidden ? 5000 : 1000);
}

// Runs `work` and shows what goes wrong; true if it went well.
async function attempt(work) {
  byId('error').textContent = '';
  try {
    await work();
    await refresh();
    return true;
  } catch (error) {
    byId('error').textContent = error.message;
    return false;
  }
}

function onSubmit(id, work) {
  byId(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = byId(id);
    if (await attempt(() => work(Object.fromEntries(new FormData(form))))) form.reset();
  });
}

onSubmit('token-form', ({token}) => sessionStorage.setItem('control_token', token.trim()));
onSubmit('person-form', async (person) => {
  const {psid} = await call('people', person);
  showPeople((await call('people')).people);
  byId('person').value = psid;
  byId('new-person').open = false;
});
onSubmit('webhook-form', (webhook) =>
  call('webhook', {...webhook, fields: webhook.fields.split(',').map((field) => field.trim()).filter(Boolean)}));
onSubmit('composer', async () => {
  const text = byId('text').value;
  if (!text.trim()) return;
  await (edited ? call(`${messagePath(edited)}/edit`, {text}) : call(`${personPath()}/messages`, {text}));
  editMessage(null);
});
byId('person').addEventListener('change', () => attempt(async () => editMessage(null)));
byId('cancel').addEventListener('click', () => editMessage(null));
byId('get-started').addEventListener('click', () =>
  attempt(() => call(`${personPath()}/opens`, {})));
byId('read').addEventListener('click', () => attempt(() => call(`${personPath()}/read`, {})));
byId('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});
takeToken();
addEventListener('hashchange', takeToken);
poll();
