// The ML-DSA-44 cosignature under the head of a log (C2SP tlog-cosignature, type 6), checked with
// @noble/post-quantum; every changed byte of what is signed and of the signature must be refused.
import { readFileSync } from 'node:fs';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';

const folder = process.argv[2];
const text = readFileSync(`${folder}/checkpoint.txt`, 'utf8');
const proof = readFileSync(`${folder}/decision.tlog-proof`, 'utf8');
const vkeys = readFileSync(`${folder}/trust.policy`, 'utf8')
  .split('\n').filter((line) => line.startsWith('witness ')).map((line) => line.split(' ')[2]);

const [origin, size, root] = text.split('\n');
const be64 = (value) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(value)); return b; };
const named = (name) => Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name)]);

let checked = 0;
for (const vkey of vkeys) {
  const [name, id, key] = [vkey.split('+')[0], vkey.split('+')[1], vkey.split('+').slice(2).join('+')];
  const typed = Buffer.from(key, 'base64');
  if (typed[0] !== 6) continue;
  const line = proof.split('\n').find((it) => it.startsWith(`— ${name} `)
    && Buffer.from(it.split(' ')[2], 'base64').subarray(0, 4).toString('hex') === id);
  if (!line) continue;
  const blob = Buffer.from(line.split(' ')[2], 'base64');
  const time = blob.subarray(4, 12);
  const signature = new Uint8Array(blob.subarray(12));
  const message = new Uint8Array(Buffer.concat([
    Buffer.from('subtree/v1\n\0', 'latin1'), named(name), time, named(origin), be64(0), be64(size),
    Buffer.from(root, 'base64')]));
  const publicKey = new Uint8Array(typed.subarray(1));
  if (!ml_dsa44.verify(signature, message, publicKey)) throw new Error('FAILED: it does not verify');
  for (let at = 0; at < message.length; at += 1) {
    const changed = message.slice();
    changed[at] ^= 1;
    if (ml_dsa44.verify(signature, changed, publicKey)) throw new Error(`FAILED: byte ${at} may be changed`);
  }
  for (let at = 0; at < signature.length; at += 97) {
    const changed = signature.slice();
    changed[at] ^= 1;
    if (ml_dsa44.verify(changed, message, publicKey)) throw new Error(`FAILED: signature byte ${at}`);
  }
  checked += 1;
}
if (checked === 0) throw new Error('FAILED: there is no ML-DSA-44 line');
console.log('OK @noble/post-quantum: the ML-DSA-44 line verifies, every changed byte is refused');
