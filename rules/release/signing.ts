import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** 签署密钥 a new Ed25519 pair; the private half is PKCS#8 in PEM and stays with the person it belongs to. */
export interface KeyPair {
  readonly keyId: string;
  /** SPKI in base64, to be registered. */
  readonly publicKey: string;
  readonly privateKeyPem: string;
}

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = spkiOf(publicKey);
  return {
    keyId: keyIdOf(spki),
    publicKey: spki,
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** The id of a key is made of the key itself, so two keys never share one. */
export const keyIdOf = (publicKey: string): string =>
  `K${createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 20)}`;

const spkiOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');

/** A public key as it is kept: SPKI in base64; null when the text is not an Ed25519 key of that form. */
export function readPublicKey(text: string): string | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? spkiOf(key) : null;
  } catch {
    return null;
  }
}

/** A document as a person signs it: for this release and nothing else. */
export interface Signable {
  readonly releaseId: string;
  /** Canonical JSON of the packs. */
  readonly document: string;
}

const PURPOSE = 'goufu policy release v1';
const bytesOf = ({ releaseId, document }: Signable): Buffer =>
  Buffer.from(`${PURPOSE}\n${releaseId}\n${document}`, 'utf8');

/** Signs with a private key in PEM; answers the signature in base64 and the key's id. Throws for any other kind of key. */
export function signDocument(signable: Signable, privateKeyPem: string) {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('Not an Ed25519 private key');
  return {
    keyId: keyIdOf(spkiOf(createPublicKey(key))),
    signature: sign(null, bytesOf(signable), key).toString('base64'),
  };
}

/** Whether a signature was made over this document with the private half of this key. */
export function signatureFits(
  signable: Signable,
  { publicKey, signature }: { readonly publicKey: string; readonly signature: string },
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, bytesOf(signable), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
