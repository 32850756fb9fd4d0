const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Content-Disposition for saving under this name (RFC 6266), with an ASCII name for readers that know no other. */
export function saveAs(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9 ._-]/gu, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}
