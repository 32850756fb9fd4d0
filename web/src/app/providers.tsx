import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, Empty } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { ProblemError } from '../shared/api.ts';
import { LanguageProvider, useLanguage } from '../shared/language.tsx';
import { sessionEnded } from '../shared/session-end.ts';
import { themeOf, usePrefersDark } from './theme.ts';

/** A refusal stays one however often it is asked; what the network lost is asked again. */
const isWorthAskingAgain = (failures: number, error: Error): boolean =>
  failures < 2 &&
  (!(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500);

const noticeEnd = (error: Error): void => {
  if (error instanceof ProblemError && error.problem.status === 401) sessionEnded(true);
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: { queries: { retry: isWorthAskingAgain, staleTime: 5_000 } },
});

export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <Look>{children}</Look>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function Look({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      empty={{ image: Empty.PRESENTED_IMAGE_SIMPLE }}
      locale={language === 'zh' ? zhCN : enUS}
      theme={themeOf(usePrefersDark())}
    >
      <AntApp>{children}</AntApp>
    </ConfigProvider>
  );
}
