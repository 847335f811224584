// The few calls that build the page. Text goes in as text only, never as HTML.

export const byId = (id) => document.getElementById(id);

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function mark() {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'Facebook Messenger');
  const use = document.createElementNS(namespace, 'use');
  use.setAttribute('href', '#messenger-mark');
  svg.append(use);
  return svg;
}

export function stripe(target, colour) {
  target.style.borderLeftColor = /^#[0-9a-f]{6}$/i.test(colour) ? colour : '';
}
