import { theme as antTheme, type ThemeConfig } from 'antd';
import { useEffect, useState } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** Follows the system between light and dark. */
export function usePrefersDark(): boolean {
  const [isDark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const media = matchMedia(DARK);
    const follow = () => setDark(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isDark;
}

/** Contrasts of text and lamps are at least 4.5 to 1 on both grounds. */
export const themeOf = (isDark: boolean): ThemeConfig => ({
  algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
  components: {
    Layout: { headerBg: isDark ? '#10233f' : '#1d4f91', bodyBg: isDark ? '#0d1117' : '#f4f6f9' },
    Menu: {
      itemSelectedBg: isDark ? '#1c3557' : '#e3edfa',
      itemSelectedColor: isDark ? '#d6e6ff' : '#163d70',
      itemHeight: 38,
      activeBarBorderWidth: 0,
    },
    Table: {
      headerBg: isDark ? '#1b2430' : '#eef2f7',
      headerSplitColor: 'transparent',
      cellPaddingBlock: 10,
    },
    Card: { headerBg: 'transparent' },
    // On the light blue of the dark ground white words would be too pale.
    ...(isDark && { Button: { primaryColor: '#06152b' } }),
  },
  token: {
    colorPrimary: isDark ? '#6ea8ff' : '#1d4f91',
    colorError: isDark ? '#ff8a80' : '#b3261e',
    colorLink: isDark ? '#8dbbff' : '#1d4f91',
    colorTextSecondary: isDark ? 'rgba(255,255,255,0.75)' : 'rgba(0,0,0,0.68)',
    colorTextTertiary: isDark ? 'rgba(255,255,255,0.7)' : 'rgba(0,0,0,0.65)',
    colorTextDescription: isDark ? 'rgba(255,255,255,0.75)' : 'rgba(0,0,0,0.68)',
    colorTextPlaceholder: isDark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.58)',
    borderRadius: 6,
    fontFamily:
      '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif',
  },
});
