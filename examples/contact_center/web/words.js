// What the page says about things.

export function nameOf(contact) {
  const {name, first_name: first, last_name: last} = contact.profile;
  return name || [first, last].filter(Boolean).join(' ') || `Customer ${contact.customer.slice(-6)}`;
}

// The session that is not closed, if there is one; else the last one.
export function sessionOf(contact) {
  const open = contact.sessions.filter((session) => session.state !== 'closed');
  return open[open.length - 1] || contact.sessions[contact.sessions.length - 1];
}

export function stateOf(session) {
  if (!session) return 'no session';
  if (session.state === 'active') return `active: ${session.agent}`;
  if (session.state === 'closed') return session.close_reason ? `closed: ${session.close_reason}` : 'closed';
  return session.state;
}

export function authorOf(message, contact) {
  switch (message.author) {
    case 'customer': return nameOf(contact);
    case 'agent': return message.agent;
    case 'page_inbox': return 'somebody in the Page inbox';
    case 'automation': return 'automatic';
    default: return 'another app';
  }
}

export function contentOf(message) {
  if (message.unsent) return '(taken back by the customer)';
  if (message.unsupported) return '(something that Messenger cannot show here)';
  const attachments = message.attachments.map((one) => `[${one.type || 'attachment'}]`);
  return [message.text || message.title, ...attachments].filter(Boolean).join('\n') || '(nothing to show)';
}

export function statusOf(message) {
  const why = message.failure ? message.failure.text : '';
  switch (message.status) {
    case 'queued': return 'waiting to be sent';
    case 'parked': return 'waiting until the service can send again';
    case 'sending': return 'sending…';
    case 'accepted': return '✓ sent';
    case 'delivered': return '✓✓ delivered';
    case 'read': return '✓✓ read';
    case 'failed': return `Not sent: ${why}`;
    case 'unknown': return `Nobody can tell whether it arrived; ask the customer before you send it again. ${why}`;
    default: return '';
  }
}

// What happened to a message since it was written, if anything did.
export function historyOf(message) {
  const before = message.history.filter((one) => one.change === 'edited' && one.text).map((one) => `“${one.text}”`);
  return [
    before.length && `edited; before: ${before.join(', ')}`,
    message.reaction && `reacted ${message.reaction}`,
    message.parts && `part ${message.part} of ${message.parts}`,
  ].filter(Boolean).join(' · ');
}

// Until when an answer may be sent, in words; Messenger sets the limits.
export function windowOf({anybody_until_ms: anybody, people_until_ms: people, thread_owner: owner}) {
  if (owner === 'other_app') return 'Another app, or the Page inbox, has this conversation';
  const now = Date.now();
  const when = (time) => new Date(time).toLocaleString([], {weekday: 'short', hour: '2-digit', minute: '2-digit'});
  if (anybody > now) return `Answer until ${when(anybody)}`;
  if (people > now) return `Only a person may answer, until ${when(people)}`;
  return anybody ? 'Too late to answer; wait until the customer writes again' : '';
}

export function timeOf(message) {
  return new Date(message.at_ms).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
}

export function infoOf(contact) {
  const {first_name: first, last_name: last, name, locale, time_zone: zone, picture_url: picture} = contact.profile;
  return [
    ['Name', name || [first, last].filter(Boolean).join(' ')],
    ['Language', locale],
    ['Time zone', zone && `UTC${zone.startsWith('-') ? '' : '+'}${zone}`],
    ['Picture', picture && 'on Facebook'],
    ['Service', contact.service_name],
    ['Customer', contact.customer],
  ].map(([label, value]) => [label, value || 'not shared']);
}
