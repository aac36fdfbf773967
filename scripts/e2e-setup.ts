import { Defect } from '../core/base/result.ts';
import { BROWSER, findBrowser, fontsFile } from './browser.ts';
import { buildWeb } from './build-web.ts';

/** vitest runs this before the browser tests: they need the built console, a browser and fonts for Chinese. */
export const setup = async (): Promise<void> => {
  if (!buildWeb()) throw new Defect('the console could not be built');
  const browser = await findBrowser();
  if (browser === undefined) throw new Defect('no Chromium can be had on this machine');
  process.env[BROWSER] = browser;
  process.env.FONTCONFIG_FILE = fontsFile();
};
