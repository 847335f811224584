// Calls to the contact centre's own server.

export async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

export async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const value = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(value.error.message), {field: value.error.field, answered: true});
  return value;
}

function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// One act of an agent. It has one request id, however often it is sent: so it happens once, even if an answer got lost.
export async function act(session, name, body) {
  const request = {...body, request_id: freshId()};
  for (let attempt = 1; ; ++attempt) {
    try {
      return await post(`/api/sessions/${encodeURIComponent(session)}/${name}`, request);
    } catch (error) {
      if (error.answered || attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}
