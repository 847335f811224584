import {byId, element, stripe} from './dom.js';
import {
  authorOf, contentOf, historyOf, infoOf, nameOf, sessionOf, stateOf, statusOf, timeOf, windowOf,
} from './words.js';

function turn(message, contact) {
  const item = element('li', `${message.direction} ${message.status}`);
  const status = statusOf(message);
  const history = historyOf(message);
  item.append(
      element('div', 'faint', `${authorOf(message, contact)}, ${timeOf(message)}`),
      element('div', 'bubble', contentOf(message)));
  if (history) item.append(element('div', 'faint history', history));
  if (status) item.append(element('div', 'faint status', status));
  return item;
}

function showInfo(contact) {
  byId('customer-info').replaceChildren(
      ...infoOf(contact).flatMap(([label, value]) => [element('dt', '', label), element('dd', '', value)]));
  byId('tags').replaceChildren(
      ...contact.tags.map((tag) => element('li', '', tag)),
      ...contact.optional_tags.map((tag) => element('li', 'optional', tag)));
}

export function showContact(contact) {
  byId('contact').hidden = !contact;
  byId('desk').classList.toggle('open', Boolean(contact));
  if (!contact) return;
  const session = sessionOf(contact);
  const state = session ? session.state : 'closed';
  byId('contact-name').textContent = nameOf(contact);
  byId('contact-state').textContent = stateOf(session);
  byId('contact-state').className = `state ${state}`;
  stripe(byId('contact-head'), contact.colour);
  byId('accept').hidden = state !== 'waiting';
  byId('close').hidden = state === 'closed';
  for (const control of byId('composer').elements) control.disabled = state === 'closed';
  byId('text').placeholder = state === 'closed' ? 'The next message of the customer opens a new session' : 'Answer…';
  byId('window').textContent = windowOf(contact.window);
  showInfo(contact);

  const transcript = byId('transcript');
  const atEnd = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight < 40;
  transcript.replaceChildren(...contact.messages.map((message) => turn(message, contact)));
  if (atEnd) transcript.scrollTop = transcript.scrollHeight;
}
