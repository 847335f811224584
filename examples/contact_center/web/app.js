// The page of the agents: asks the server once a second what there is, and shows it.

import {act, get} from './api.js';
import {showContact} from './contact.js';
import {showContacts} from './contacts.js';
import {byId} from './dom.js';
import {startServices} from './services.js';
import {sessionOf} from './words.js';

let contacts = [];
let current;
let shown = '';
let seen = '';
let typingSince = 0;

const agent = () => byId('agent').value.trim() || 'agent-1';
const chosen = () => contacts.find((contact) => contact.id === current);

function show() {
  showContacts(contacts, current, choose);
  showContact(chosen());
  markSeen();
}

function choose(id) {
  current = id;
  byId('act-error').textContent = '';
  show();
}

// Tells the customer, once for each of their messages, that an agent looks at it.
function markSeen() {
  const contact = chosen();
  const session = contact && sessionOf(contact);
  const last = contact && contact.messages.filter((message) => message.direction === 'inbound').pop();
  if (!session || session.state !== 'active' || !last || last.id === seen || document.hidden) return;
  seen = last.id;
  act(session.id, 'seen', {}).catch(() => {});
}

async function poll() {
  try {
    const answer = await get('/api/contacts');
    byId('link').textContent = '';
    const text = JSON.stringify(answer);
    if (text !== shown) {
      shown = text;
      contacts = answer.contacts;
      show();
    }
  } catch {
    byId('link').textContent = 'No connection to the server';
  }
  setTimeout(poll, document.hidden ? 5000 : 1000);
}

async function attempt(name, body) {
  const session = sessionOf(chosen());
  byId('act-error').textContent = '';
  try {
    return await act(session.id, name, {agent: agent(), ...body});
  } catch (error) {
    byId('act-error').textContent = error.message;
    return undefined;
  }
}

async function send(event) {
  event.preventDefault();
  const text = byId('text').value;
  if (!text.trim()) return;
  byId('text').value = '';
  typingSince = 0;
  if (!await attempt('reply', {text})) byId('text').value = text;
}

function typing() {
  const now = Date.now();
  const session = sessionOf(chosen());
  if (now - typingSince < 10000 || !session || session.state !== 'active') return;
  typingSince = now;
  act(session.id, 'typing', {on: true}).catch(() => {});
}

byId('agent').value = localStorage.getItem('agent') || 'agent-1';
byId('agent').addEventListener('change', () => localStorage.setItem('agent', agent()));
byId('accept').addEventListener('click', async () => {
  const answer = await attempt('accept', {});
  if (answer && answer.agent !== agent()) byId('act-error').textContent = `${answer.agent} was faster`;
});
byId('close').addEventListener('click', () => attempt('close', {reason: 'done'}));
byId('back').addEventListener('click', () => choose(undefined));
byId('composer').addEventListener('submit', send);
byId('text').addEventListener('input', typing);
byId('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});
startServices();
poll();
