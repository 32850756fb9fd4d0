import { checkedReleases } from '../engine/policy.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { documentOf, type ReleaseDocument } from './document.ts';
import { isPinned } from './shipped-pin.ts';

/** The packs shipped with the product as documents, oldest version first. */
export const shippedDocuments = (): readonly ReleaseDocument[] =>
  checkedReleases(shippedPacks).map(documentOf);

/** Throws when the files of the shipped packs are not those the code was delivered with: nobody has signed the others. */
export function requireShippedPacks(): void {
  for (const document of shippedDocuments()) {
    if (isPinned(document)) continue;
    throw new Error(
      `随产品发布的规则包 ${document.version} 与代码记录的哈希不符；规则的更改须提出新版本并经两人签署（goufu policy propose），产品开发中请运行 npm run policy -- pin。 / The shipped policy packs ${document.version} are not those this code knows; propose a change as a new version with two signatures (goufu policy propose), or run npm run policy -- pin while developing the product.`,
    );
  }
}
