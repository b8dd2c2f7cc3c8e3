// Verifies a decision with @sigstore/verify against our trusted root, then changes every byte of the sealed artefact
// and of what the bundle proves, one at a time, and expects each to be refused.
const { readFileSync } = require('node:fs');
const { createPublicKey } = require('node:crypto');
const { bundleFromJSON } = require('@sigstore/bundle');
const { TrustedRoot } = require('@sigstore/protobuf-specs');
const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');

const folder = process.argv[2];
const read = (name) => readFileSync(`${folder}/${name}`);
const artefact = read('decision.json');
const bundle = JSON.parse(read('decision.sigstore.json'));
const root = TrustedRoot.fromJSON(JSON.parse(read('trusted_root.json')));
const seal = createPublicKey(read('seal.pub'));
const trust = toTrustMaterial(root, () => ({ publicKey: seal, validFor: () => true }));
const verifier = new Verifier(trust, { tlogThreshold: 1, timestampThreshold: 0, ctlogThreshold: 0 });

const accepts = (json, bytes) => {
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(json), bytes));
    return true;
  } catch {
    return false;
  }
};

if (!accepts(bundle, artefact)) {
  verifier.verify(toSignedEntity(bundleFromJSON(bundle), artefact));
}

let refused = 0;
const mustRefuse = (what, json, bytes) => {
  if (accepts(json, bytes)) {
    console.error(`FAILED @sigstore/verify accepts a changed ${what}`);
    process.exit(1);
  }
  refused++;
};

for (let i = 0; i < artefact.length; i++) {
  const changed = Buffer.from(artefact);
  changed[i] ^= 1;
  mustRefuse(`byte ${i} of decision.json`, bundle, changed);
}
// Each byte of each base64 value: leaf, path, seal; and of the signed note. Not `rootHash`: this tool does not read
// it, it takes the root from the signed note, where each character is changed below.
const entry = bundle.verificationMaterial.tlogEntries[0];
const change = (what, at) => {
  const original = at(JSON.parse(JSON.stringify(bundle))).get();
  const bytes = Buffer.from(original, 'base64');
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i] ^= 1;
    const copy = JSON.parse(JSON.stringify(bundle));
    at(copy).set(changed.toString('base64'));
    mustRefuse(`${what}, byte ${i}`, copy, artefact);
  }
};
const field = (object, name) => ({
  get: () => object[name],
  set: (value) => {
    object[name] = value;
  },
});
const tlog = (copy) => copy.verificationMaterial.tlogEntries[0];
change('leaf', (copy) => field(tlog(copy), 'canonicalizedBody'));
change('seal', (copy) => field(copy.messageSignature, 'signature'));
entry.inclusionProof.hashes.forEach((_, i) =>
  change(`hash ${i}`, (copy) => field(tlog(copy).inclusionProof.hashes, i)),
);
const text = entry.inclusionProof.checkpoint.envelope.split('\n\n')[0];
for (let i = 0; i < text.length; i++) {
  const copy = JSON.parse(JSON.stringify(bundle));
  const envelope = copy.verificationMaterial.tlogEntries[0].inclusionProof.checkpoint.envelope;
  const other = envelope[i] === 'a' ? 'b' : 'a';
  copy.verificationMaterial.tlogEntries[0].inclusionProof.checkpoint.envelope =
    envelope.slice(0, i) + other + envelope.slice(i + 1);
  mustRefuse(`checkpoint, character ${i}`, copy, artefact);
}
console.log(`OK @sigstore/verify: the bundle verifies, ${refused} changes are refused`);
