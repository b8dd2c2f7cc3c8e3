// Makes passkeys and signs with them. It decides nothing: what it sends is checked again.
'use strict';

const bytes = text =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

const base64url = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const listed = credentials => credentials.map(it => ({ type: it.type, id: bytes(it.id) }));

async function ask(url, form) {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(json.detail || 'The console does not answer; nothing was done.');
  }
  return json;
}

async function make(form) {
  const { publicKey } = await ask(form.dataset.make, form);
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: listed(publicKey.excludeCredentials),
    },
  });
  form.elements.challenge.value = publicKey.challenge;
  form.elements.client_data.value = base64url(made.response.clientDataJSON);
  form.elements.attestation_object.value = base64url(made.response.attestationObject);
}

async function sign(form) {
  const { nonce, publicKey } = await ask(form.dataset.sign, form);
  const signed = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: listed(publicKey.allowCredentials),
    },
  });
  form.elements.assertion.value = JSON.stringify({
    nonce,
    credential_id: signed.id,
    authenticator_data: base64url(signed.response.authenticatorData),
    client_data_json: base64url(signed.response.clientDataJSON),
    signature: base64url(signed.response.signature),
  });
}

function tell(error) {
  const place = document.getElementById('problem');
  place.textContent =
    error.name === 'NotAllowedError'
      ? 'The passkey did not do it: it was not allowed to, it took too long, or it could not check who you are. Nothing was done.'
      : error.name === 'InvalidStateError'
        ? 'This device has a passkey of yours already.'
        : error.message;
  place.hidden = false;
}

function before(selector, work) {
  for (const form of document.querySelectorAll(selector)) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      document.getElementById('problem').hidden = true;
      work(form).then(() => form.submit(), tell);
    });
  }
}

before('form[data-make]', make);
before('form[data-sign]', sign);
