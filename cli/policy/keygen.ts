import { writeFileSync } from 'node:fs';
import { newKeyPair } from '../../rules/release/signing.ts';
import { note, print } from '../output.ts';
import { EXIT, type ExitCode, StackFailure } from '../stack/failure.ts';

/** Makes a key pair: the private half goes to a file only its owner may read, the public half is printed. */
export function keygen(file: string): ExitCode {
  const { keyId, publicKey, privateKeyPem } = newKeyPair();
  try {
    // Never over an existing file: it may be the only copy of a key that is in use.
    writeFileSync(file, privateKeyPem, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StackFailure({ zh: `写不了 ${file}：${why}`, en: `Cannot write ${file}: ${why}` }, EXIT.usage);
  }
  print(JSON.stringify({ keyId, publicKey }));
  note({
    zh: `私钥已写入 ${file}，请妥善保管，不要上传；请运维人员登记上面的公钥。`,
    en: `The private key is in ${file}: keep it, never upload it. Ask an operator to register the public key above.`,
  });
  return EXIT.ok;
}
