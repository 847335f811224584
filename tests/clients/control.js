'use strict';

// The sandbox's control API, and what a test needs to know of the world it runs in.

const fs = require('node:fs');

class Control {
  constructor(origin, token) {
    this.origin = origin;
    this.token = token;
  }

  async post(path, body) {
    const response = await fetch(`${this.origin}/sandbox/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`control: POST ${path} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : {};
  }

  addPerson(person) {
    return this.post('people', person);
  }

  write(psid, text) {
    return this.post(`people/${psid}/messages`, { text });
  }

  comment(psid, message) {
    return this.post('comments', { psid, message });
  }

  advance(milliseconds) {
    return this.post('clock', { advance_ms: milliseconds });
  }

  setFaults(faults) {
    return this.post('faults', faults);
  }

  // A person who has just written, so that the Page may answer.
  async addCustomer(person = { first_name: 'Ada', last_name: 'Example', locale: 'en_GB', timezone: '1' }) {
    const added = await this.addPerson(person);
    await this.write(added.psid, 'Hello');
    return added;
  }
}

// The driver writes the world's file and passes its name as the first argument.
function readWorld() {
  const file = process.argv[2];
  if (!file) throw new Error('usage: node TEST WORLD_FILE; tests/clients/run.py makes the file');
  const { origin, control_token: token, world } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    origin,
    control: new Control(origin, token),
    app: world.apps[0],
    page: world.pages[0],
    pageToken: world.page_access_token,
    appToken: world.app_access_token,
  };
}

module.exports = { Control, readWorld };
