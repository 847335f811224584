// The page on which somebody plays a customer: talks to the sandbox's control requests. Texts go in as text only.

const byId = (id) => document.getElementById(id);
let shownPeople = '';
let shownThread = '';
let readUpTo = '';

async function call(path, body) {
  const answer = await fetch(`/sandbox/${path}`, body && {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error([value.error.field, value.error.message].filter(Boolean).join(': '));
  return value;
}

const personPath = () => `people/${encodeURIComponent(byId('person').value)}`;
const nameOf = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ') || `person ${person.psid.slice(-6)}`;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

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

function turn(message) {
  const item = element('li', message.from, '');
  const words = [message.text, message.attachment_type && `[${message.attachment_type}] ${message.attachment_url || ''}`];
  item.append(
      element('div', 'bubble', words.filter(Boolean).join('\n')),
      element('div', 'faint', new Date(message.at).toLocaleTimeString() + (message.payload ? `, tapped: ${message.payload}` : '')));
  return item;
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
    byId('thread').replaceChildren(...messages.map(turn));
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
  if (text.trim()) await call(`${personPath()}/messages`, {text});
});
byId('person').addEventListener('change', () => attempt(async () => {}));
byId('get-started').addEventListener('click', () =>
  attempt(() => call(`${personPath()}/taps`, {title: 'Get Started', payload: 'GET_STARTED'})));
byId('read').addEventListener('click', () => attempt(() => call(`${personPath()}/read`, {})));
byId('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});
poll();
