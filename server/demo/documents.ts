import type { Instant } from '../../core/base/time.ts';
import { renderPdf } from '../platform/pdf/typst.ts';

/** A document of the demonstration: born digital, marked as a sample, with the lines that a reviewer looks for. */
export const sampleDocument = (title: string, holder: string, lines: readonly string[], at: Instant): Buffer =>
  renderPdf('sample', { data: JSON.stringify({ title, holder, lines }) }, at);
