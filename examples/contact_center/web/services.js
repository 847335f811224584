import {get, post} from './api.js';
import {byId, element, stripe} from './dom.js';

function row(service) {
  const item = element('li');
  stripe(item, service.colour);
  item.append(
      element('strong', '', service.name),
      element('div', 'faint', `Page ${service.page_name || service.page_id}, App ${service.app_id}`),
      element('div', 'faint', service.webhook_url));
  return item;
}

async function refresh() {
  const {services} = await get('/api/services');
  byId('service-list').replaceChildren(...services.map(row));
}

const labels = (text) => text.split(',').map((tag) => tag.trim()).filter(Boolean);

async function save(event) {
  event.preventDefault();
  const form = byId('service-form');
  const draft = Object.fromEntries(new FormData(form));
  draft.tags = labels(draft.tags);
  draft.optional_tags = labels(draft.optional_tags);
  draft.human_agent = form.elements.human_agent.checked;
  byId('service-error').textContent = '';
  try {
    const created = await post('/api/services', draft);
    byId('created-url').textContent = created.webhook_url;
    byId('created-token').textContent = created.verify_token;
    byId('service-created').hidden = false;
    form.reset();
    await refresh();
  } catch (error) {
    byId('service-error').textContent = error.field ? `${error.field}: ${error.message}` : error.message;
    form.elements[error.field]?.focus();
  }
}

export function startServices() {
  byId('service-form').addEventListener('submit', save);
  byId('show-services').addEventListener('click', () => {
    const section = byId('services');
    section.hidden = !section.hidden;
    byId('show-services').setAttribute('aria-expanded', String(!section.hidden));
    if (!section.hidden) refresh().catch(() => {});
  });
}
