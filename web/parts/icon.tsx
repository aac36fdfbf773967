/** Our own line icons on a 20-pixel grid; always decoration, the label stands beside or on the button. */
const paths = {
  todo: 'M4 5.5h2M4 10h2M4 14.5h2M9 5.5h7M9 10h7M9 14.5h7',
  cases: 'M3.5 6.5a1 1 0 0 1 1-1h3l1.5 2h6.5a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z',
  register: 'M5 3.5h9a1.5 1.5 0 0 1 1.5 1.5v11.5H6.5A1.5 1.5 0 0 1 5 15zM5 15a1.5 1.5 0 0 1 1.5-1.5h9M8 7h4.5',
  status: 'M3 10.5h3l2-5 3.5 9 2-4H17',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4zM12.7 12.7 16.5 16.5',
  language:
    'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM3.5 10h13M10 3.5c2 2 2.6 4.2 2.6 6.5S12 14.5 10 16.5c-2-2-2.6-4.2-2.6-6.5S8 5.5 10 3.5z',
  chevronDown: 'M5.5 8l4.5 4.5L14.5 8',
  chevronRight: 'M8 5.5l4.5 4.5L8 14.5',
  chevronLeft: 'M12 5.5L7.5 10l4.5 4.5',
  arrowRight: 'M4 10h12M11.5 5.5L16 10l-4.5 4.5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  dash: 'M5 10h10',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  rotate: 'M15.5 8A6 6 0 1 0 16 11.5M15.8 4v4h-4',
  fit: 'M3.5 7V4.5H6M14 4.5h2.5V7M16.5 13v2.5H14M6 15.5H3.5V13M7 10h6',
  thumbs: 'M4 4h4v5H4zM4 12h4v4H4zM11 4h5v12h-5z',
  external: 'M8 5H4.5v10.5H15V12M11 4.5h4.5V9M15 5l-6 6',
  file: 'M5.5 3.5h6l3 3v10h-9zM11.5 3.5v3h3',
  paper: 'M5.5 3.5h9v13h-9zM8 7h4M8 10h4M8 13h2',
  clock: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM10 6.5V10l2.5 2',
  pause: 'M7.5 5.5v9M12.5 5.5v9',
  warn: 'M10 4l6.5 11.5h-13zM10 8.5v3M10 13.4v.1',
  info: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM10 9.5V13M10 6.9V7',
  lock: 'M5.5 9h9v7h-9zM7.5 9V7a2.5 2.5 0 0 1 5 0v2',
  pen: 'M4 16l1-3.5L13 4.5 15.5 7l-8 8z',
  key: 'M7 9.5a3 3 0 1 1 0 1M10 10h6.5M14 10v2.5',
  more: 'M5 10v.1M10 10v.1M15 10v.1',
  star: 'M10 4l1.8 3.9 4.2.5-3.1 2.9.8 4.2L10 13.4l-3.7 2.1.8-4.2L4 8.4l4.2-.5z',
  upload: 'M10 13V4.5M6.5 8L10 4.5 13.5 8M4.5 13v2.5h11V13',
  trash: 'M4.5 6h11M8 6V4.5h4V6M6 6l.6 9.5h6.8L14 6',
  link: 'M8.5 11.5l3-3M9 6.5l1.5-1.5a2.5 2.5 0 0 1 3.5 3.5L12.5 10M11 13.5L9.5 15A2.5 2.5 0 0 1 6 11.5L7.5 10',
  history: 'M4 10a6 6 0 1 0 2-4.5L4 7.5M4 4v3.5h3.5M10 7v3l2 1.5',
  diagram: 'M3.5 4.5h5v4h-5zM11.5 11.5h5v4h-5zM8.5 6.5H14v5',
  people:
    'M7.5 4.5a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM3 15.5c.4-2.6 2-3.8 4.5-3.8s4.1 1.2 4.5 3.8M13 5.2a2.1 2.1 0 0 1 0 4M14 12c1.8.3 2.8 1.5 3 3.5',
  person: 'M10 4a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 10 4zM4.5 16c.6-2.7 2.6-4 5.5-4s4.9 1.3 5.5 4',
  eye: 'M3 10c1.7-3 4-4.5 7-4.5s5.3 1.5 7 4.5c-1.7 3-4 4.5-7 4.5S4.7 13 3 10zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  calendar: 'M4 5.5h12v11H4zM4 9h12M7.5 3.5v3M12.5 3.5v3M7 12h2M11 12h2',
  mail: 'M3.5 5.5h13v9h-13zM3.5 6l6.5 5 6.5-5',
  bell: 'M6 8.5a4 4 0 0 1 8 0c0 3 1.5 4 1.5 4h-11s1.5-1 1.5-4zM8.5 15a1.5 1.5 0 0 0 3 0',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
    <path
      d={paths[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

/** The bob on its line: the mark of the house. */
export const PlumbMark = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
    <path d="M8 4h16" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" opacity=".45" />
    <path d="M16 4v11" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    <path d="M16 13.5l6 6-6 9.5-6-9.5z" fill="currentColor" />
  </svg>
);
