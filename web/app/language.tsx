import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Locale, Text } from '../../core/base/text.ts';
import { type WordKey, words } from '../data/words.ts';

type Parameters = Readonly<Record<string, string | number>>;

export interface Language {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  /** A word of the dictionary; `{name}` in it is replaced by the parameter of that name. */
  readonly t: (key: WordKey, parameters?: Parameters) => string;
  /** The side of a text from the server that the person reads. */
  readonly pick: (text: Text) => string;
}

const stored = 'plumbline.locale';

export const say = (locale: Locale, key: WordKey, parameters?: Parameters): string => {
  const sentence = words[key][locale];
  return parameters
    ? sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole))
    : sentence;
};

const LanguageContext = createContext<Language | null>(null);

const firstLocale = (): Locale => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh');

export const LanguageProvider = ({ children }: { children: ReactNode }) => {
  const [locale, choose] = useState<Locale>(firstLocale);
  const setLocale = useCallback((next: Locale) => {
    localStorage.setItem(stored, next);
    choose(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  }, [locale]);
  const language = useMemo<Language>(
    () => ({
      locale,
      setLocale,
      t: (key, parameters) => say(locale, key, parameters),
      pick: (text) => text[locale],
    }),
    [locale, setLocale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
};

export const useLanguage = (): Language => {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing above this screen');
  return language;
};
