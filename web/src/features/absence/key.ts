/** What the lists of proxies are kept under. */
export const PROXIES = ['proxies'] as const;
