/** The one spelling of an amount in yuan: two decimals, no sign but minus, at most 15 digits before the point. */
export const MONEY = /^-?(?:0|[1-9]\d{0,14})\.\d{2}$/;

const TYPED = /^(-?)(\d{1,20}|\d{1,3}(?:,\d{3}){1,6})(?:\.(\d{1,2}))?$/;

/** Reads `¥1,980`, `1980.5`, `１９８０元` as `1980.00`, `1980.50`; null for anything that is no amount. */
export const readMoney = (typed: string): string | null => {
  if (typed.length > 60) return null;
  const plain = typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(-?)[¥￥]/, '$1')
    .replace(/元$/, '');
  const m = TYPED.exec(plain);
  if (!m) return null;
  const whole = (m[2] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, '');
  const amount = `${whole}.${(m[3] ?? '').padEnd(2, '0')}`;
  const signed = m[1] === '-' && amount !== '0.00' ? `-${amount}` : amount;
  return MONEY.test(signed) ? signed : null;
};

/** Hundredths of a yuan, exact; only for the one spelling. */
export const cents = (money: string): bigint => BigInt(money.replace('.', ''));

/** `¥1,980.00`, as people read it; a text that is no amount comes back as it is. */
export const formatMoney = (money: string): string => {
  if (!MONEY.test(money)) return money;
  const minus = money.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = money.replace('-', '').split('.');
  return `${minus}¥${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${fraction}`;
};
