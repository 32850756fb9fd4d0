import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language, Text } from '../../../domain/kernel/text.ts';

const STORED = 'goufu.language';

interface Choice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<Choice>({ language: 'zh', choose: () => {} });

/** The language of every word on the screen and of every answer of the server; Chinese until the reader chooses. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(storedLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose(next: Language) {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={choice}>{children}</LanguageContext.Provider>;
}

export const storedLanguage = (): Language => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh');

export const useLanguage = (): Choice => useContext(LanguageContext);

/** Says a pair of sentences in the reader's language. */
export function useWords(): (words: Text) => string {
  const { language } = useLanguage();
  return (words) => words[language];
}
