'use strict';

// A webhook receiver that shares no code with this project: it verifies with Node's own crypto and keeps every body as
// it came off the socket.

const crypto = require('node:crypto');
const { EventEmitter, once } = require('node:events');
const http = require('node:http');

const PATIENCE_MS = 10000;
const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

function isSigned(body, header, appSecret) {
  if (!SIGNATURE.test(header || '')) return false;
  const expected = crypto.createHmac('sha256', appSecret).update(body).digest();
  return crypto.timingSafeEqual(expected, Buffer.from(header.slice('sha256='.length), 'hex'));
}

// What is wrong with the form of `body`, or null. The platform sends one line of ASCII: beyond that only \u escapes with
// lower-case digits, and each slash behind a backslash.
function wireFault(body) {
  const text = body.toString('latin1');
  if (/[^\x20-\x7e]/.test(text)) return 'a byte that is not printable ASCII';
  for (const [escape] of text.matchAll(/\\(?:u.{4}|.)/g)) {
    if (escape[1] === 'u' && parseInt(escape.slice(2), 16) >= 0x80 && escape !== escape.toLowerCase())
      return `an escape in upper case: ${escape}`;
  }
  if (text.replace(/\\./g, '').includes('/')) return 'a slash that is not escaped';
  return null;
}

class WebhookReceiver {
  constructor({ appSecret, verifyToken }) {
    this.appSecret = appSecret;
    this.verifyToken = verifyToken;
    this.deliveries = [];
    this.arrivals = new EventEmitter(); // says 'delivery' after each
    this.handshakes = 0;
    this.refusals = 0;
    this.server = http.createServer((request, response) => this.answer(request, response));
  }

  async listen() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}/webhook`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  // Answers the next `count` deliveries with 500, as a receiver in trouble does.
  refuse(count) {
    this.refusals = count;
  }

  // The first delivery from the `from`th on with an event that satisfies `accepts`, also one that is here already.
  async next(accepts, from = 0) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = this.deliveries.slice(from).find((delivery) => delivery.events.some(accepts));
      if (found) return found;
      try {
        await once(this.arrivals, 'delivery', { signal });
      } catch (cause) {
        throw new Error(`no such delivery among ${this.deliveries.length}`, { cause });
      }
    }
  }

  answer(request, response) {
    if (request.method === 'GET') return this.answerHandshake(new URL(request.url, this.url), response);
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    return request.on('end', () => {
      response.writeHead(this.keep(Buffer.concat(chunks), request.headers)).end('EVENT_RECEIVED');
    });
  }

  answerHandshake({ searchParams }, response) {
    const matches =
      searchParams.get('hub.mode') === 'subscribe' && searchParams.get('hub.verify_token') === this.verifyToken;
    if (matches) this.handshakes += 1;
    response.writeHead(matches ? 200 : 403, { 'Content-Type': 'text/plain' });
    response.end(matches ? searchParams.get('hub.challenge') : '');
  }

  // Keeps a delivery and says which status answers it.
  keep(body, headers) {
    const delivery = {
      body,
      contentType: headers['content-type'],
      verified: isSigned(body, headers['x-hub-signature-256'], this.appSecret),
      wireFault: wireFault(body),
      events: [],
      status: 200,
    };
    if (!delivery.verified) delivery.status = 403;
    else if (this.refusals > 0) delivery.status = 500;
    if (this.refusals > 0) this.refusals -= 1;
    if (delivery.verified) delivery.events = eventsOf(JSON.parse(body.toString('utf8')));
    this.deliveries.push(delivery);
    this.arrivals.emit('delivery');
    return delivery.status;
  }
}

function eventsOf(envelope) {
  return envelope.entry.flatMap((entry) => [...(entry.messaging || []), ...(entry.changes || [])]);
}

module.exports = { WebhookReceiver, isSigned, wireFault };
