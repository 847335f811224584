// How one turn of the conversation looks, and what the customer can do with it. Texts go in as text only.

const reactions = [['❤️', 'love'], ['😆', 'smile'], ['😮', 'wow'], ['😢', 'sad'], ['😠', 'angry'], ['👍', 'like']];

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function button(label, work, name) {
  const made = element('button', '', label);
  made.type = 'button';
  if (name) made.setAttribute('aria-label', name);
  made.addEventListener('click', work);
  return made;
}

// A link to what the Page sent; anything but a web address stays text.
function link(url, text) {
  if (!/^https?:\/\//.test(url || '')) return element('span', '', text);
  const made = element('a', '', text);
  made.href = url;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

function templateButton(item, act) {
  if (item.type === 'postback') return button(item.title, () => act.tap(item.title, item.payload));
  const words = {phone_number: `${item.title} (${item.payload})`, account_link: 'Log in', account_unlink: 'Log out', audio_call: 'Call'};
  return link(item.url, words[item.type] || item.title || item.type);
}

const listOf = (value) => (Array.isArray(value) ? value : []);

// A template's cards: of most kinds its elements, of the others the payload itself.
function template(payload, act) {
  const elements = listOf(payload.elements);
  return (elements.length > 0 && payload.template_type !== 'receipt' ? elements : [payload]).map((card) => {
    const made = element('div', 'card');
    const title = card.title || card.text || card.recipient_name || payload.template_type;
    made.append(element('strong', '', String(title)));
    if (card.subtitle) made.append(element('div', '', card.subtitle));
    for (const image of [card.image_url, ...listOf(card.images).map((one) => one.url)].filter(Boolean))
      made.append(element('div', '', link(image, 'Image')));
    if (payload.template_type === 'media') made.append(element('div', '', link(card.url, `${card.media_type} ${card.attachment_id || ''}`)));
    if (card.summary) made.append(element('div', '', `${card.summary.total_cost} ${card.currency || ''}`));
    const buttons = listOf(card.buttons).map((item) => templateButton(item, act));
    if (buttons.length > 0) made.append(element('div', 'row', ...buttons));
    return made;
  });
}

function attachment(file) {
  const words = {image: 'Image', video: 'Video', audio: 'Audio', file: 'File', sticker: 'Sticker'};
  const name = file.file_name ? `: ${file.file_name}` : '';
  return element('div', '', link(file.url, (words[file.type] || file.type) + name));
}

function bubble(message, act) {
  if (message.unsent) return element('div', 'bubble gone', 'Message unsent');
  const made = element('div', 'bubble', message.text || '');
  for (const file of listOf(message.attachments))
    made.append(...(file.type === 'template' ? template(file.payload || message.message.attachment.payload, act) : [attachment(file)]));
  return made;
}

function quickReplies(message, act) {
  const replies = listOf(message.message && message.message.quick_replies).filter((reply) => reply.content_type === 'text');
  return replies.map((reply) => button(reply.title || reply.payload, () => act.choose(reply.title || reply.payload, reply.payload)));
}

function notes(message) {
  const words = [new Date(message.at).toLocaleTimeString()];
  if (message.edits) words.push(`edited ${message.edits === 1 ? 'once' : `${message.edits} times`}`);
  if (message.reply_to) words.push('a reply');
  if (message.payload) words.push(`tapped: ${message.payload}`);
  for (const one of listOf(message.reactions)) words.push(`${one.emoji} ${one.from === 'page' ? 'the Page' : 'you'}`);
  return element('div', 'faint', words.join(', '));
}

// What can be done to the message, behind one small button.
function actions(message, act) {
  const words = message.text || (message.attachment_type ? `the ${message.attachment_type}` : 'the message');
  const summary = element('summary', '', '⋯');
  summary.setAttribute('aria-label', `Actions for: ${words.slice(0, 60)}`);
  const row = element('div', 'row');
  for (const [emoji, name] of reactions) row.append(button(emoji, () => act.react(message, emoji), `React: ${name}`));
  if (listOf(message.reactions).some((one) => one.from === 'person')) row.append(button('Take reaction back', () => act.unreact(message)));
  if (message.from === 'person' && !message.tap) row.append(button('Edit', () => act.edit(message)), button('Unsend', () => act.unsend(message)));
  return element('details', 'actions', summary, row);
}

export function turn(message, act) {
  const item = element('li', message.from, bubble(message, act), notes(message));
  if (message.unsent) return item;
  const replies = quickReplies(message, act);
  if (replies.length > 0) item.append(element('div', 'row', ...replies));
  item.append(actions(message, act));
  return item;
}
