import {byId, element, mark, stripe} from './dom.js';
import {contentOf, nameOf, sessionOf, stateOf} from './words.js';

function row(contact, isCurrent, onChoose) {
  const session = sessionOf(contact);
  const button = element('button');
  button.type = 'button';
  button.dataset.contact = contact.id;
  button.setAttribute('aria-current', String(isCurrent));
  stripe(button, contact.colour);
  const last = contact.messages[contact.messages.length - 1];
  button.append(
      mark(), element('span', 'name', nameOf(contact)),
      element('span', `state ${session ? session.state : ''}`, session ? session.state : ''),
      element('span', 'last', last ? contentOf(last) : ''));
  button.addEventListener('click', () => onChoose(contact.id));
  const item = element('li');
  item.title = stateOf(session);
  item.append(button);
  return item;
}

export function showContacts(contacts, current, onChoose) {
  const focused = document.activeElement && document.activeElement.dataset.contact;
  byId('no-contacts').hidden = contacts.length > 0;
  byId('contacts').replaceChildren(...contacts.map((contact) => row(contact, contact.id === current, onChoose)));
  if (focused) byId('contacts').querySelector(`[data-contact="${CSS.escape(focused)}"]`)?.focus();
}
