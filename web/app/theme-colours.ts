import type { ThemeConfig } from 'antd';

const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const shared = {
  fontFamily,
  fontSize: 14,
  borderRadius: 6,
  borderRadiusLG: 8,
  borderRadiusSM: 4,
  controlHeight: 36,
  controlHeightSM: 28,
  wireframe: false,
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
} as const;

const components = {
  Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Input: { activeShadow: 'none' },
  Tabs: { horizontalItemGutter: 20, titleFontSize: 13 },
  Modal: { titleFontSize: 16 },
};

/** The same colours as look/tokens.css: the sheet serves our own parts, this one antd's. */
export const light = {
  token: {
    ...shared,
    colorPrimary: '#0f565c',
    colorInfo: '#0f565c',
    colorLink: '#0f565c',
    colorError: '#b3261e',
    colorWarning: '#7d4f00',
    colorSuccess: '#1d6b3c',
    colorTextBase: '#14211f',
    colorTextPlaceholder: '#5d6a66',
    colorBgBase: '#ffffff',
    colorBgLayout: '#f4f6f5',
    colorBorder: '#c9d1cf',
    colorBorderSecondary: '#e1e6e4',
  },
  components,
} satisfies ThemeConfig;

export const night = {
  token: {
    ...shared,
    colorPrimary: '#2a7d83',
    colorInfo: '#74c3c6',
    colorLink: '#74c3c6',
    colorError: '#e5645a',
    colorWarning: '#e5b660',
    colorSuccess: '#7fcb9a',
    colorTextBase: '#e7edeb',
    colorTextPlaceholder: '#8d9a97',
    colorBgBase: '#101414',
    colorBgContainer: '#171c1c',
    colorBgElevated: '#1f2625',
    colorBorder: '#3c4745',
    colorBorderSecondary: '#29312f',
  },
  components,
} satisfies ThemeConfig;
