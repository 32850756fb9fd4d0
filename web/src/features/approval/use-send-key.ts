import type { FormInstance } from 'antd';
import { useEffect } from 'react';

/** Ctrl+Enter sends the form, wherever the keyboard is: the window around it may still hold it. */
export function useSendKey<T>(form: FormInstance<T>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [form]);
}
