import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';
import type { Attachment } from './case.ts';
import { caseRefusal } from './case-refusals.ts';

/** What a file of a kind must hold: these first bytes, these entries of its archive, or nothing but text. */
type Content =
  | { readonly is: 'magic'; readonly head: readonly number[] }
  | { readonly is: 'archive'; readonly entries: readonly string[] }
  | { readonly is: 'text' };

export interface AttachmentKind {
  readonly mediaType: string;
  readonly content: Content;
}

const magic = (mediaType: string, ...head: readonly number[]): AttachmentKind => ({
  mediaType,
  content: { is: 'magic', head },
});
const archive = (mediaType: string, ...entries: readonly string[]): AttachmentKind => ({
  mediaType,
  content: { is: 'archive', entries },
});
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const JPEG = magic('image/jpeg', 0xff, 0xd8, 0xff);

/** 附件类型 the files that are taken, by the ending of their names. Archives as such and anything that runs are not. */
const KINDS: Readonly<Record<string, AttachmentKind>> = {
  pdf: magic('application/pdf', 0x25, 0x50, 0x44, 0x46, 0x2d),
  png: magic('image/png', 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  jpg: JPEG,
  jpeg: JPEG,
  docx: archive(`${OFFICE}.wordprocessingml.document`, '[Content_Types].xml', 'word/document.xml'),
  xlsx: archive(`${OFFICE}.spreadsheetml.sheet`, '[Content_Types].xml', 'xl/workbook.xml'),
  ofd: archive('application/ofd', 'OFD.xml'),
  txt: { mediaType: 'text/plain', content: { is: 'text' } },
  csv: { mediaType: 'text/csv', content: { is: 'text' } },
};

export const ATTACHMENT_ENDINGS: readonly string[] = Object.keys(KINDS);

/** The kind that a file's name promises; null when its ending is not among those that are taken. */
export function kindOf(name: string): AttachmentKind | null {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(KINDS, ending) ? (KINDS[ending] ?? null) : null;
}

const MAX_NAME = 120;
// Path separators and what Windows forbids; controls, bidi and other invisible marks, unassigned and private signs.
const UNSAFE = /[/\\:*?"<>|]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFC\uFFFD]/u;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** What is wrong with a file's name; null when it can be stored, shown and saved anywhere as it stands. */
export function nameFault(name: string): Text | null {
  if (name.trim() === '') return text('不能为空', 'must not be empty');
  if (name.length > MAX_NAME)
    return text(`最多为 ${MAX_NAME} 个字符`, `must be at most ${MAX_NAME} characters`);
  if (UNSAFE.test(name))
    return text(
      '含有路径符号、控制字符或不可见字符',
      'holds a path separator, a control character or an invisible mark',
    );
  if (name !== name.normalize('NFC'))
    return text('应为 NFC 规范形式的文字', 'must be in Unicode normal form NFC');
  if (DEVICE.test(name) || name.startsWith('.') || /^\s|[\s.]$/u.test(name))
    return text(
      '不能以点或空格开头、结尾，也不能是系统保留名称',
      'must not begin or end with a dot or a space, nor be a reserved name',
    );
  return null;
}

/**
 * 附件核对: every attachment that an opinion names must be stored with that name, size and digest. Answers the stored
 * ids, or the refusal that names the first one missing.
 */
export function checkAttachments(
  named: readonly Attachment[],
  stored: readonly (Attachment & { readonly id: string })[],
): Result<readonly string[]> {
  const ids: string[] = [];
  for (const { name, sizeBytes, sha256 } of named) {
    const found = stored.find(
      (one) => one.sha256 === sha256 && one.sizeBytes === sizeBytes && one.name === name,
    );
    if (!found) return refuse(caseRefusal('AttachmentUnknown', { name, sizeBytes, sha256 }));
    ids.push(found.id);
  }
  return accept(ids);
}
