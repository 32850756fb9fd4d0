/** The keyboard begins in the first field of a window that opens. */
export function focusFirst(isOpen: boolean): void {
  if (isOpen) document.querySelector<HTMLElement>('.ant-modal textarea, .ant-modal input')?.focus();
}
